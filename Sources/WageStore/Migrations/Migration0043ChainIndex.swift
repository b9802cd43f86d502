extension Migration {
  /// No index on the hashes of case events: nothing asks for one, the chain is walked by `seq`, and an
  /// index in random order made every event write a page of its own.
  static let chainIndex = Migration(
    name: "0043 chain index",
    sql: """
      CREATE TABLE caseEventNew (
        seq         INTEGER PRIMARY KEY,
        caseNo      TEXT NOT NULL REFERENCES complaintCase (caseNo),
        type        TEXT NOT NULL,
        payload     TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL,
        previous    TEXT NOT NULL CHECK (length(previous) = 64),
        hash        TEXT NOT NULL CHECK (length(hash) = 64)
      ) STRICT;
      INSERT INTO caseEventNew SELECT seq, caseNo, type, payload, effectiveAt, recordedAt, actor,
        previous, hash FROM caseEvent ORDER BY seq;
      DROP TABLE caseEvent;
      ALTER TABLE caseEventNew RENAME TO caseEvent;
      CREATE INDEX caseEventCase ON caseEvent (caseNo, seq);
      CREATE INDEX caseEventEffective ON caseEvent (effectiveAt, caseNo);
      CREATE TRIGGER caseEventNoUpdate BEFORE UPDATE ON caseEvent
      BEGIN SELECT RAISE(ABORT, 'caseEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER caseEventNoDelete BEFORE DELETE ON caseEvent
      BEGIN SELECT RAISE(ABORT, 'caseEvent is append-only: an event is never deleted'); END;
      """)
}
