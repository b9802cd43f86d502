import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A row that is set aside leaves nothing behind but its reject")
struct NoTraceTests {
  private static let day = CaseDatabase.day("2026-05-01")
  private static let codes = Firms.codes

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let name: String
    let header: String
    let rows: [String]
    /// The second row for a key, which names another firm or an earlier day.
    let repeated: String
    var testDescription: String { why }
  }

  static let examples = [
    Example(
      why: "an account of a month, now said to be a firm's never heard of",
      name: "electricity_2026-03", header: "credit_code,account_no,month,quantity",
      rows: ["\(codes[0]),A1,2026-03,5"], repeated: "\(codes[5]),A1,2026-03,6"),
    Example(
      why: "an account of a month, known earlier", name: "electricity_2026-03",
      header: "credit_code,account_no,month,quantity,known_on",
      rows: ["\(codes[0]),A1,2026-03,5,2026-04-10"],
      repeated: "\(codes[0]),A1,2026-03,6,2026-03-10"),
    Example(
      why: "a firm's month, known earlier", name: "tax_2026-03",
      header: "credit_code,month,sales_yuan,known_on",
      rows: ["\(codes[0]),2026-03,5,2026-04-10"], repeated: "\(codes[0]),2026-03,6,2026-03-10"),
    Example(
      why: "a payment, known earlier", name: "payroll_2026-03",
      header: "credit_code,wage_month,paid_on,persons,amount_yuan,known_on",
      rows: ["\(codes[0]),2026-03,2026-04-01,3,900,2026-04-10"],
      repeated: "\(codes[0]),2026-03,2026-04-01,3,800,2026-04-02"),
    Example(
      why: "a firm of the register, known earlier", name: "firms_2026-03",
      header: "credit_code,name,known_on", rows: ["\(codes[0]),甲厂,2026-04-10"],
      repeated: "\(codes[0]),乙厂,2026-03-10"),
    Example(
      why: "a project, with a contractor never heard of", name: "projects_2026-03",
      header: "project_code,name,kind,general_contractor_code",
      rows: ["P1,新楼,housing,\(codes[0])"], repeated: "P1,新楼,housing,\(codes[5])"),
    Example(
      why: "an inspection of a firm never heard of", name: "inspections_2026-03",
      header: "inspection_no,credit_code,occurred_on,kind",
      rows: ["N1,\(codes[0]),2026-03-03,on_site"], repeated: "N1,\(codes[5]),2026-03-03,on_site"),
    Example(
      why: "a complaint about a firm never heard of", name: "complaints_2026-03",
      header: "complaint_no,channel,received_at,credit_code",
      rows: ["Z1,12345,2026-03-03 09:00,\(codes[0])"],
      repeated: "Z1,12345,2026-03-03 09:00,\(codes[5])"),
  ]

  @Test("A second row for a key", arguments: examples)
  func repeated(_ example: Example) throws {
    let (desk, other) = (try NightDesk(), try NightDesk())
    let name = "\(example.name)__known-2026-04-20.csv"
    let text = ([example.header] + example.rows).joined(separator: "\n") + "\n"
    try desk.put(name, text + example.repeated + "\n")
    try other.put(name, text)
    for desk in [desk, other] { try desk.ingest(Self.day) }
    #expect(try desk.query("SELECT code FROM rejectedRow") == ["[code:\"duplicate-key\"]"])
    func rest(_ desk: NightDesk) throws -> [String] {
      let own = ["ingestedFile", "rejectedRow", "rejectedRaw", "grdb_migrations"]
      return try desk.dump().filter { row in !own.contains { row.hasPrefix($0) } }
    }
    #expect(try rest(desk) == rest(other))
  }
}
