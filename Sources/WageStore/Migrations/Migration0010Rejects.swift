extension Migration {
  /// What became of rows set aside, who looked at personal data, and the values that coded columns
  /// have had.
  static let rejects = Migration(
    name: "0010 rejects",
    sql: """
      -- The reject that the row was sent to correct.
      ALTER TABLE rejectedRow ADD COLUMN correctsId INTEGER REFERENCES rejectedRow (id);

      -- Append-only: each row says what became of a reject, and through which file and line.
      CREATE TABLE rejectEvent (
        id       INTEGER PRIMARY KEY,
        rejectId INTEGER NOT NULL REFERENCES rejectedRow (id),
        kind     TEXT NOT NULL CHECK (kind = 'corrected' OR kind = 'replaced' OR kind = 'read' OR
          kind = 'kept' OR kind = 'dropped'),
        fileId   INTEGER REFERENCES ingestedFile (id),
        line     INTEGER,
        reason   TEXT,
        actor    TEXT,
        at       TEXT NOT NULL
      ) STRICT;
      CREATE INDEX rejectEventOf ON rejectEvent (rejectId);

      -- Append-only: every time somebody had personal data shown, and why.
      CREATE TABLE unmasking (
        id     INTEGER PRIMARY KEY,
        what   TEXT NOT NULL,
        rows   INTEGER NOT NULL,
        reason TEXT NOT NULL,
        actor  TEXT NOT NULL,
        at     TEXT NOT NULL
      ) STRICT;

      -- Where a value of a coded column was met first.
      CREATE TABLE knownValue (
        feed     TEXT NOT NULL,
        "column" TEXT NOT NULL,
        value    TEXT NOT NULL,
        fileId   INTEGER NOT NULL REFERENCES ingestedFile (id),
        line     INTEGER NOT NULL,
        PRIMARY KEY (feed, "column", value)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX fileFindingFile ON fileFinding (fileId);
      """)
}
