extension Migration {
  /// Complaints and their versions, cases, and the chain of events that all else follows from.
  static let cases = Migration(
    name: "0007 cases",
    sql: """
      -- Protected: complainants. Erasing one leaves the events and their chain whole.
      CREATE TABLE party (
        id    INTEGER PRIMARY KEY,
        name  TEXT,
        idNo  TEXT,
        phone TEXT
      ) STRICT;

      -- A projection of caseEvent, rebuilt and compared by verify. Overdue is computed, never stored.
      CREATE TABLE complaintCase (
        caseNo         TEXT PRIMARY KEY CHECK (
          caseNo GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9][0-9][0-9]'),
        state          TEXT NOT NULL CHECK (state = 'registered' OR state = 'received' OR
          state = 'dispatched' OR state = 'replied' OR state = 'escalated' OR state = 'resolved' OR
          state = 'closed' OR state = 'merged'),
        level          TEXT NOT NULL CHECK (level = 'officer' OR level = 'leader' OR
          level = 'principal'),
        receptionLevel TEXT NOT NULL CHECK (receptionLevel = 'officer' OR
          receptionLevel = 'leader' OR receptionLevel = 'principal'),
        body           TEXT,
        registeredAt   TEXT NOT NULL,
        dueOn          TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        dueClock       TEXT,
        persons        INTEGER,
        amountFen      INTEGER,
        townCode       TEXT CHECK (length(townCode) = 9),
        resolution     TEXT CHECK (resolution IN ('wages-paid', 'repayment-agreement')),
        mergedInto     TEXT REFERENCES complaintCase (caseNo)
      ) STRICT;
      CREATE INDEX complaintCaseState ON complaintCase (state, dueOn);

      -- A projection of caseEvent: one row a round of a clock.
      CREATE TABLE caseClock (
        caseNo   TEXT NOT NULL REFERENCES complaintCase (caseNo),
        clock    TEXT NOT NULL,
        round    INTEGER NOT NULL,
        position INTEGER NOT NULL,
        body     TEXT,
        startsOn TEXT NOT NULL CHECK (startsOn IS date(startsOn, '+0 days')),
        dueOn    TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        ending   TEXT CHECK (ending IN ('answered', 'stopped')),
        endedAt  TEXT,
        CHECK ((ending IS NULL) = (endedAt IS NULL)),
        PRIMARY KEY (caseNo, clock, round)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX caseClockDue ON caseClock (dueOn) WHERE ending IS NULL;

      -- What is known latest of each complaint; complaintVersion holds what was known when.
      CREATE TABLE complaint (
        id          INTEGER PRIMARY KEY,
        complaintNo TEXT NOT NULL UNIQUE,
        channel     TEXT NOT NULL CHECK (channel = '12345' OR channel = '110' OR
          channel = 'hotline' OR channel = 'petition' OR channel = 'online_petition' OR
          channel = 'inspection' OR channel = 'online' OR channel = 'qr' OR channel = 'court' OR
          channel = 'opinion' OR channel = 'other'),
        receivedAt  TEXT NOT NULL,
        knownOn     TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId      INTEGER REFERENCES ingestedFile (id),
        line        INTEGER,
        firmId      INTEGER REFERENCES firm (id),
        firmName    TEXT,
        projectCode TEXT,
        townCode    TEXT CHECK (length(townCode) = 9),
        persons     INTEGER CHECK (persons >= 0),
        amountFen   INTEGER CHECK (amountFen >= 0),
        owedSince   TEXT CHECK (owedSince IS substr(date(owedSince || '-01', '+0 days'), 1, 7)),
        partyId     INTEGER REFERENCES party (id),
        caseNo      TEXT REFERENCES complaintCase (caseNo)
      ) STRICT;
      CREATE INDEX complaintFirm ON complaint (firmId);
      CREATE INDEX complaintCaseNo ON complaint (caseNo);

      CREATE TABLE complaintVersion (
        id          INTEGER PRIMARY KEY,
        complaintId INTEGER NOT NULL REFERENCES complaint (id),
        knownOn     TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId      INTEGER REFERENCES ingestedFile (id),
        line        INTEGER,
        contentHash TEXT NOT NULL,
        receivedAt  TEXT NOT NULL,
        firmId      INTEGER REFERENCES firm (id),
        townCode    TEXT CHECK (length(townCode) = 9),
        persons     INTEGER,
        amountFen   INTEGER,
        placeHash   TEXT,
        -- The event that tells the case of it; null until the next night, 0 when the case has
        -- nothing to be told.
        eventSeq    INTEGER
      ) STRICT;
      CREATE INDEX complaintVersionOf ON complaintVersion (complaintId, knownOn, id);
      CREATE INDEX complaintVersionFirm ON complaintVersion (firmId);
      CREATE INDEX complaintVersionNew ON complaintVersion (knownOn) WHERE eventSeq IS NULL;

      -- Protected: what complainants wrote.
      CREATE TABLE complaintText (
        versionId INTEGER PRIMARY KEY REFERENCES complaintVersion (id),
        place     TEXT,
        content   TEXT
      ) STRICT;

      -- Protected: replies and reasons; events hold their hashes.
      CREATE TABLE caseText (
        hash   TEXT NOT NULL,
        caseNo TEXT NOT NULL REFERENCES complaintCase (caseNo),
        text   TEXT NOT NULL,
        PRIMARY KEY (caseNo, hash)
      ) STRICT, WITHOUT ROWID;

      -- Append-only: each row holds the hash of the one before.
      CREATE TABLE caseEvent (
        seq         INTEGER PRIMARY KEY,
        caseNo      TEXT NOT NULL REFERENCES complaintCase (caseNo),
        type        TEXT NOT NULL,
        payload     TEXT NOT NULL CHECK (json_valid(payload)),
        effectiveAt TEXT NOT NULL,
        recordedAt  TEXT NOT NULL,
        actor       TEXT NOT NULL,
        previous    TEXT NOT NULL CHECK (length(previous) = 64),
        hash        TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
      ) STRICT;
      CREATE INDEX caseEventCase ON caseEvent (caseNo, seq);

      CREATE TRIGGER caseEventNoUpdate BEFORE UPDATE ON caseEvent
      BEGIN SELECT RAISE(ABORT, 'caseEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER caseEventNoDelete BEFORE DELETE ON caseEvent
      BEGIN SELECT RAISE(ABORT, 'caseEvent is append-only: an event is never deleted'); END;

      -- A projection of the dispatched events.
      CREATE TABLE transferOrder (
        number   TEXT PRIMARY KEY,
        caseNo   TEXT NOT NULL REFERENCES complaintCase (caseNo),
        body     TEXT NOT NULL,
        helper   TEXT,
        rule     TEXT,
        issuedAt TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX transferOrderCase ON transferOrder (caseNo);

      -- Cases that no body answers for yet; their clocks run all the same.
      CREATE TABLE holdingPen (
        caseNo  TEXT PRIMARY KEY REFERENCES complaintCase (caseNo),
        sinceOn TEXT NOT NULL CHECK (sinceOn IS date(sinceOn, '+0 days')),
        whyZh   TEXT NOT NULL,
        whyEn   TEXT NOT NULL
      ) STRICT;
      """)
}
