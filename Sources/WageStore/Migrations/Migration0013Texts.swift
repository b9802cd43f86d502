extension Migration {
  /// What was found and expected, in Chinese too: NULL where it is the same text.
  static let texts = Migration(
    name: "0013 texts",
    sql: """
      ALTER TABLE ingestedFile ADD COLUMN faultZh TEXT;
      ALTER TABLE fileFinding ADD COLUMN foundZh TEXT;
      ALTER TABLE fileFinding ADD COLUMN expectedZh TEXT;
      ALTER TABLE rejectedRow ADD COLUMN foundZh TEXT;
      ALTER TABLE rejectedRow ADD COLUMN expectedZh TEXT;
      """)
}
