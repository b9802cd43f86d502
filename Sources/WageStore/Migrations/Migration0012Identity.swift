extension Migration {
  /// Firms merged into others, decisions taken back one by one, and and what every row without a
  /// code was matched by.
  static let identity = Migration(
    name: "0012 identity",
    sql: """
      -- Anew for two more kinds: merged, undone. Append-only as before.
      CREATE TABLE matchEventAnew (
        id         INTEGER PRIMARY KEY,
        -- Null for what is about firms and not about rows.
        groupId    INTEGER REFERENCES matchGroup (id),
        kind       TEXT NOT NULL CHECK (kind = 'accepted' OR kind = 'automatic' OR
          kind = 'refused' OR kind = 'split' OR kind = 'merged' OR kind = 'undone'),
        firmId     INTEGER REFERENCES firm (id),
        -- Of a merge: the firm that goes on, and from which day.
        intoFirmId INTEGER REFERENCES firm (id),
        sinceOn    TEXT CHECK (sinceOn IS date(sinceOn, '+0 days')),
        undoes     INTEGER REFERENCES matchEvent (id),
        actor      TEXT NOT NULL,
        reason     TEXT NOT NULL,
        recordedAt TEXT NOT NULL,
        CHECK (firmId IS NOT NULL OR kind = 'refused' OR kind = 'split' OR kind = 'undone'),
        CHECK ((kind = 'merged') = (intoFirmId IS NOT NULL)),
        CHECK ((kind = 'merged') = (sinceOn IS NOT NULL)),
        CHECK ((groupId IS NULL) <= (kind IN ('merged', 'undone'))),
        CHECK ((kind IN ('split', 'undone')) = (undoes IS NOT NULL))
      ) STRICT;
      INSERT INTO matchEventAnew (id, groupId, kind, firmId, undoes, actor, reason, recordedAt)
      SELECT id, groupId, kind, firmId, undoes, actor, reason, recordedAt FROM matchEvent;
      DROP TABLE matchEvent;
      ALTER TABLE matchEventAnew RENAME TO matchEvent;
      CREATE INDEX matchEventGroup ON matchEvent (groupId, id);
      CREATE INDEX matchEventUndoes ON matchEvent (undoes) WHERE undoes IS NOT NULL;
      CREATE TRIGGER matchEventNoUpdate BEFORE UPDATE ON matchEvent
      BEGIN SELECT RAISE(ABORT, 'matchEvent is append-only: an event is never changed'); END;
      CREATE TRIGGER matchEventNoDelete BEFORE DELETE ON matchEvent
      BEGIN SELECT RAISE(ABORT, 'matchEvent is append-only: an event is never deleted'); END;

      -- A projection of matchEvent: as of sinceOn the firm counts as the other; its rows stay its own.
      CREATE TABLE firmMerge (
        eventId    INTEGER PRIMARY KEY REFERENCES matchEvent (id),
        firmId     INTEGER NOT NULL REFERENCES firm (id),
        intoFirmId INTEGER NOT NULL REFERENCES firm (id),
        sinceOn    TEXT NOT NULL CHECK (sinceOn IS date(sinceOn, '+0 days')),
        endedBy    INTEGER REFERENCES matchEvent (id),
        CHECK (firmId <> intoFirmId)
      ) STRICT;
      CREATE UNIQUE INDEX firmMergeInForce ON firmMerge (firmId) WHERE endedBy IS NULL;

      -- The county that the rows name, and the name in one spelling.
      ALTER TABLE matchGroup ADD COLUMN county TEXT CHECK (length(county) = 6);
      ALTER TABLE matchGroup ADD COLUMN nameKey TEXT;
      DROP INDEX matchGroupKey;
      CREATE UNIQUE INDEX matchGroupKey
      ON matchGroup (feed, ifnull(name, ''), ifnull(accountNo, ''), ifnull(county, ''));
      CREATE INDEX matchGroupAccount ON matchGroup (feed, accountNo) WHERE accountNo IS NOT NULL;
      CREATE INDEX matchGroupNameKey ON matchGroup (nameKey);

      -- Said although a firm of exactly this name was registered.
      ALTER TABLE firmAlias ADD COLUMN isDeliberate INTEGER NOT NULL DEFAULT 0
        CHECK (isDeliberate IN (0, 1));
      CREATE INDEX firmAliasEvent ON firmAlias (eventId);

      -- Anew: rows of the window have no file; those of complaints and reports are in already.
      CREATE TABLE waitingRowAnew (
        id        INTEGER PRIMARY KEY,
        fileId    INTEGER REFERENCES ingestedFile (id),
        feed      TEXT NOT NULL,
        line      INTEGER,
        row       INTEGER,
        name      TEXT,
        accountNo TEXT,
        raw       TEXT NOT NULL,
        -- rejected: accepted, but its file had said otherwise of the account and month.
        status    TEXT NOT NULL DEFAULT 'waiting' CHECK (status = 'waiting' OR
          status = 'matched' OR status = 'refused' OR status = 'rejected'),
        groupId   INTEGER REFERENCES matchGroup (id),
        -- The decision that the row entered the store by.
        eventId   INTEGER REFERENCES matchEvent (id),
        -- Of complaintVersion or gridReportVersion: the row is in, only its firm is asked.
        versionId INTEGER,
        rejectId  INTEGER REFERENCES rejectedRow (id),
        -- 1: raw was put together from the row's values, under a header of our own.
        isRebuilt INTEGER NOT NULL DEFAULT 0 CHECK (isRebuilt IN (0, 1)),
        CHECK ((fileId IS NULL) = (line IS NULL)),
        CHECK ((fileId IS NULL) <= (versionId IS NOT NULL)),
        CHECK ((status = 'rejected') = (rejectId IS NOT NULL))
      ) STRICT;
      INSERT INTO waitingRowAnew (id, fileId, feed, line, row, name, accountNo, raw, status,
        groupId, eventId, versionId)
      SELECT id, fileId, feed, line, row, name, accountNo, raw, status, groupId, eventId, (
          SELECT v.id FROM complaintVersion v
          WHERE w.feed = 'complaints' AND v.fileId = w.fileId AND v.line = w.line)
      FROM waitingRow w;
      DROP TABLE waitingRow;
      ALTER TABLE waitingRowAnew RENAME TO waitingRow;

      -- Reports and complaints that named a firm nobody knew, and were never asked about.
      CREATE TEMP TABLE unasked AS
      SELECT 'grid_reports' AS feed, id AS versionId, fileId, line, firmName AS name,
        substr(townCode, 1, 6) AS county
      FROM gridReportVersion WHERE firmId IS NULL AND firmName IS NOT NULL
      UNION ALL
      SELECT 'complaints', v.id, NULL, NULL, v.firmName, substr(v.townCode, 1, 6)
      FROM complaintVersion v
      WHERE v.firmId IS NULL AND v.fileId IS NULL AND v.firmName IS NOT NULL;
      INSERT OR IGNORE INTO matchGroup (feed, name, county)
      SELECT feed, name, county FROM unasked ORDER BY feed, versionId;
      INSERT INTO waitingRow (fileId, feed, line, row, name, raw, groupId, versionId, status)
      SELECT u.fileId, u.feed, u.line, u.line - 1, u.name, '', g.id, u.versionId,
        CASE g.isRefused WHEN 1 THEN 'refused' ELSE 'waiting' END
      FROM unasked u JOIN matchGroup g ON g.feed = u.feed AND g.name = u.name
        AND g.accountNo IS NULL AND g.county IS u.county
      ORDER BY u.feed, u.versionId;
      DROP TABLE unasked;

      CREATE INDEX waitingRowGroup ON waitingRow (groupId, status);
      CREATE INDEX waitingRowEvent ON waitingRow (eventId);
      CREATE INDEX waitingRowVersion ON waitingRow (feed, versionId) WHERE versionId IS NOT NULL;
      CREATE INDEX waitingRowFile ON waitingRow (fileId) WHERE fileId IS NOT NULL;
      CREATE INDEX waitingRowWaiting ON waitingRow (groupId) WHERE status = 'waiting';

      -- Rows that rules matched while their file was loaded, some hundred thousand a sheet: for each the
      -- differences to the one before of its line, row and matchEvent, as variable-length numbers.
      -- What such a row said stands in the slabs.
      CREATE TABLE ruledSheet (
        id     INTEGER PRIMARY KEY,
        feed   TEXT NOT NULL,
        fileId INTEGER NOT NULL REFERENCES ingestedFile (id),
        rows   INTEGER NOT NULL CHECK (rows > 0),
        data   BLOB NOT NULL
      ) STRICT;
      CREATE INDEX ruledSheetFeed ON ruledSheet (feed, fileId);

      -- What was known when all that waits was last looked at.
      CREATE TABLE matchLook (
        topic TEXT PRIMARY KEY,
        mark  TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      """)
}
