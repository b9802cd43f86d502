internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Keeps a record that a dry run has shown what a workflow would erase as of a day.
  public func noteRetentionShown(asOf day: Day, policy: String, at moment: Instant) throws {
    try db.execute(
      sql: """
        INSERT INTO retentionShown (policy, asOf, shownAt) VALUES (?, ?, ?)
        ON CONFLICT (policy, asOf) DO UPDATE SET shownAt = excluded.shownAt
        """,
      arguments: [policy, day.description, moment.description])
  }
}

extension StoreSnapshot {
  /// Whether a dry run as of that day, or of a later one, which lists no less, has shown what the workflow
  /// would erase.
  public func isRetentionShown(asOf day: Day, policy: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM retentionShown WHERE policy = ? AND asOf >= ?)",
      arguments: [policy, day.description]) ?? false
  }
}
