extension Migration {
  /// What sites, the inspection office, courts and the grid report: a version a thing and file.
  static let furtherFeeds = Migration(
    name: "0008 furtherFeeds",
    sql: """
      CREATE TABLE attendanceVersion (
        id              INTEGER PRIMARY KEY,
        projectId       INTEGER NOT NULL REFERENCES project (id),
        month           TEXT NOT NULL CHECK (month IS substr(date(month || '-01', '+0 days'), 1, 7)),
        knownOn         TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId          INTEGER NOT NULL REFERENCES ingestedFile (id),
        line            INTEGER NOT NULL,
        attendedPersons INTEGER NOT NULL CHECK (attendedPersons >= 0),
        attendedDays    INTEGER CHECK (attendedDays >= 0),
        UNIQUE (projectId, month, knownOn, fileId)
      ) STRICT;

      CREATE TABLE disbursementVersion (
        id        INTEGER PRIMARY KEY,
        projectId INTEGER NOT NULL REFERENCES project (id),
        dueOn     TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
        knownOn   TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId    INTEGER NOT NULL REFERENCES ingestedFile (id),
        line      INTEGER NOT NULL,
        dueFen    INTEGER NOT NULL CHECK (dueFen >= 0),
        paidOn    TEXT CHECK (paidOn IS date(paidOn, '+0 days')),
        paidFen   INTEGER CHECK (paidFen >= 0),
        UNIQUE (projectId, dueOn, knownOn, fileId)
      ) STRICT;

      CREATE TABLE sixSystemsVersion (
        id                   INTEGER PRIMARY KEY,
        projectId            INTEGER NOT NULL REFERENCES project (id),
        checkedOn            TEXT NOT NULL CHECK (checkedOn IS date(checkedOn, '+0 days')),
        knownOn              TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId               INTEGER NOT NULL REFERENCES ingestedFile (id),
        line                 INTEGER NOT NULL,
        registered           INTEGER CHECK (registered IN (0, 1)),
        bankSigned           INTEGER CHECK (bankSigned IN (0, 1)),
        realName             INTEGER CHECK (realName IN (0, 1)),
        wageAccount          INTEGER CHECK (wageAccount IN (0, 1)),
        agentPayment         INTEGER CHECK (agentPayment IN (0, 1)),
        deposit              INTEGER CHECK (deposit IN (0, 1)),
        monthlyTransfer      INTEGER CHECK (monthlyTransfer IN (0, 1)),
        noticeBoard          INTEGER CHECK (noticeBoard IN (0, 1)),
        labourOfficerTrained INTEGER CHECK (labourOfficerTrained IN (0, 1)),
        UNIQUE (projectId, checkedOn, knownOn, fileId)
      ) STRICT;

      CREATE TABLE inspectionVersion (
        id           INTEGER PRIMARY KEY,
        inspectionNo TEXT NOT NULL,
        knownOn      TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId       INTEGER NOT NULL REFERENCES ingestedFile (id),
        line         INTEGER NOT NULL,
        firmId       INTEGER NOT NULL REFERENCES firm (id),
        occurredOn   TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
        kind         TEXT NOT NULL CHECK (kind = 'written_review' OR kind = 'on_site' OR
          kind = 'order' OR kind = 'penalty'),
        result       TEXT CHECK (result = 'passed' OR result = 'problem' OR result = 'corrected' OR
          result = 'refused'),
        persons      INTEGER CHECK (persons >= 0),
        amountFen    INTEGER CHECK (amountFen >= 0),
        grade        TEXT,
        UNIQUE (inspectionNo, knownOn, fileId)
      ) STRICT;
      CREATE INDEX inspectionFirm ON inspectionVersion (firmId);

      CREATE TABLE judicialVersion (
        id         INTEGER PRIMARY KEY,
        caseNo     TEXT NOT NULL,
        firmId     INTEGER NOT NULL REFERENCES firm (id),
        knownOn    TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId     INTEGER NOT NULL REFERENCES ingestedFile (id),
        line       INTEGER NOT NULL,
        occurredOn TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
        kind       TEXT NOT NULL CHECK (kind = 'lawsuit' OR kind = 'enforcement' OR
          kind = 'dishonest' OR kind = 'bankruptcy'),
        amountFen  INTEGER CHECK (amountFen >= 0),
        UNIQUE (caseNo, firmId, knownOn, fileId)
      ) STRICT;
      CREATE INDEX judicialFirm ON judicialVersion (firmId);

      CREATE TABLE gridReportVersion (
        id         INTEGER PRIMARY KEY,
        reportNo   TEXT NOT NULL,
        knownOn    TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId     INTEGER NOT NULL REFERENCES ingestedFile (id),
        line       INTEGER NOT NULL,
        reporter   TEXT NOT NULL CHECK (reporter = 'town' OR reporter = 'village' OR
          reporter = 'union' OR reporter = 'grid' OR reporter = 'opinion'),
        occurredOn TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
        -- Null when the report names no firm we know; the name stays as it was given.
        firmId     INTEGER REFERENCES firm (id),
        firmName   TEXT,
        townCode   TEXT CHECK (length(townCode) = 9),
        finding    TEXT NOT NULL CHECK (finding = 'stopped_work' OR finding = 'layoff' OR
          finding = 'pay_cut' OR finding = 'late_wages' OR finding = 'owner_missing' OR
          finding = 'bankruptcy' OR finding = 'moving_out'),
        persons    INTEGER CHECK (persons >= 0),
        noteHash   TEXT CHECK (length(noteHash) = 64),
        UNIQUE (reportNo, knownOn, fileId)
      ) STRICT;
      CREATE INDEX gridReportFirm ON gridReportVersion (firmId);

      -- Protected: what people on the spot wrote.
      CREATE TABLE gridReportText (
        versionId INTEGER PRIMARY KEY REFERENCES gridReportVersion (id),
        note      TEXT NOT NULL
      ) STRICT;
      """)
}
