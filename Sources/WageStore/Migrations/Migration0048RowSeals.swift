internal import GRDB

extension Migration {
  /// Digests beside rows that no chain of events holds, and where tables end of which nothing is deleted,
  /// so that `verify` finds what was altered or deleted there.
  static let rowSeals = Migration(
    name: "0048 row seals",
    sql: """
      -- Of the complaint, its complainant and its texts; made anew by every change and erasure.
      ALTER TABLE complaint ADD COLUMN digest TEXT NOT NULL DEFAULT '';
      ALTER TABLE outbox ADD COLUMN digest TEXT NOT NULL DEFAULT '';
      ALTER TABLE outboxAttempt ADD COLUMN digest TEXT NOT NULL DEFAULT '';

      -- The last row that was ever written to a table.
      CREATE TABLE tableEnd (
        name TEXT PRIMARY KEY CHECK (name = 'erasureEvent' OR name = 'outbox' OR
          name = 'outboxAttempt'),
        last INTEGER NOT NULL,
        -- Of a chain the row's own hash.
        hash TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO tableEnd (name, last, hash)
      VALUES ('outbox', (SELECT ifnull(max(id), 0) FROM outbox), ''),
        ('outboxAttempt', (SELECT ifnull(max(id), 0) FROM outboxAttempt), ''),
        ('erasureEvent', (SELECT ifnull(max(seq), 0) FROM erasureEvent),
          ifnull((SELECT hash FROM erasureEvent ORDER BY seq DESC LIMIT 1), ''));
      CREATE TRIGGER outboxEnd AFTER INSERT ON outbox
      BEGIN UPDATE tableEnd SET last = NEW.id WHERE name = 'outbox'; END;
      CREATE TRIGGER outboxAttemptEnd AFTER INSERT ON outboxAttempt
      BEGIN UPDATE tableEnd SET last = NEW.id WHERE name = 'outboxAttempt'; END;
      CREATE TRIGGER erasureEventEnd AFTER INSERT ON erasureEvent
      BEGIN UPDATE tableEnd SET last = NEW.seq, hash = NEW.hash WHERE name = 'erasureEvent'; END;
      """,
    convert: { db in
      let seal = try RowSeal(in: db)
      for kind in RowSeal.Kind.allCases {
        for id in try Int64.fetchAll(db, sql: "SELECT id FROM \(kind.rawValue)") {
          try seal.seal(kind, id)
        }
      }
    })
}
