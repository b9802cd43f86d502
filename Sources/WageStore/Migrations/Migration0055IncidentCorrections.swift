extension Migration {
  /// Incidents that were written down wrongly: corrections and annulments with their reasons, and the
  /// steps that a corrected head-count does not ask any more.
  static let incidentCorrections = Migration(
    name: "0055 incident corrections",
    sql: """
      ALTER TABLE incident ADD COLUMN annulledAt TEXT;
      ALTER TABLE incidentStep ADD COLUMN voidedAt TEXT;

      -- Only to take two types more: what the rows hold, and with it the chain, stays.
      CREATE TABLE incidentEventNew (
        seq         INTEGER PRIMARY KEY,
        incidentNo  TEXT NOT NULL REFERENCES incident (incidentNo),
        type        TEXT NOT NULL CHECK (type = 'opened' OR type = 'counted' OR type = 'done' OR
          type = 'closed' OR type = 'corrected' OR type = 'annulled'),
        payload     TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL,
        previous    TEXT NOT NULL CHECK (length(previous) = 64),
        hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
      ) STRICT;
      INSERT INTO incidentEventNew SELECT seq, incidentNo, type, payload, effectiveAt, recordedAt,
        actor, previous, hash FROM incidentEvent ORDER BY seq;
      DROP TABLE incidentEvent;
      ALTER TABLE incidentEventNew RENAME TO incidentEvent;
      CREATE INDEX incidentEventOf ON incidentEvent (incidentNo, seq);
      CREATE TRIGGER incidentEventNoUpdate BEFORE UPDATE ON incidentEvent
      BEGIN SELECT RAISE(ABORT, 'incidentEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER incidentEventNoDelete BEFORE DELETE ON incidentEvent
      BEGIN SELECT RAISE(ABORT, 'incidentEvent is append-only: an event is never deleted'); END;

      -- Protected: why an event was recorded, shown on the incident's own page only.
      CREATE TABLE incidentReason (
        seq  INTEGER PRIMARY KEY REFERENCES incidentEvent (seq),
        text TEXT NOT NULL,
        salt TEXT NOT NULL CHECK (length(salt) = 64)
      ) STRICT;
      """)
}
