import GRDB

/// A step of the schema: a number and name that are never reused, and SQL whose meaning never
/// changes once released.
///
/// What a column may hold is written `x = 'a' OR x = 'b'` and not `x IN ('a', 'b', 'c')`: for a list
/// of three or more SQLite builds a table at every insert, five times the cost of the row.
struct Migration {
  let name: String
  let sql: String
  /// Moves what was stored before into the new tables.
  let convert: @Sendable (Database) throws -> Void

  init(
    name: String, sql: String,
    convert: @escaping @Sendable (Database) throws -> Void = { _ in }
  ) {
    self.name = name
    self.sql = sql
    self.convert = convert
  }
}

extension WageDatabase {
  /// Every migration in order. A new one goes last.
  static let migrations: [Migration] = [
    .ledger, .firms, .signals, .projects, .scores, .stages, .cases, .furtherFeeds, .matching,
    .rejects, .versions, .identity, .texts, .seriesSheets, .warnings, .periods, .runPolicies,
    .identityDays, .runColumns, .caseCourse, .outbox, .fund, .punishments, .personalData, .firmSide,
    .jointDuty, .countedBy, .runningDues, .outboxStart,
    .erasures, .chainIndex, .shown, .outboxWithdrawals, .casePlaces,
    .outboxAbout, .rowSeals, .caseMoney, .caseCounty, .totalRows,
    .incidentCorrections, .outboxReasons, .movedRows,
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { db in
        try db.execute(sql: migration.sql)
        try migration.convert(db)
      }
    }
    return migrator
  }
}
