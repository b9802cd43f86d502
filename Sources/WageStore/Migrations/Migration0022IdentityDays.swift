extension Migration {
  /// From which day on it was known whose a row is that named no credit code.
  static let identityDays = Migration(
    name: "0022 identity days",
    sql: """
      -- The rows' own known-on day, where they count from a later one: whose they are became known
      -- then. Of layers of one day the one said later holds. NULL: said on the day they count from.
      ALTER TABLE layer ADD COLUMN saidOn TEXT CHECK (saidOn IS date(saidOn, '+0 days'));

      -- From when the version is firmId's, where that became known later than the version; before, it
      -- is nobody's. NULL: from the version's own day.
      ALTER TABLE complaintVersion ADD COLUMN firmKnownOn TEXT
        CHECK (firmKnownOn IS date(firmKnownOn, '+0 days'));
      ALTER TABLE gridReportVersion ADD COLUMN firmKnownOn TEXT
        CHECK (firmKnownOn IS date(firmKnownOn, '+0 days'));

      -- When the row was known that first named the firm; NULL in databases from before: knownOn.
      ALTER TABLE firm ADD COLUMN firstNameOn TEXT
        CHECK (firstNameOn IS date(firstNameOn, '+0 days'));
      """)
}
