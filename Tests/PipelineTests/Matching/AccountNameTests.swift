import Foundation
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What rows say beside their account")
struct AccountNameTests {
  private let day = CaseDatabase.day("2026-10-21")
  private let desk: NightDesk
  private let header = "credit_code,name,account_no,month,quantity\n"

  init() throws { desk = try NightDesk() }

  /// Sends a file, and says what was found in it.
  private func send(_ name: String, _ text: String) throws -> [FileFinding] {
    try desk.put(name, text)
    try desk.ingest(day, only: name)
    return try desk.database.read { snapshot in
      let last = try snapshot.files().map(\.id).max() ?? 0
      return try snapshot.findings(file: last)
    }
  }

  private func writeRegister(_ rows: (code: String, name: String)..., month: String = "2026-01")
    throws
  {
    _ = try send(
      "firms_\(month)__known-\(month)-01.csv",
      "credit_code,name\n" + rows.map { "\($0.code),\($0.name)\n" }.joined())
  }

  private func rows(_ code: String) throws -> [String] {
    try desk.database.read { snapshot in
      let id = try #require(try snapshot.firmId(CreditCode(code)))
      return try snapshot.signalRows(
        firm: id, asOf: day, months: CaseDatabase.day("2025-01-01").month...day.month
      ).map { "\($0.file):\($0.line)" }
    }
  }

  @Test("The account decides against an exact name, and the file says so with the entry to split")
  func otherName() throws {
    try writeRegister((Firms.first, "湖州甲甲纺织有限公司"), (Firms.neighbour, "湖州乙乙纺织有限公司"))
    #expect(
      try send(
        "electricity_2026-05__known-2026-06-05.csv", header + "\(Firms.first),,E1,2026-05,1\n")
        == [])
    let found = try send(
      "electricity_2026-06__known-2026-07-05.csv",
      header + ",湖州甲甲纺织（有限公司）,E1,2026-06,1\n,甲甲,E1,2026-04,1\n"
        + ",湖州乙乙纺织有限公司,E1,2026-07,1\n,湖州乙乙纺织有限公司,E1,2026-03,1\n")
    #expect(try rows(Firms.first).count == 5)
    #expect(try rows(Firms.neighbour) == [])
    #expect(found.map(\.code) == ["other-name"])
    #expect(found.first?.line == 4)
    #expect(
      found.first?.found.en
        == "2 rows of account E1 named 湖州乙乙纺织有限公司 (\(Firms.neighbour))")
    let group = try #require(
      try desk.database.read { try $0.matchGroups([.matched]) }
        .first { $0.name == "湖州乙乙纺织有限公司" })
    #expect(
      found.first?.expected.en.hasSuffix("wagewatch match split \(group.id) --reason TEXT") == true)
    try desk.decide { try $0.split(group.id, entry: $1) }
    #expect(try rows(Firms.first).count == 3)
  }

  @Test("A split says how many rows wait again, and taken back gives them all back at once")
  func splitOfAccount() throws {
    try writeRegister((Firms.first, "湖州甲甲纺织有限公司"))
    _ = try send(
      "electricity_2026-05__known-2026-06-05.csv", header + ",湖州甲甲纺织有限公司,E1,2026-05,1\n")
    _ = try send("electricity_2026-06__known-2026-07-05.csv", header + ",,E1,2026-06,2\n")
    _ = try send("electricity_2026-07__known-2026-08-05.csv", header + ",,E1,2026-07,3\n")
    let before = try rows(Firms.first)
    #expect(before.count == 3)
    let named = try #require(
      try desk.database.read { try $0.matchGroups([.matched]) }.first { $0.name != nil })
    let split = try desk.decide { try $0.split(named.id, entry: $1) }
    #expect(split.waiting == 3)
    #expect(try rows(Firms.first) == [])
    let event = try #require(
      try desk.database.read { try $0.matchEvents() }.first { $0.kind == .split })
    let undone = try desk.decide { try $0.undo(event.id, entry: $1) }
    #expect(undone.entered == 3)
    #expect(try rows(Firms.first) == before, "before any further night")
  }

  struct Told: CustomTestStringConvertible, Sendable {
    let why: String
    /// What electricity calls the firm on 2026-02-05.
    let told: String
    /// What the register calls it on 2026-03-01.
    let registered: String
    /// The months of rows of the told name that the firm gets, each known on the 20th.
    let months: [String]
    var testDescription: String { why }
  }

  @Test(
    "A name that others told holds until the register calls the firm otherwise",
    arguments: [
      Told(why: "another name", told: "湖州戊戊制衣有限公司", registered: "湖州丙丙制衣有限公司", months: ["02"]),
      Told(
        why: "the same name", told: "湖州戊戊制衣有限公司", registered: "湖州戊戊制衣有限公司",
        months: ["02", "03"]),
      Told(
        why: "place and form stated otherwise", told: "戊戊制衣", registered: "湖州戊戊制衣有限公司",
        months: ["02", "03"]),
    ])
  func told(_ example: Told) throws {
    _ = try send(
      "electricity_2026-01__known-2026-02-05.csv",
      header + "\(Firms.first),\(example.told),E1,2026-01,1\n")
    try writeRegister((Firms.first, example.registered), month: "2026-03")
    for month in ["02", "03"] {
      _ = try send(
        "water_2026-\(month)__known-2026-\(month)-28.csv",
        header + ",\(example.told),,2026-\(month),1\n")
    }
    let water = try rows(Firms.first).filter { $0.contains("water") }
    #expect(
      water.map { String($0.dropFirst("inbox/water_2026-".count).prefix(2)) } == example.months)
    // In whatever order files come.
    let other = try NightDesk()
    for file in try desk.inbox().reversed() {
      try other.put(
        String(file.name.dropFirst("inbox/".count)),
        String(contentsOfFile: file.path, encoding: .utf8))
    }
    try other.ingest(day, matching: true)
    let query = "SELECT file, stored, waiting FROM ingestedFile WHERE feed = 'water' ORDER BY file"
    #expect(try other.query(query) == desk.query(query))
  }
}
