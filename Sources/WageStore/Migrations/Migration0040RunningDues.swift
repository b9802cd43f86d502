extension Migration {
  /// The running clocks in the order that lists show them.
  static let runningDues = Migration(
    name: "0040 running dues",
    sql: """
      DROP INDEX caseClockDue;
      CREATE INDEX caseClockDue ON caseClock (dueOn IS NULL, dueOn, caseNo, position, startsOn, ending)
        WHERE ending IS NULL;
      """)
}
