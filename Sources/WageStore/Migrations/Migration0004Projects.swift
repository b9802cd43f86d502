extension Migration {
  /// Building projects, and the transactions of their wage accounts (农民工工资专户).
  static let projects = Migration(
    name: "0004 projects",
    sql: """
      CREATE TABLE project (
        id          INTEGER PRIMARY KEY,
        projectCode TEXT NOT NULL UNIQUE
      ) STRICT;

      CREATE TABLE projectVersion (
        projectId          INTEGER NOT NULL REFERENCES project (id),
        knownOn            TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId             INTEGER NOT NULL REFERENCES ingestedFile (id),
        line               INTEGER NOT NULL,
        name               TEXT NOT NULL,
        kind               TEXT NOT NULL CHECK (kind = 'housing' OR kind = 'commercial' OR
          kind = 'transport' OR kind = 'water' OR kind = 'government' OR kind = 'other'),
        districtFunded     INTEGER CHECK (districtFunded IN (0, 1)),
        approvalNo         TEXT,
        permitNo           TEXT,
        contractorFirmId   INTEGER NOT NULL REFERENCES firm (id),
        ownerName          TEXT,
        townCode           TEXT CHECK (length(townCode) = 9),
        contractAmountFen  INTEGER,
        labourFeeBp        INTEGER CHECK (labourFeeBp BETWEEN 0 AND 10000),
        startedOn          TEXT CHECK (startedOn IS date(startedOn, '+0 days')),
        finishedOn         TEXT CHECK (finishedOn IS date(finishedOn, '+0 days')),
        PRIMARY KEY (projectId, knownOn, fileId)
      ) STRICT;
      CREATE INDEX projectContractor ON projectVersion (contractorFirmId);

      CREATE TABLE wageAccountEntry (
        id            INTEGER PRIMARY KEY,
        transactionNo TEXT NOT NULL,
        knownOn       TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId        INTEGER NOT NULL REFERENCES ingestedFile (id),
        line          INTEGER NOT NULL,
        projectCode   TEXT NOT NULL,
        creditCode    TEXT,
        occurredOn    TEXT NOT NULL CHECK (occurredOn IS date(occurredOn, '+0 days')),
        direction     TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        purpose       TEXT CHECK (purpose = 'labour_fee' OR purpose = 'wages' OR purpose = 'other'),
        instructionNo TEXT,
        wageMonth     TEXT,
        amountFen     INTEGER NOT NULL,
        balanceFen    INTEGER,
        persons       INTEGER,
        UNIQUE (transactionNo, knownOn, fileId)
      ) STRICT;
      CREATE INDEX wageAccountProject ON wageAccountEntry (projectCode, occurredOn);
      """)
}
