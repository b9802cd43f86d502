import Testing
import WageDomain

@testable import WageStore

@Suite("Sites, inspections, courts and the grid")
struct FurtherFeedTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let feed: Feed
    let table: String
    let row: FeedRow
    /// Another value of the same thing.
    let changed: FeedRow
    /// Another thing, by the second part of the key where there is one.
    let other: FeedRow
    var testDescription: String { feed.rawValue }
  }

  static let examples = [
    Example(
      feed: .attendance, table: "attendanceVersion", row: .attendance("P1", "2026-01", persons: 40),
      changed: .attendance("P1", "2026-01", persons: 41),
      other: .attendance("P1", "2026-02", persons: 40)),
    Example(
      feed: .disbursement, table: "disbursementVersion",
      row: .disbursement("P1", due: "2026-01-10", paidOn: nil),
      changed: .disbursement("P1", due: "2026-01-10", paidOn: "2026-01-20"),
      other: .disbursement("P1", due: "2026-02-10", paidOn: nil)),
    Example(
      feed: .sixSystems, table: "sixSystemsVersion",
      row: .check("P1", on: "2026-01-10", deposit: 1),
      changed: .check("P1", on: "2026-01-10", deposit: 0),
      other: .check("P1", on: "2026-01-11", deposit: 1)),
    Example(
      feed: .inspections, table: "inspectionVersion",
      row: .inspection("N1", .firm(1), result: "problem"),
      changed: .inspection("N1", .firm(1), result: "corrected"),
      other: .inspection("N2", .firm(1), result: "problem")),
    Example(
      feed: .judicial, table: "judicialVersion", row: .judgement("C1", .firm(1), amount: 100),
      changed: .judgement("C1", .firm(1), amount: 200),
      other: .judgement("C1", .firm(2), amount: 100)),
    Example(
      feed: .gridReports, table: "gridReportVersion",
      row: .gridReport("R1", .firm(1), note: "工人散去"),
      changed: .gridReport("R1", .firm(1), note: "又开工了"),
      other: .gridReport("R2", .firm(1), note: "工人散去")),
  ]

  struct Due: CustomTestStringConvertible {
    let why: String
    var due: Int64 = 10_000
    var paidOn: String?
    var paid: Int64?
    /// To the feed's last file, that of 2026-04-05.
    let openDays: Int64
    var testDescription: String { why }
  }

  @Test(
    "A labour fee is open until 85 % of it came",
    arguments: [
      Due(why: "nothing came", openDays: 54),
      Due(why: "a fen clears nothing", paidOn: "2026-02-20", paid: 1, openDays: 54),
      Due(why: "half", paidOn: "2026-02-20", paid: 5_000, openDays: 54),
      Due(why: "a fen less than 85 %", paidOn: "2026-02-20", paid: 8_499, openDays: 54),
      Due(why: "85 %", paidOn: "2026-02-20", paid: 8_500, openDays: 0),
      Due(why: "a day of payment alone is all of it", paidOn: "2026-02-20", openDays: 0),
      Due(why: "a sum of payment alone", paid: 8_500, openDays: 0),
      Due(why: "85 % of 3 fen is more than two", due: 3, paid: 2, openDays: 54),
      Due(why: "nothing was due", due: 0, openDays: 0),
    ])
  func openDays(_ example: Due) throws {
    let store = try TestStore()
    try store.load(FeedFile(.projects, "2026-01-05", [.project("P1", contractor: .firm(1))]))
    var row = FeedRow.disbursement("P1", due: "2026-02-10", paidOn: example.paidOn)
    row.cells["due_yuan"] = .integer(example.due)
    row.cells["paid_yuan"] = .integer(example.paid)
    try store.load(FeedFile(.disbursement, "2026-03-05", [row]))
    try store.load(
      FeedFile(.disbursement, "2026-04-05", [.disbursement("P2", due: "2026-03-10", paidOn: nil)]))
    #expect(
      try store.siteCells(.disbursementOpenDays, asOf: "2026-04-30")["P1|2026-02"]
        == example.openDays)
    let lines = try store.database.read { snapshot in
      let day = Day.of("2026-04-30")
      var lines = try SourceLines(
        snapshot: snapshot, view: snapshot.layerView(knownBy: day), asOf: day)
      return try lines.lines(.site(.disbursementOpenDays, 1, .of("2026-02")), firm: 1)
    }
    #expect(
      lines.count == (example.openDays > 0 ? 2 : 0),
      "those still open, and the one by which the feed went on")
  }

  struct Report: CustomTestStringConvertible {
    let why: String
    let day: String
    let row: FeedRow
    let openDays: Int64
    /// When the row comes again on 2026-04-20.
    var again: Int64?
    var testDescription: String { why }
  }

  @Test(
    "A fee ages with what is told of it, and when the feed goes on to later months",
    arguments: [
      Report(
        why: "another project's payment of an earlier month is corrected", day: "2026-03-20",
        row: .disbursement("P2", due: "2026-01-10", paidOn: "2026-01-20"), openDays: 23),
      Report(
        why: "another project's payment of the same month", day: "2026-03-20",
        row: .disbursement("P2", due: "2026-02-20", paidOn: nil), openDays: 23),
      Report(
        why: "a later month is told for the first time", day: "2026-03-20",
        row: .disbursement("P2", due: "2026-03-10", paidOn: nil), openDays: 38),
      Report(
        why: "its own row is told anew, a little paid", day: "2026-03-20",
        row: .disbursement("P1", due: "2026-02-10", paidOn: "2026-03-18"), openDays: 38, again: 69),
      Report(
        why: "its own row is said again", day: "2026-03-20",
        row: .disbursement("P1", due: "2026-02-10", paidOn: nil), openDays: 38, again: 69),
      Report(
        why: "a plan of its own project goes on to nothing, nor once it is due: March has not come",
        day: "2026-03-20", row: .disbursement("P1", due: "2026-04-10", paidOn: nil), openDays: 23),
    ])
  func told(_ example: Report) throws {
    let store = try TestStore()
    try store.load(FeedFile(.projects, "2026-01-05", [.project("P1", contractor: .firm(1))]))
    var open = FeedRow.disbursement("P1", due: "2026-02-10", paidOn: nil)
    open.cells["due_yuan"] = .integer(10_000)
    try store.load(
      FeedFile(
        .disbursement, "2026-03-05",
        [open, .disbursement("P2", due: "2026-01-10", paidOn: nil)], name: "first.csv"))
    var row = example.row
    row.cells["due_yuan"] = .integer(10_000)
    try store.load(FeedFile(.disbursement, example.day, [row], name: "second.csv"))
    #expect(
      try store.siteCells(.disbursementOpenDays, asOf: "2026-04-30")["P1|2026-02"]
        == example.openDays)
    // Said before, corrected later: the feed did not go on by that.
    try store.load(FeedFile(.disbursement, "2026-04-20", [row], name: "third.csv"))
    #expect(
      try store.siteCells(.disbursementOpenDays, asOf: "2026-04-30")["P1|2026-02"]
        == example.again ?? example.openDays)
  }

  struct Plan: CustomTestStringConvertible {
    let why: String
    /// Files of rows, by day.
    let files: [(day: String, row: FeedRow)]
    /// Of March and P1, nil where nothing is told.
    var due: Int64?
    var openDays: Int64?
    let isDelivered: Bool
    var testDescription: String { why }
  }

  private static let planned: FeedRow = .disbursement("P1", due: "2026-03-10", paidOn: nil)

  @Test(
    "A labour fee that was only planned is neither told nor delivered",
    arguments: [
      Plan(why: "a plan", files: [("2026-01-05", planned)], isDelivered: false),
      Plan(
        why: "a plan that was sent twice",
        files: [("2026-01-05", planned), ("2026-02-05", planned)],
        isDelivered: false),
      Plan(
        why: "said again when it was due",
        files: [("2026-01-05", planned), ("2026-03-20", planned)],
        due: 100, openDays: 10, isDelivered: true),
      Plan(
        why: "paid early",
        files: [("2026-03-05", .disbursement("P1", due: "2026-03-10", paidOn: "2026-03-04"))],
        due: 100, openDays: 0, isDelivered: true),
      Plan(
        why: "its project is spoken of in a later month, but its own month has not come",
        files: [
          ("2026-01-05", planned),
          ("2026-04-20", .disbursement("P1", due: "2026-04-10", paidOn: "2026-04-10")),
        ], isDelivered: false),
      Plan(
        why: "its own month has come",
        files: [
          ("2026-01-05", planned),
          ("2026-04-05", .disbursement("P2", due: "2026-03-10", paidOn: "2026-03-10")),
        ], isDelivered: true),
      Plan(
        why: "its own month has come, and its project is spoken of in a later one",
        files: [
          ("2026-01-05", planned),
          ("2026-04-05", .disbursement("P2", due: "2026-03-10", paidOn: "2026-03-10")),
          ("2026-04-20", .disbursement("P1", due: "2026-04-10", paidOn: "2026-04-10")),
        ], due: 100, openDays: 41, isDelivered: true),
      Plan(
        why: "its own month came after the later one, and says nothing of it",
        files: [
          ("2026-01-05", planned),
          ("2026-04-20", .disbursement("P1", due: "2026-04-10", paidOn: "2026-04-10")),
          ("2026-04-25", .disbursement("P2", due: "2026-03-10", paidOn: "2026-03-10")),
        ], due: 100, openDays: 41, isDelivered: true),
      Plan(
        why: "its own month came after the later one, and says that it was paid",
        files: [
          ("2026-01-05", planned),
          ("2026-04-20", .disbursement("P1", due: "2026-04-10", paidOn: "2026-04-10")),
          ("2026-04-25", .disbursement("P1", due: "2026-03-10", paidOn: "2026-03-10")),
        ], due: 100, openDays: 0, isDelivered: true),
      Plan(
        why: "another project is",
        files: [
          ("2026-01-05", planned),
          ("2026-04-20", .disbursement("P2", due: "2026-04-10", paidOn: "2026-04-10")),
        ], isDelivered: false),
      Plan(
        why: "a later plan of its project",
        files: [
          ("2026-01-05", planned),
          ("2026-04-05", .disbursement("P1", due: "2026-04-10", paidOn: nil)),
        ], isDelivered: false),
    ])
  func plan(_ example: Plan) throws {
    let store = try TestStore()
    try store.load(FeedFile(.projects, "2026-01-05", [.project("P1", contractor: .firm(1))]))
    for (place, file) in example.files.enumerated() {
      try store.load(FeedFile(.disbursement, file.day, [file.row], name: "\(place).csv"))
    }
    func cell(_ measure: Measure) throws -> Int64? {
      try store.siteCells(measure, asOf: "2026-04-30")["P1|2026-03"]
    }
    #expect(try cell(.disbursementDue) == example.due)
    #expect(try cell(.disbursementOpenDays) == example.openDays)
    let months = try store.database.read { try $0.monthKeys(asOf: .of("2026-04-30")) }
    #expect((months[.disbursement]?[.of("2026-03")] == 1) == example.isDelivered)
  }

  @Test("A row changes what is known of its key, and only that", arguments: examples)
  func versions(_ example: Example) throws {
    let store = try TestStore()
    func load(_ day: String, _ rows: FeedRow...) throws -> LoadCounts {
      try store.load(FeedFile(example.feed, day, rows))
    }
    #expect(try load("2026-03-01", example.row, example.other) == .of(stored: 2))
    #expect(try load("2026-03-05", example.row) == .of(unchanged: 1))
    #expect(try load("2026-03-09", example.changed) == .of(stored: 1, superseded: 1))
    #expect(
      try load("2026-03-09", example.row, example.other)
        == .of(
          stored: 1, unchanged: 1,
          superseded: 1))
    #expect(try store.texts("SELECT count(*) FROM \(example.table)") == ["4"])
  }

  @Test("A key comes once in a file; the second row is set aside", arguments: examples)
  func repeated(_ example: Example) throws {
    let store = try TestStore()
    let counts = try store.load(
      FeedFile(example.feed, "2026-03-01", [example.row, example.changed, example.other]))
    #expect(counts == .of(stored: 2, rejected: 1))
    #expect(
      try store.texts("SELECT line || ' ' || code FROM rejectedRow") == ["3 duplicate-key"])
  }

  @Test("The hash of a score's input changes with each of them", arguments: examples)
  func inputHash(_ example: Example) throws {
    let store = try TestStore()
    func hash() throws -> String {
      try store.database.read { try $0.inputHash(asOf: .of("2026-03-09"), policies: []) }
    }
    try store.load(FeedFile(example.feed, "2026-03-01", [example.row], name: "first.csv"))
    let first = try hash()
    try store.load(FeedFile(example.feed, "2026-03-09", [example.changed], name: "second.csv"))
    #expect(try hash() != first)
  }

  @Test("A project named before its list came is the same project when it has")
  func project() throws {
    let store = try TestStore()
    try store.load(FeedFile(.attendance, "2026-02-04", [.attendance("P9", "2026-01", persons: 7)]))
    try store.load(FeedFile(.projects, "2026-03-01", [.project("P9", contractor: .firm(1))]))
    #expect(
      try store.texts(
        """
        SELECT p.projectCode || ' ' || a.attendedPersons || ' ' || v.name
        FROM attendanceVersion a JOIN project p ON p.id = a.projectId
        JOIN projectVersion v ON v.projectId = p.id
        """) == ["P9 7 甲乙广场"])
  }

  @Test("A report without a code goes to the one firm of that name, else to none, and keeps it")
  func names() throws {
    let store = try TestStore()
    try store.load(FeedFile(.firms, "2026-01-01", [.firm(.firm(1), "甲（湖州）厂")]))
    let counts = try store.load(
      FeedFile(
        .gridReports, "2026-03-01",
        [
          .gridReport("R1", nil, name: "甲(湖州)厂"), .gridReport("R2", nil, name: "无名作坊"),
          .gridReport("R3", nil),
        ]))
    #expect(counts == .of(stored: 3))
    #expect(
      try store.texts(
        """
        SELECT reportNo || ' ' || ifnull(firmId, '-') || ' ' || ifnull(firmName, '-')
        FROM gridReportVersion ORDER BY reportNo
        """) == ["R1 1 甲(湖州)厂", "R2 - 无名作坊", "R3 - -"])
  }

  @Test("What a report's writer noted stands in the protected table alone")
  func notes() throws {
    let store = try TestStore()
    try store.load(
      FeedFile(
        .gridReports, "2026-03-01",
        [.gridReport("R1", .firm(1)), .gridReport("R2", .firm(1), note: "王某说老板走了")]))
    #expect(
      try store.texts(
        """
        SELECT g.reportNo || ' ' || t.note FROM gridReportText t
        JOIN gridReportVersion g ON g.id = t.versionId
        """) == ["R2 王某说老板走了"])
    #expect(
      try store.texts("SELECT length(noteHash) FROM gridReportVersion WHERE reportNo = 'R2'")
        == ["64"])
  }

  @Test("Rent and loans are values of a firm and month, corrected value by value")
  func monthly() throws {
    let store = try TestStore()
    try store.load(
      FeedFile(.property, "2026-02-08", [.rent(.firm(1), "2026-01", due: 500, arrears: 0)]))
    try store.load(
      FeedFile(.property, "2026-03-08", [.rent(.firm(1), "2026-01", due: 500, arrears: 500)]))
    try store.load(FeedFile(.loans, "2026-02-10", [.loan(.firm(1), "2026-01", overdueDays: 31)]))
    #expect(try store.value(.propertyArrears, .firm(1), "2026-01", asOf: "2026-03-07") == 0)
    #expect(try store.value(.propertyArrears, .firm(1), "2026-01", asOf: "2026-03-08") == 500)
    #expect(try store.value(.propertyVacated, .firm(1), "2026-01", asOf: "2026-03-08") == 1)
    #expect(try store.value(.loanOverdueDays, .firm(1), "2026-01", asOf: "2026-03-08") == 31)
    let rows = try store.database.read {
      try $0.signalRows(
        firm: 1, asOf: .of("2026-03-08"), months: .of("2026-01")...Month.of("2026-01"))
    }
    #expect(rows.map(\.feed) == [.loans, .property])
    #expect(rows.map(\.line) == [2, 2])
  }
}
