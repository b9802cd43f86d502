extension Migration {
  /// The scorecard and calendar that each run was made with; NULL for runs from before.
  static let runPolicies = Migration(
    name: "0020 run policies",
    sql: """
      CREATE TABLE policyText (
        hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
        text TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      ALTER TABLE scoreRun ADD COLUMN scorecardHash TEXT REFERENCES policyText (hash);
      ALTER TABLE scoreRun ADD COLUMN calendarHash TEXT REFERENCES policyText (hash);
      """)
}
