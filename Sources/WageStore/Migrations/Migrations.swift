import GRDB

/// A step of the schema: a number and name that are never reused, and SQL that never changes once
/// released.
struct Migration {
  let name: String
  let sql: String
}

extension WageDatabase {
  /// Every migration in order. A new one goes last.
  static let migrations: [Migration] = [
    .ledger, .firms, .signals, .projects, .scores, .stages, .cases, .furtherFeeds, .matching,
    .rejects, .identity,
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
    }
    return migrator
  }
}
