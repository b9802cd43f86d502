import Foundation
import GRDB
import NightlyRun
import SignalIngest
import Testing
import WageDomain
import WageStore
import WagewatchSchemas

@Suite("Rejects read again after a schema has changed")
struct RejectRetryTests {
  private let day = CaseDatabase.day("2026-10-21")

  /// The shipped schemas, with one text of one of them replaced.
  private func schemas(_ feed: String, _ old: String, _ new: String) throws -> FeedSchemas {
    try FeedSchemas(
      files: WagewatchSchemas.files(in: "feeds").map { file in
        guard file.path.hasSuffix("/\(feed).json") || file.path == "\(feed).json" else {
          return file
        }
        return (file.path, file.text.replacing(old, with: new))
      })
  }

  private func retry(_ desk: NightDesk, _ feeds: FeedSchemas, dryRun: Bool = false) throws
    -> [RejectRetry.Outcome]
  {
    try RejectRetry(
      database: desk.database, feeds: feeds, now: { Instant(day: Day(number: 20_801)) }
    ).run(RejectQuery(), dryRun: dryRun).outcomes
  }

  private func ledger(_ desk: NightDesk) throws -> [LoadCounts] {
    try desk.database.read { try $0.files().map(\.counts) }
  }

  @Test("A monthly row goes in under its own file and line; a twin in the file keeps its place")
  func monthly() throws {
    let desk = try NightDesk()
    try desk.put(
      "electricity_2026-09__known-2026-10-05.csv",
      "credit_code,account_no,month,quantity\n\(Firms.first),A,2026-09,5.125\n"
        + "\(Firms.first),B,2026-09,7\n\(Firms.first),B,2026-09,8.125\n"
        + ",,2026-09,5.125\nX\"Y,B,2026-09,1\n")
    try desk.ingest(day)
    #expect(try ledger(desk).map(\.rejected) == [4])
    let feeds = try schemas(
      "electricity", "\"unit\": \"kWh\", \"decimals\": 2", "\"unit\": \"kWh\", \"decimals\": 3")
    #expect(try retry(desk, feeds, dryRun: true).map(\.loaded) == [1])
    #expect(try ledger(desk).map(\.rejected) == [4])
    let done = try retry(desk, feeds)
    #expect(done.map(\.loaded) == [1] && done.map(\.stillBad) == [3])
    let counts = try #require(try ledger(desk).first)
    #expect(counts.stored == 2 && counts.rejected == 3 && counts.rows == 5)
    let rows = try desk.database.read { snapshot in
      let firm = try #require(
        try snapshot.dossier(CreditCode(Firms.first), asOf: day))
      let september = Month(year: 2026, month: 9)
      return try snapshot.signalRows(firm: firm.id, asOf: day, months: september...september)
    }
    #expect(
      rows.map { "\($0.series ?? "") \($0.line) \($0.knownOn)" }
        == ["A 2 2026-10-05", "B 3 2026-10-05"])
    #expect(rows.map { $0.values[.electricityQuantity] } == [5125, 7000])
    let rejects = try desk.database.read { try $0.rejects() }
    #expect(rejects.map(\.status) == ["retried", "open", "open", "open"])
    #expect(rejects.map(\.code).contains("duplicate-key"))
    #expect(try retry(desk, feeds).map(\.loaded) == [0])
  }

  @Test("What a later file of the same day has said is not overruled")
  func laterFile() throws {
    let desk = try NightDesk()
    let header = "credit_code,account_no,month,quantity\n"
    try desk.put(
      "electricity_2026-09__known-2026-10-05.csv", header + "\(Firms.first),A,2026-09,5.125\n")
    try desk.put(
      "electricity_2026-09_v2__known-2026-10-05.csv", header + "\(Firms.first),A,2026-09,9\n")
    try desk.ingest(day)
    let feeds = try schemas(
      "electricity", "\"unit\": \"kWh\", \"decimals\": 2", "\"unit\": \"kWh\", \"decimals\": 3")
    #expect(try desk.query("SELECT status FROM rejectedRow") == ["[status:\"retried\"]"])
    #expect(try retry(desk, feeds).isEmpty)
  }

  @Test("A value that the table itself refuses rolls the file back, and nothing is lost")
  func refusedByTable() throws {
    let desk = try NightDesk()
    try desk.put(
      "complaints_2026-09-30.csv",
      "complaint_no,channel,received_at,complainant_name\nC1,fax,2026-09-05 08:30,张三\n"
        + "C2,qr,2026-09-05 08:30,\nC2,fax,2026-09-06 08:30,\n")
    try desk.put(
      "projects_2026-09.csv",
      "project_code,name,kind,general_contractor_code\nP1,甲乙广场,tower,\(Firms.first)\n"
        + "P2,丙丁大厦,housing,\(Firms.first)\nP2,丙丁大厦二期,tower,\(Firms.first)\n")
    try desk.ingest(day)
    let projects = try schemas("projects", "\"housing\"", "\"housing\", \"tower\"")
    // The table's own check refuses the value: the whole file is rolled back and nothing is lost.
    #expect(try retry(desk, projects).map { $0.fault != nil } == [false, true])
    #expect(try ledger(desk).map(\.rejected) == [2, 2])
    let rejects = try desk.database.read { try $0.rejects() }
    #expect(rejects.map(\.status) == ["open", "open", "open", "open"])
  }

  @Test("A file whose rejects cannot be read again does not stop the files after it")
  func oneFails() throws {
    let desk = try NightDesk()
    for name in ["1", "2"] {
      try desk.put(
        "electricity_\(name).csv",
        "credit_code,account_no,month,quantity\n\(Firms.first),A\(name),2026-09,5.125\n")
    }
    try desk.ingest(day)
    let path = desk.folder.appendingPathComponent("wagewatch.sqlite").path
    try DatabaseQueue(path: path).write { db in
      try db.execute(
        sql: """
          CREATE TRIGGER broken BEFORE UPDATE ON rejectedRow WHEN old.fileId = 1
          BEGIN SELECT RAISE(ABORT, 'broken'); END
          """)
    }
    let feeds = try schemas(
      "electricity", "\"unit\": \"kWh\", \"decimals\": 2", "\"unit\": \"kWh\", \"decimals\": 3")
    let done = try retry(desk, feeds)
    #expect(done.map(\.loaded) == [0, 1] && done.map(\.stillBad) == [1, 0])
    #expect(done.map { $0.fault != nil } == [true, false])
    #expect(try ledger(desk).map(\.rejected) == [1, 0])
  }
}
