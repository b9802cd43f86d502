import CaseHandling
import Foundation
import GRDB
import PolicyFiles
import WageDomain
import WageStore
import WagewatchSchemas

/// A database of its own in a temporary folder, with the shipped rules.
final class CaseDatabase {
  let folder: URL
  let path: String
  let database: WageDatabase
  let rules: WorkflowRules

  /// With the shipped workflow, or what is made of it.
  init(workflow: (String) -> String = { $0 }) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cases-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("wagewatch.sqlite").path
    database = try WageDatabase(path: path)
    try Self.settle(path)
    rules = WorkflowRules(
      policy: try WorkflowFile.read(
        workflow(WagewatchSchemas.text("workflows/nanxun.yaml") ?? ""), file: "nanxun.yaml"),
      routing: try RoutingFile.read(
        WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml"),
      calendar: WorkCalendar(
        entries: try CalendarFile.parse(
          WagewatchSchemas.text("calendars/cn.csv") ?? "", file: "cn.csv"),
        asOf: Self.day("2026-12-31")))
  }

  /// The shipped workflow with the follow-ups of clocks to bodies and leaders alone.
  static func deskOnly(_ workflow: String) -> String {
    var lines: [Substring] = []
    var reminder: [Substring] = []
    func flush() {
      let isOutside = reminder.contains { $0.hasSuffix("to: worker") || $0.hasSuffix("to: firm") }
      if !isOutside { lines += reminder }
      reminder = []
    }
    for line in workflow.split(separator: "\n", omittingEmptySubsequences: false) {
      let isFirst = line.hasPrefix("      - when:")
      if isFirst || !line.hasPrefix("        ") { flush() }
      if isFirst || !reminder.isEmpty { reminder.append(line) } else { lines.append(line) }
    }
    flush()
    return lines.joined(separator: "\n")
  }

  /// One firm that is known, and no random secret: two databases of one story are the same.
  private static func settle(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(
        sql: """
          UPDATE hashSecret SET secret = zeroblob(32);
          INSERT INTO firm (id, creditCode, knownOn) VALUES (1, '91330503MA2B4XYT6D', '2026-01-01');
          """)
    }
    try queue.close()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  /// 20:00 of a day, when a night is recorded.
  static func evening(_ text: String) -> Instant {
    Instant(day: day(text), secondOfDay: 20 * 3600)
  }

  func add(
    _ number: String, on day: String, persons: Int64? = 1, town: String? = "330503100",
    amount: Int64? = 1_000_000, phone: String? = "13900000001", place: String? = nil,
    firm: Int64? = 1
  ) throws {
    _ = try database.write { transaction in
      try ComplaintIntake.store(
        Self.record(
          number, on: day, persons: persons, town: town, amount: amount, phone: phone,
          place: place, firm: firm), source: nil, in: transaction)
    }
  }

  static func record(
    _ number: String, on day: String, persons: Int64? = 1, town: String? = "330503100",
    amount: Int64? = 1_000_000, phone: String? = "13900000001", place: String? = nil,
    knownOn: String? = nil, firm: Int64? = 1
  ) -> ComplaintRecord {
    ComplaintRecord(
      complaintNo: number, channel: "12345",
      receivedAt: Instant(day: Self.day(day), secondOfDay: 9 * 3600),
      knownOn: Self.day(knownOn ?? day), firmId: firm, firmName: "甲乙制衣厂", projectCode: nil,
      place: place,
      details: CaseDetails(
        persons: persons, amount: amount.map { Money(fen: $0) },
        town: town.flatMap { TownCode($0) }),
      owedSince: Month("2026-03"),
      complainant: Complainant(name: "赵测试", idNo: nil, phone: phone), content: "三月工资未发")
  }

  /// What the nightly stages do to the cases; returns how many events were appended.
  @discardableResult
  func night(_ text: String) throws -> Int {
    try database.write { transaction in
      let before = try transaction.snapshot.chainHead().length
      let day = Self.day(text)
      _ = try transaction.registerAndRoute(asOf: day, rules: rules, now: Self.evening(text))
      _ = try transaction.escalate(asOf: day, rules: rules, now: Self.evening(text))
      return try transaction.snapshot.chainHead().length - before
    }
  }

  @discardableResult
  func act(_ act: CaseAct, _ caseNo: String, on day: String, text: String? = nil) throws
    -> CaseStatus
  {
    try database.write { transaction in
      try transaction.act(
        act, onCase: caseNo, text: text,
        entry: CaseEntry(actor: "clerk", on: Self.day(day), now: Self.evening("2030-01-01")),
        rules: rules)
    }
  }

  @discardableResult
  func bounce(_ caseNo: String, on day: String) throws -> CaseStatus {
    try database.write { transaction in
      try transaction.bounce(
        caseNo, reason: "不属本镇",
        entry: CaseEntry(actor: "clerk", on: Self.day(day), now: Self.evening("2030-01-01")),
        rules: rules)
    }
  }

  func events(_ caseNo: String) throws -> [RecordedEvent] {
    try database.read { try $0.events(ofCase: caseNo) }
  }

  func kinds(_ caseNo: String) throws -> [CaseEventKind] {
    try events(caseNo).map(\.event.act.kind)
  }

  func cases(asOf day: String = "2030-01-01") throws -> [ListedCase] {
    try database.read { try $0.cases(asOf: Self.day(day), rules: rules) }
  }

  func dues(_ day: String) throws -> [CaseDue] {
    try database.read { try $0.dues(asOf: Self.day(day), rules: rules) }
  }

  func verify(head: String? = nil) throws -> CaseVerification {
    try database.read { try $0.verifyCases(head: head, rules: rules) }
  }

  /// Changes the file behind the program's back, as an attacker with a SQLite tool would.
  func tamper(_ sql: String...) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      for statement in sql { try db.execute(sql: statement) }
    }
    try queue.close()
  }

  static let dropTriggers = "DROP TRIGGER caseEventNoUpdate; DROP TRIGGER caseEventNoDelete"

  /// Every row of every table, for comparing two states.
  func dump() throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          ORDER BY name
          """
      ).flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table): \($0)" }
      }
    }
  }
}
