extension Migration {
  /// One dated run of a scorecard over every firm, and why each warned firm was warned.
  static let scores = Migration(
    name: "0005 scores",
    sql: """
      CREATE TABLE scoreRun (
        id        INTEGER PRIMARY KEY,
        asOf      TEXT NOT NULL CHECK (asOf IS date(asOf, '+0 days')),
        scorecard TEXT NOT NULL,
        calendar  TEXT NOT NULL,
        inputHash TEXT NOT NULL,
        startedAt TEXT NOT NULL,
        endedAt   TEXT NOT NULL
      ) STRICT;
      CREATE INDEX scoreRunAsOf ON scoreRun (asOf, id);

      -- Which feeds the run had to do without.
      CREATE TABLE scoreRunFeed (
        runId     INTEGER NOT NULL REFERENCES scoreRun (id),
        feed      TEXT NOT NULL,
        lastMonth TEXT,
        state     TEXT NOT NULL CHECK (state = 'fresh' OR state = 'late' OR state = 'never'),
        PRIMARY KEY (runId, feed)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE score (
        runId  INTEGER NOT NULL REFERENCES scoreRun (id),
        firmId INTEGER NOT NULL REFERENCES firm (id),
        points INTEGER NOT NULL,
        tier   TEXT NOT NULL CHECK (tier = 'green' OR tier = 'yellow' OR tier = 'orange' OR
          tier = 'red'),
        PRIMARY KEY (runId, firmId)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX scoreFlagged ON score (runId, tier) WHERE tier <> 'green';

      CREATE TABLE reason (
        runId     INTEGER NOT NULL,
        firmId    INTEGER NOT NULL,
        position  INTEGER NOT NULL,
        indicator TEXT NOT NULL,
        points    INTEGER NOT NULL,
        "trigger" TEXT CHECK ("trigger" = 'yellow' OR "trigger" = 'orange' OR "trigger" = 'red'),
        textZh    TEXT NOT NULL,
        textEn    TEXT NOT NULL,
        PRIMARY KEY (runId, firmId, position),
        FOREIGN KEY (runId, firmId) REFERENCES score (runId, firmId)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE reasonEvidence (
        runId    INTEGER NOT NULL,
        firmId   INTEGER NOT NULL,
        position INTEGER NOT NULL,
        ordinal  INTEGER NOT NULL,
        feed     TEXT NOT NULL,
        fileId   INTEGER REFERENCES ingestedFile (id),
        line     INTEGER,
        PRIMARY KEY (runId, firmId, position, ordinal),
        FOREIGN KEY (runId, firmId, position) REFERENCES reason (runId, firmId, position)
      ) STRICT, WITHOUT ROWID;

      -- One row a reason, so that points add up; the newest row of its evidence stands for all.
      CREATE VIEW scoreReason AS
      SELECT r.runId, r.firmId, f.creditCode, r.indicator, r.points,
        e.feed, i.file, e.line
      FROM reason r
      JOIN firm f ON f.id = r.firmId
      LEFT JOIN reasonEvidence e ON e.runId = r.runId AND e.firmId = r.firmId
        AND e.position = r.position AND e.ordinal = (
          SELECT max(ordinal) FROM reasonEvidence n
          WHERE n.runId = r.runId AND n.firmId = r.firmId AND n.position = r.position)
      LEFT JOIN ingestedFile i ON i.id = e.fileId;
      """)
}
