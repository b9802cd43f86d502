extension Migration {
  /// Which body a follow-up is about: one that is recorded late may have been another.
  static let outboxAbout = Migration(
    name: "0047 outbox about",
    sql: """
      -- The body that had the case at its moment, empty for none; null before this was kept.
      ALTER TABLE outbox ADD COLUMN about TEXT;
      """)
}
