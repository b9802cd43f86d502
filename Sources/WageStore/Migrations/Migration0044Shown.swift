extension Migration {
  /// What a dry run has shown, message by message, and which erasure. A target that was shown once no
  /// longer frees what came after it; what was in the outbox by then counts as shown.
  static let shown = Migration(
    name: "0044 shown",
    sql: """
      -- Messages that a dry run has shown for a target; no other goes there.
      CREATE TABLE outboxShown (
        outboxId INTEGER NOT NULL REFERENCES outbox (id),
        target   TEXT NOT NULL,
        shownAt  TEXT NOT NULL,
        PRIMARY KEY (outboxId, target)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO outboxShown SELECT o.id, r.target, r.shownAt FROM outbox o, outboxRehearsal r
        WHERE o.recordedAt <= r.shownAt;
      DROP TABLE outboxRehearsal;

      -- Erasures that a dry run has shown: as of which day, by which workflow. None other is confirmed.
      CREATE TABLE retentionShown (
        policy  TEXT NOT NULL,
        asOf    TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
        shownAt TEXT NOT NULL,
        PRIMARY KEY (policy, asOf)
      ) STRICT, WITHOUT ROWID;
      """)
}
