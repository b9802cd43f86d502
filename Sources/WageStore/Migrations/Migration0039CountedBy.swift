extension Migration {
  /// Which workflow policy the stored due days were counted by, and events by their day.
  static let countedBy = Migration(
    name: "0039 counted by",
    sql: """
      CREATE TABLE countedBy (
        id    INTEGER PRIMARY KEY CHECK (id = 1),
        -- A hash of the workflow policy of the last night.
        rules TEXT NOT NULL
      ) STRICT;

      CREATE INDEX caseEventEffective ON caseEvent (effectiveAt, caseNo);
      """)
}
