extension Migration {
  /// Columns that a run had to do without.
  static let runColumns = Migration(
    name: "0023 run columns",
    sql: """
      -- Columns that the scorecard reads and that files of later months no longer carry; measure is
      -- the number that stands in slabs.
      CREATE TABLE scoreRunColumn (
        runId     INTEGER NOT NULL REFERENCES scoreRun (id),
        measure   INTEGER NOT NULL,
        lastMonth TEXT NOT NULL
          CHECK (lastMonth || '-01' IS date(lastMonth || '-01', '+0 days')),
        PRIMARY KEY (runId, measure)
      ) STRICT, WITHOUT ROWID;
      """)
}
