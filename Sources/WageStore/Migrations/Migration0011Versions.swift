extension Migration {
  /// Every row leaves a trace, also one that says what is known already; files may come again.
  static let versions = Migration(
    name: "0011 versions",
    sql: """
      -- A row that said exactly what was known, under the version that it said again. A file known
      -- between the two may come late: from this row's day on the version then holds once more.
      CREATE TABLE saidAgain (
        feed      TEXT NOT NULL,
        versionId INTEGER NOT NULL,
        fileId    INTEGER NOT NULL REFERENCES ingestedFile (id),
        knownOn   TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        line      INTEGER NOT NULL,
        PRIMARY KEY (feed, versionId, fileId)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX saidAgainFile ON saidAgain (fileId);

      CREATE TABLE firmVersionNumbered (
        id                  INTEGER PRIMARY KEY,
        firmId              INTEGER NOT NULL REFERENCES firm (id),
        knownOn             TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        fileId              INTEGER NOT NULL REFERENCES ingestedFile (id),
        line                INTEGER NOT NULL,
        name                TEXT NOT NULL,
        industry            TEXT,
        townCode            TEXT CHECK (length(townCode) = 9),
        registeredOn        TEXT CHECK (registeredOn IS date(registeredOn, '+0 days')),
        capitalFen          INTEGER,
        legalRepresentative TEXT,
        status              TEXT,
        persons             INTEGER,
        UNIQUE (firmId, knownOn, fileId)
      ) STRICT;
      INSERT INTO firmVersionNumbered (firmId, knownOn, fileId, line, name, industry, townCode,
        registeredOn, capitalFen, legalRepresentative, status, persons)
      SELECT firmId, knownOn, fileId, line, name, industry, townCode, registeredOn, capitalFen,
        legalRepresentative, status, persons FROM firmVersion ORDER BY rowid;
      DROP TABLE firmVersion;
      ALTER TABLE firmVersionNumbered RENAME TO firmVersion;

      CREATE TABLE projectVersionNumbered (
        id                 INTEGER PRIMARY KEY,
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
        UNIQUE (projectId, knownOn, fileId)
      ) STRICT;
      INSERT INTO projectVersionNumbered (projectId, knownOn, fileId, line, name, kind,
        districtFunded, approvalNo, permitNo, contractorFirmId, ownerName, townCode,
        contractAmountFen, labourFeeBp, startedOn, finishedOn)
      SELECT projectId, knownOn, fileId, line, name, kind, districtFunded, approvalNo, permitNo,
        contractorFirmId, ownerName, townCode, contractAmountFen, labourFeeBp, startedOn,
        finishedOn FROM projectVersion ORDER BY rowid;
      DROP TABLE projectVersion;
      ALTER TABLE projectVersionNumbered RENAME TO projectVersion;
      CREATE INDEX projectContractor ON projectVersion (contractorFirmId);

      -- What a complaint's version says of channel, names and months owed, as it was known then.
      ALTER TABLE complaintVersion ADD COLUMN channel TEXT;
      ALTER TABLE complaintVersion ADD COLUMN firmName TEXT;
      ALTER TABLE complaintVersion ADD COLUMN projectCode TEXT;
      ALTER TABLE complaintVersion ADD COLUMN owedSince TEXT
        CHECK (owedSince IS substr(date(owedSince || '-01', '+0 days'), 1, 7));
      UPDATE complaintVersion SET (channel, firmName, projectCode, owedSince) = (
        SELECT channel, firmName, projectCode, owedSince FROM complaint c
        WHERE c.id = complaintVersion.complaintId);
      DROP INDEX complaintVersionOf;
      CREATE INDEX complaintVersionOf ON complaintVersion (complaintId, knownOn, fileId);

      -- Without the old UNIQUE (file, sha256, status): the same bytes may come again under the same
      -- name after others, and then count again.
      DROP VIEW scoreReason;
      CREATE TABLE ingestedFileAgain (
        id         INTEGER PRIMARY KEY,
        file       TEXT NOT NULL,
        feed       TEXT,
        sha256     TEXT NOT NULL,
        bytes      INTEGER NOT NULL CHECK (bytes >= 0),
        encoding   TEXT,
        -- As text; with it, rows set aside or waiting are read again without the file.
        header     TEXT,
        knownOn    TEXT CHECK (knownOn IS date(knownOn, '+0 days')),
        ingestedAt TEXT NOT NULL,
        rows       INTEGER NOT NULL DEFAULT 0,
        stored     INTEGER NOT NULL DEFAULT 0,
        rejected   INTEGER NOT NULL DEFAULT 0,
        unchanged  INTEGER NOT NULL DEFAULT 0,
        waiting    INTEGER NOT NULL DEFAULT 0,
        superseded INTEGER NOT NULL DEFAULT 0,
        status     TEXT NOT NULL CHECK (status = 'loaded' OR status = 'refused' OR
          status = 'unchanged'),
        fault      TEXT,
        CHECK (rows = stored + rejected + unchanged + waiting),
        CHECK ((status = 'refused') = (fault IS NOT NULL))
      ) STRICT;
      INSERT INTO ingestedFileAgain (id, file, feed, sha256, bytes, encoding, header, knownOn,
        ingestedAt, rows, stored, rejected, unchanged, waiting, superseded, status, fault)
      SELECT id, file, feed, sha256, bytes, encoding, header, knownOn, ingestedAt, rows, stored,
        rejected, unchanged, waiting, superseded, status, fault FROM ingestedFile ORDER BY id;
      DROP TABLE ingestedFile;
      ALTER TABLE ingestedFileAgain RENAME TO ingestedFile;
      CREATE INDEX ingestedFileHash ON ingestedFile (sha256);
      CREATE INDEX ingestedFileName ON ingestedFile (file, feed);
      CREATE INDEX ingestedFileFeed ON ingestedFile (feed, status);
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

      CREATE INDEX layerFile ON layer (fileId, feed, month);

      -- What a row set aside says it is about, where its key can be read: a later row of the same
      -- key answers it.
      ALTER TABLE rejectedRow ADD COLUMN rowKey TEXT;
      CREATE INDEX rejectedRowKey ON rejectedRow (feed, rowKey) WHERE status = 'open';
      """)
}
