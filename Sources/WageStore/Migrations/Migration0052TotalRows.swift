extension Migration {
  /// A file's control totals, so that its lines add up; nil where it was loaded before they were kept.
  static let totalRows = Migration(
    name: "0052 total rows",
    sql: """
      ALTER TABLE ingestedFile ADD COLUMN totals INTEGER CHECK (totals >= 0);
      UPDATE ingestedFile SET totals = 0 WHERE status <> 'loaded';
      """)
}
