import Foundation
import GRDB
import Testing
import WageDomain

@testable import WageStore

@Suite("The database's schema")
struct SchemaTests {
  @Test("A fresh database has every migration, and only strict tables")
  func fresh() throws {
    let store = try TestStore()
    #expect(
      try store.texts("SELECT identifier FROM grdb_migrations ORDER BY rowid")
        == WageDatabase.migrations.map(\.name))
    let loose = try store.texts(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND NOT strict
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'grdb_migrations'
      """)
    #expect(loose.isEmpty)
    #expect(try store.texts("PRAGMA foreign_keys") == ["1"])
    #expect(try store.texts("PRAGMA journal_mode") == ["wal"])
  }

  /// `WAGEWATCH_WRITE_GOLDEN=1 swift test --filter SchemaTests` writes the file anew.
  @Test("Schemas/database.sql is what the migrations make")
  func databaseSQL() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Schemas/database.sql")
    let text = Self.header + (try TestStore().database.schemaText())
    if ProcessInfo.processInfo.environment["WAGEWATCH_WRITE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(kept == text, "Run WAGEWATCH_WRITE_GOLDEN=1 swift test --filter SchemaTests")
  }

  private static let header = """
    -- Generated from Sources/WageStore/Migrations; a test compares. To write it anew:
    -- WAGEWATCH_WRITE_GOLDEN=1 swift test --filter SchemaTests


    """

  @Test("Series that an older program stored row by row are the same series in sheets")
  func seriesSheets() throws {
    let queue = try DatabaseQueue()
    try WageDatabase.migrator.migrate(queue, upTo: "0010 rejects")
    let series: [(feed: Feed, block: Int, firm: Int32, key: String?)] = [
      (.electricity, 0, 1, "33050000017"), (.electricity, 0, 1024, nil), (.electricity, 0, 2, ""),
      (.electricity, 1, 1025, "织里-7"), (.tax, 0, 2, nil),
    ]
    try queue.write { db in
      for id in [1, 2, 1024, 1025] {
        try db.execute(
          sql: "INSERT INTO firm (id, creditCode, knownOn) VALUES (?, ?, '2026-01-01')",
          arguments: [id, "91330503000000\(1000 + id)"])
      }
      var slots: [String: Int] = [:]
      for row in series {
        let slot = slots["\(row.feed) \(row.block)", default: 0]
        try db.execute(
          sql: "INSERT INTO series (feed, block, slot, firmId, key) VALUES (?, ?, ?, ?, ?)",
          arguments: [row.feed.rawValue, row.block, slot, row.firm, row.key])
        slots["\(row.feed) \(row.block)"] = slot + 1
      }
    }
    try WageDatabase.migrator.migrate(queue)
    for feed in [Feed.electricity, .tax, .water] {
      var found: [String] = []
      try queue.read { db in
        try StoreSnapshot(db: db).forEachSeries(of: feed) { firm, key in
          found.append("\(firm) \(key.map { String(decoding: $0, as: UTF8.self) } ?? "none")")
        }
      }
      #expect(
        found == series.filter { $0.feed == feed }.map { "\($0.firm) \($0.key ?? "none")" })
    }
  }

  @Test("An opened database opens again with what it holds")
  func again() throws {
    let store = try TestStore()
    try store.load(FeedFile(.firms, "2026-01-01", [.firm(.firm(1), "甲厂")]))
    let second = try WageDatabase(path: store.path)
    #expect(try second.read { try $0.firmIndex().count } == 1)
  }

  @Test("A database from before versions were numbered keeps every row, and goes on")
  func older() throws {
    let store = try TestStore()
    let path = store.folder.appendingPathComponent("older.sqlite").path
    let queue = try DatabaseQueue(path: path)
    var migrator = DatabaseMigrator()
    for migration in WageDatabase.migrations.prefix(10) {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    try migrator.migrate(queue)
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO ingestedFile (id, file, feed, sha256, bytes, knownOn, ingestedAt, status)
          VALUES (7, 'a.csv', 'firms', 'ff', 3, '2026-01-02', '2026-01-02T08:00:00+08:00', 'loaded');
          INSERT INTO firm (id, creditCode, knownOn) VALUES (1, '\(CreditCode.firm(1))', '2026-01-02');
          INSERT INTO firmVersion (firmId, knownOn, fileId, line, name)
          VALUES (1, '2026-01-02', 7, 2, '甲厂');
          INSERT INTO project (id, projectCode) VALUES (1, 'P1');
          INSERT INTO projectVersion (projectId, knownOn, fileId, line, name, kind, contractorFirmId)
          VALUES (1, '2026-01-02', 7, 3, '楼', 'housing', 1);
          INSERT INTO complaint (id, complaintNo, channel, receivedAt, knownOn, firmName)
          VALUES (1, 'Z1', 'qr', '2026-01-01T08:00:00+08:00', '2026-01-02', '甲厂');
          INSERT INTO complaintVersion (complaintId, knownOn, contentHash, receivedAt)
          VALUES (1, '2026-01-02', 'h', '2026-01-01T08:00:00+08:00');
          """)
    }
    try queue.close()
    let database = try WageDatabase(path: path)
    #expect(try database.schemaText() == store.database.schemaText())
    try database.read { snapshot in
      #expect(try snapshot.files().map(\.id) == [7])
      #expect(try snapshot.dossier(.firm(1), asOf: .of("2026-01-02"))?.name == "甲厂")
      let complaint = try Row.fetchOne(
        snapshot.db, sql: "SELECT channel, firmName FROM complaintVersion")
      #expect(complaint == ["channel": "qr", "firmName": "甲厂"])
    }
    let counts = try database.write { transaction in
      try TestStore.load(
        FeedFile(.firms, "2026-02-02", [.firm(.firm(1), "乙厂")]), in: transaction,
        firms: FirmRegister(transaction))
    }
    #expect(counts == .of(stored: 1, superseded: 1))
  }

  @Test("A database of a newer version is refused, untouched")
  func newer() throws {
    let store = try TestStore()
    try store.execute("INSERT INTO grdb_migrations (identifier) VALUES ('9999 later')")
    #expect(throws: StoreError.newerDatabase(path: store.path)) {
      try WageDatabase(path: store.path)
    }
    #expect(
      try store.texts("SELECT count(*) FROM grdb_migrations")
        == ["\(WageDatabase.migrations.count + 1)"])
  }

  @Test("A file that is no database is refused, untouched")
  func notADatabase() throws {
    let store = try TestStore()
    let file = store.folder.appendingPathComponent("notes.sqlite")
    let bytes = Data(repeating: 0x41, count: 5000)
    try bytes.write(to: file)
    do {
      _ = try WageDatabase(path: file.path)
      Issue.record("opened a file of letters")
    } catch {
      guard case .notADatabase = error else {
        Issue.record("found \(error), expected notADatabase")
        return
      }
    }
    #expect(try Data(contentsOf: file) == bytes)
  }

  struct Place: CustomTestStringConvertible, Sendable {
    let why: String
    /// Below the store's folder.
    let path: String
    var testDescription: String { why }
  }

  @Test(
    "A place that cannot hold a database is refused with what to do",
    arguments: [
      Place(why: "under a regular file", path: "wagewatch.sqlite/new.sqlite"),
      Place(why: "a folder that does not exist", path: "no/such/new.sqlite"),
      Place(why: "a folder", path: ""),
    ])
  func unwritable(_ place: Place) throws {
    let store = try TestStore()
    do {
      _ = try WageDatabase(path: store.folder.path + "/" + place.path)
      Issue.record("opened \(place.path)")
    } catch {
      guard case .readOnly = error else {
        Issue.record("found \(error), expected readOnly")
        return
      }
      #expect(error.description.contains("Give this user write permission"))
    }
  }

  struct Refused: CustomTestStringConvertible, Sendable {
    let why: String
    let sql: String
    var testDescription: String { why }
  }

  @Test(
    "What must not be is refused by the database itself",
    arguments: [
      Refused(
        why: "a day that does not exist",
        sql: "INSERT INTO firm (creditCode, knownOn) VALUES ('913305030000000000', '2026-02-30')"),
      Refused(
        why: "a day in another form",
        sql: "INSERT INTO firm (creditCode, knownOn) VALUES ('913305030000000000', '2026-2-3')"),
      Refused(
        why: "a code of 17 characters",
        sql: "INSERT INTO firm (creditCode, knownOn) VALUES ('91330503000000000', '2026-02-03')"),
      Refused(
        why: "a month that does not exist",
        sql: """
          INSERT INTO layer (fileId, feed, month, knownOn, rows)
          VALUES (1, 'tax', '2026-13', '2026-02-03', 0)
          """),
      Refused(
        why: "a version of a firm that is not there",
        sql: """
          INSERT INTO firmVersion (firmId, knownOn, fileId, line, name)
          VALUES (9, '2026-02-03', 1, 1, '甲')
          """),
      Refused(
        why: "a system of a site that is neither kept nor not",
        sql: """
          INSERT INTO sixSystemsVersion (projectId, checkedOn, knownOn, fileId, line, deposit)
          VALUES (1, '2026-02-03', '2026-02-03', 1, 2, 2)
          """),
      Refused(
        why: "a payment to a project that is not there",
        sql: """
          INSERT INTO disbursementVersion (projectId, dueOn, knownOn, fileId, line, dueFen)
          VALUES (9, '2026-02-03', '2026-02-03', 1, 2, 2)
          """),
      Refused(
        why: "a finding of the grid that is not in the list",
        sql: """
          INSERT INTO gridReportVersion (reportNo, knownOn, fileId, line, reporter, occurredOn,
            finding)
          VALUES ('R1', '2026-02-03', 1, 2, 'grid', '2026-02-03', 'rumour')
          """),
      Refused(why: "an unknown tier", sql: "INSERT INTO score VALUES (1, 1, 1, 'blue')"),
      Refused(
        why: "a number where text belongs",
        sql: "UPDATE slab SET data = 7"),
    ])
  func ratchet(_ example: Refused) throws {
    let store = try TestStore()
    try store.load(
      FeedFile(.electricity, "2026-02-10", [.power(.firm(1), "A", "2026-01", quantity: 5)]))
    #expect(throws: StoreError.self) { try store.execute(example.sql) }
  }

  @Test("An error of the database never holds the values that were bound")
  func noValuesInErrors() throws {
    let store = try TestStore()
    do {
      try store.database.write { transaction in
        try transaction.db.execute(
          sql: "INSERT INTO firm (creditCode, knownOn) VALUES (?, ?)",
          arguments: ["秘密", "2026-02-03"])
      }
      Issue.record("stored a code of two characters")
    } catch {
      #expect(!"\(error)".contains("秘密"))
    }
  }
}
