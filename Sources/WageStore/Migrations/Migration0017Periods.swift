extension Migration {
  /// The month that a file's name says it holds; NULL where it says none, and for files of before.
  static let periods = Migration(
    name: "0017 periods",
    sql: """
      ALTER TABLE ingestedFile ADD COLUMN period TEXT
        CHECK (period || '-01' IS date(period || '-01', '+0 days'));
      """)
}
