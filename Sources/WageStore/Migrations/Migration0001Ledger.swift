extension Migration {
  /// Every file ever seen, what came of it, and the rows that were set aside.
  static let ledger = Migration(
    name: "0001 ledger",
    sql: """
      CREATE TABLE ingestedFile (
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
        CHECK ((status = 'refused') = (fault IS NOT NULL)),
        UNIQUE (file, sha256, status)
      ) STRICT;
      CREATE INDEX ingestedFileHash ON ingestedFile (sha256);

      CREATE TABLE fileFinding (
        id       INTEGER PRIMARY KEY,
        fileId   INTEGER NOT NULL REFERENCES ingestedFile (id),
        code     TEXT NOT NULL,
        line     INTEGER,
        "column" TEXT,
        found    TEXT NOT NULL,
        expected TEXT NOT NULL
      ) STRICT;

      CREATE TABLE rejectedRow (
        id       INTEGER PRIMARY KEY,
        fileId   INTEGER NOT NULL REFERENCES ingestedFile (id),
        feed     TEXT NOT NULL,
        line     INTEGER NOT NULL,
        row      INTEGER NOT NULL,
        "column" TEXT,
        code     TEXT NOT NULL,
        found    TEXT NOT NULL,
        expected TEXT NOT NULL,
        raw      TEXT NOT NULL,
        status   TEXT NOT NULL DEFAULT 'open' CHECK (status = 'open' OR status = 'retried' OR
          status = 'dropped')
      ) STRICT;
      CREATE INDEX rejectedRowFile ON rejectedRow (fileId);

      -- Protected: the unmasked text of a rejected row of a feed with personal data.
      CREATE TABLE rejectedRaw (
        rejectId INTEGER PRIMARY KEY REFERENCES rejectedRow (id),
        raw      TEXT NOT NULL
      ) STRICT;

      -- Good rows that name no firm we know: kept until a person says whose they are.
      CREATE TABLE waitingRow (
        id        INTEGER PRIMARY KEY,
        fileId    INTEGER NOT NULL REFERENCES ingestedFile (id),
        feed      TEXT NOT NULL,
        line      INTEGER NOT NULL,
        row       INTEGER NOT NULL,
        name      TEXT,
        accountNo TEXT,
        raw       TEXT NOT NULL,
        status    TEXT NOT NULL DEFAULT 'waiting' CHECK (status = 'waiting' OR status = 'matched' OR
          status = 'refused')
      ) STRICT;
      """)
}
