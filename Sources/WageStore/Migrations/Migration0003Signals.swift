extension Migration {
  /// Monthly values in slabs: one row holds one measure of one month for a block of 1,024 firms.
  static let signals = Migration(
    name: "0003 signals",
    sql: """
      -- What one file says of one month of a feed. As of day D the layers with knownOn <= D count,
      -- the newest (knownOn, then id) winning value by value. A layer is never rewritten.
      CREATE TABLE layer (
        id      INTEGER PRIMARY KEY,
        fileId  INTEGER NOT NULL REFERENCES ingestedFile (id),
        feed    TEXT NOT NULL,
        month   TEXT NOT NULL CHECK (month IS substr(date(month || '-01', '+0 days'), 1, 7)),
        knownOn TEXT NOT NULL CHECK (knownOn IS date(knownOn, '+0 days')),
        rows    INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX layerFeed ON layer (feed, month);

      -- A column of a block's slabs: an account where the feed has one, a payday and batch for
      -- payroll, else the firm itself. A firm's value is the sum over its series.
      CREATE TABLE series (
        feed   TEXT NOT NULL,
        block  INTEGER NOT NULL,
        slot   INTEGER NOT NULL,
        firmId INTEGER NOT NULL REFERENCES firm (id),
        key    TEXT,
        PRIMARY KEY (feed, block, slot)
      ) STRICT, WITHOUT ROWID;

      -- measure: see the slab format page; 9, 19, ... hold the line of each row's file.
      CREATE TABLE slab (
        block   INTEGER NOT NULL,
        measure INTEGER NOT NULL,
        month   INTEGER NOT NULL,
        layerId INTEGER NOT NULL REFERENCES layer (id),
        form    INTEGER NOT NULL,
        data    BLOB NOT NULL,
        PRIMARY KEY (block, measure, month, layerId)
      ) STRICT;
      """)
}
