extension Migration {
  /// Firms and what the register said of them, version by version.
  static let firms = Migration(
    name: "0002 firms",
    sql: """
      -- Ids are dense and never reused: a firm's block and place in a slab follow from them.
      CREATE TABLE firm (
        id         INTEGER PRIMARY KEY,
        creditCode TEXT NOT NULL UNIQUE CHECK (length(creditCode) = 18),
        name       TEXT,
        -- As the row said that first named the firm; shown for days before the register came.
        firstName  TEXT,
        townCode   TEXT CHECK (length(townCode) = 9),
        industry   TEXT,
        knownOn    TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days'))
      ) STRICT;

      CREATE TABLE firmVersion (
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
        PRIMARY KEY (firmId, knownOn, fileId)
      ) STRICT;
      """)
}
