extension Migration {
  /// The duty roster and incidents of groups; drills are kept with a mark of their own.
  static let jointDuty = Migration(
    name: "0038 joint duty",
    sql: """
      -- One row for each record; of a day and person the last one counts.
      CREATE TABLE duty (
        id         INTEGER PRIMARY KEY,
        day        TEXT NOT NULL CHECK (day IS date(day, '+0 days')),
        person     TEXT NOT NULL,
        body       TEXT NOT NULL,
        -- Protected: lists show it masked.
        phone      TEXT NOT NULL,
        isRemoved  INTEGER NOT NULL CHECK (isRemoved IN (0, 1)),
        recordedAt TEXT NOT NULL,
        actor      TEXT NOT NULL
      ) STRICT;
      CREATE INDEX dutyDay ON duty (day, person);

      CREATE TABLE incident (
        incidentNo TEXT PRIMARY KEY,
        -- A drill is no incident: it counts nowhere and has numbers of its own.
        isDrill    INTEGER NOT NULL CHECK (isDrill IN (0, 1)),
        openedAt   TEXT NOT NULL,
        persons    INTEGER NOT NULL CHECK (persons > 0),
        level      TEXT NOT NULL,
        plan       TEXT NOT NULL,
        caseNo     TEXT REFERENCES complaintCase (caseNo),
        firmId     INTEGER REFERENCES firm (id),
        townCode   TEXT CHECK (length(townCode) = 9),
        place      TEXT,
        closedAt   TEXT,
        result     TEXT,
        CHECK ((closedAt IS NULL) = (result IS NULL)),
        CHECK (incidentNo GLOB iif(isDrill, 'YL-*', 'QT-*')),
        CHECK (isDrill = 0 OR caseNo IS NULL)
      ) STRICT, WITHOUT ROWID;

      -- The plan's steps as they stood when the incident reached their level.
      CREATE TABLE incidentStep (
        incidentNo TEXT NOT NULL REFERENCES incident (incidentNo),
        step       TEXT NOT NULL,
        position   INTEGER NOT NULL,
        titleZh    TEXT NOT NULL,
        titleEn    TEXT NOT NULL,
        toldZh     TEXT NOT NULL,
        toldEn     TEXT NOT NULL,
        source     TEXT NOT NULL,
        dueAt      TEXT NOT NULL,
        doneAt     TEXT,
        doneBy     TEXT,
        CHECK ((doneAt IS NULL) = (doneBy IS NULL)),
        PRIMARY KEY (incidentNo, step)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE incidentEvent (
        seq         INTEGER PRIMARY KEY,
        incidentNo  TEXT NOT NULL REFERENCES incident (incidentNo),
        type        TEXT NOT NULL CHECK (type = 'opened' OR type = 'counted' OR type = 'done' OR
          type = 'closed'),
        payload     TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL,
        previous    TEXT NOT NULL CHECK (length(previous) = 64),
        hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
      ) STRICT;
      CREATE INDEX incidentEventOf ON incidentEvent (incidentNo, seq);
      CREATE TRIGGER incidentEventNoUpdate BEFORE UPDATE ON incidentEvent
      BEGIN SELECT RAISE(ABORT, 'incidentEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER incidentEventNoDelete BEFORE DELETE ON incidentEvent
      BEGIN SELECT RAISE(ABORT, 'incidentEvent is append-only: an event is never deleted'); END;
      """)
}
