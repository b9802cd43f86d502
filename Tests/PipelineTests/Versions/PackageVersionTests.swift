import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A package of a past day")
struct PackageVersionTests {
  private static let header =
    "complaint_no,channel,received_at,credit_code,firm_name,project_code,persons,owed_since"

  @Test("Tells a complaint's channel, names and months owed as they were known then")
  func complaint() throws {
    let desk = try NightDesk()
    try desk.put(
      "complaints_1__known-2026-03-10.csv",
      "\(Self.header)\nZ1,12345,2026-03-01 09:00,,旧名厂,P1,3,2026-01\n")
    try desk.put(
      "complaints_2__known-2026-05-10.csv",
      "\(Self.header)\nZ1,110,2026-03-01 09:00,,新名厂,P2,3,2026-02\n")
    try desk.ingest(CaseDatabase.day("2026-06-01"))
    for (day, files) in [
      ("2026-04-01", ["Z1,12345,2026-03-01 09:00,,旧名厂,P1,,3,,2026-01,2026-03-10"]),
      (
        "2026-06-01",
        [
          "Z1,12345,2026-03-01 09:00,,旧名厂,P1,,3,,2026-01,2026-03-10",
          "Z1,110,2026-03-01 09:00,,新名厂,P2,,3,,2026-02,2026-05-10",
        ]
      ),
    ] {
      let tables = try desk.package(asOf: CaseDatabase.day(day)).tables.sorted { $0.name < $1.name }
      #expect(tables.map { Self.lines($0.bytes).last } == files, "as of \(day)")
    }
  }

  @Test("Rows that wait, or were taken out of the queue, wait again where it is ingested")
  func waiting() throws {
    let (desk, other) = (try NightDesk(), try NightDesk())
    let header = "name,account_no,month,quantity,known_on,credit_code"
    try desk.put(
      "electricity_2026-02__known-2026-03-10.csv",
      "\(header)\n无名厂,A1,2026-02,5.25,,\n,A2,2026-02,7,,\(Firms.first)\n"
        + "另一厂,,2026-02,9,2026-03-11,\n第三厂,A4,2026-02,9,2026-09-01,\n")
    let day = CaseDatabase.day("2026-06-01")
    try desk.ingest(day)
    let group = try #require(
      try desk.database.read { try $0.matchGroups([.waiting]) }.first { $0.name == "另一厂" })
    try desk.decide { try $0.refuse(group.id, entry: $1) }
    let package = try desk.package(asOf: day)
    let lines = try #require(package.tables.first).bytes
    #expect(
      Self.lines(lines) == [
        "credit_code,account_no,name,month,quantity,fee_yuan,arrears_yuan,known_on",
        ",A1,无名厂,2026-02,5.25,,,2026-03-10", "\(Firms.first),A2,,2026-02,7.00,,,2026-03-10",
        ",,另一厂,2026-02,9.00,,,2026-03-11",
      ])
    try other.put(package.tables)
    try other.ingest(day)
    let waiting = "SELECT line, name, accountNo FROM waitingRow WHERE status = 'waiting'"
    #expect(try other.query(waiting).count == 2)
    #expect(try other.query("SELECT waiting, stored FROM ingestedFile") == ["[waiting:2 stored:1]"])
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
