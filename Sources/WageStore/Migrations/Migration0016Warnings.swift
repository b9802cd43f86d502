extension Migration {
  /// Tiers that stand without a cause, and warnings with their chain of events.
  static let warnings = Migration(
    name: "0016 warnings",
    sql: """
      -- Why a score's tier is above what its points and triggers say: one row a tier held.
      CREATE TABLE tierHold (
        runId      INTEGER NOT NULL,
        firmId     INTEGER NOT NULL,
        tier       TEXT NOT NULL CHECK (tier = 'yellow' OR tier = 'orange' OR tier = 'red'),
        scored     TEXT NOT NULL CHECK (scored = 'green' OR scored = 'yellow' OR
          scored = 'orange'),
        causeRunId INTEGER NOT NULL REFERENCES scoreRun (id),
        -- NULL while a feed of the cause is late.
        goneOn     TEXT CHECK (goneOn IS date(goneOn, '+0 days')),
        loweredOn  TEXT CHECK (loweredOn IS date(loweredOn, '+0 days')),
        PRIMARY KEY (runId, firmId, tier),
        FOREIGN KEY (runId, firmId) REFERENCES score (runId, firmId)
      ) STRICT, WITHOUT ROWID;

      -- The run that each night's warnings were judged by.
      CREATE TABLE warningNight (
        asOf  TEXT PRIMARY KEY CHECK (asOf IS date(asOf, '+0 days')),
        runId INTEGER NOT NULL REFERENCES scoreRun (id)
      ) STRICT, WITHOUT ROWID;

      -- A projection of the events.
      CREATE TABLE warning (
        warningNo  TEXT PRIMARY KEY,
        firmId     INTEGER NOT NULL REFERENCES firm (id),
        tier       TEXT NOT NULL CHECK (tier = 'yellow' OR tier = 'orange' OR tier = 'red'),
        runId      INTEGER NOT NULL REFERENCES scoreRun (id),
        firedOn    TEXT NOT NULL CHECK (firedOn IS date(firedOn, '+0 days')),
        dueOn      TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        assignedTo TEXT,
        assignedOn TEXT CHECK (assignedOn IS date(assignedOn, '+0 days')),
        outcome    TEXT CHECK (outcome = 'valid' OR outcome = 'false-alarm' OR
          outcome = 'data-late' OR outcome = 'already-known'),
        recordedOn TEXT CHECK (recordedOn IS date(recordedOn, '+0 days'))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX warningFirm ON warning (firmId);
      CREATE INDEX warningOpen ON warning (firedOn) WHERE outcome IS NULL;

      -- Protected: what the checkers wrote; events hold its hash.
      CREATE TABLE warningText (
        warningNo TEXT NOT NULL REFERENCES warning (warningNo),
        hash      TEXT NOT NULL,
        text      TEXT NOT NULL,
        PRIMARY KEY (warningNo, hash)
      ) STRICT, WITHOUT ROWID;

      -- Append-only: each row holds the hash of the one before.
      CREATE TABLE warningEvent (
        seq         INTEGER PRIMARY KEY,
        warningNo   TEXT NOT NULL REFERENCES warning (warningNo),
        type        TEXT NOT NULL,
        payload     TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveOn TEXT NOT NULL CHECK (effectiveOn IS date(effectiveOn, '+0 days')),
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL,
        previous    TEXT NOT NULL CHECK (length(previous) = 64),
        hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
      ) STRICT;
      CREATE INDEX warningEventOf ON warningEvent (warningNo, seq);

      CREATE TRIGGER warningEventNoUpdate BEFORE UPDATE ON warningEvent
      BEGIN SELECT RAISE(ABORT, 'warningEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER warningEventNoDelete BEFORE DELETE ON warningEvent
      BEGIN SELECT RAISE(ABORT, 'warningEvent is append-only: an event is never deleted'); END;

      -- What checks found, with the indicators that had warned: a JSON list, for json_each.
      CREATE VIEW warningOutcome AS
      SELECT w.warningNo, w.firmId, f.creditCode, w.tier, w.runId, w.firedOn, w.dueOn,
        w.recordedOn, w.outcome,
        (SELECT json_group_array(indicator) FROM (
          SELECT r.indicator FROM reason r
          WHERE r.runId = w.runId AND r.firmId = w.firmId
            AND r.indicator NOT LIKE 'cap:%' AND r.indicator NOT LIKE 'held:%'
          ORDER BY r.position)) AS indicators
      FROM warning w JOIN firm f ON f.id = w.firmId
      WHERE w.outcome IS NOT NULL;
      """)
}
