extension Migration {
  /// What ran when, on which inputs, with which outcome.
  static let stages = Migration(
    name: "0006 stages",
    sql: """
      CREATE TABLE stageRun (
        id          INTEGER PRIMARY KEY,
        stage       TEXT NOT NULL,
        asOf        TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
        inputHash   TEXT NOT NULL,
        policies    TEXT NOT NULL,
        counts      TEXT NOT NULL CHECK (json_valid(counts)),
        outcome     TEXT NOT NULL CHECK (outcome = 'running' OR outcome = 'done' OR
          outcome = 'unchanged' OR outcome = 'failed'),
        fault       TEXT,
        startedAt   TEXT NOT NULL,
        endedAt     TEXT,
        chainLength INTEGER,
        chainHead   TEXT
      ) STRICT;
      CREATE INDEX stageRunDay ON stageRun (asOf, stage);
      """)
}
