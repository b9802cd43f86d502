import Foundation
import GRDB
import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A column that is not there is no empty cell")
struct LackingColumnTests {
  private static let day = CaseDatabase.day("2026-10-21")

  /// A desk that was sent the files, one a day, and what came of the last one.
  private func desk(_ feed: String, _ files: [String]) throws -> (NightDesk, LoadCounts) {
    let desk = try NightDesk()
    try desk.put(
      "firms_2026-01__known-2026-01-02.csv", "credit_code,name\n\(Firms.first),湖州甲乙纺织有限公司\n")
    try desk.ingest(Self.day)
    for (number, text) in files.enumerated() {
      try desk.put("\(feed)_2026-09__known-2026-10-0\(number + 1).csv", text)
      try desk.ingest(Self.day)
    }
    let counts = try desk.database.read { try $0.files().last?.counts }
    return (desk, try #require(counts))
  }

  private func values(_ desk: NightDesk, _ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: desk.folder.appendingPathComponent("wagewatch.sqlite").path)
    defer { try? queue.close() }
    return try queue.read { try String.fetchAll($0, sql: sql) }
  }

  @Test(
    "The register keeps what was known; an empty cell takes it away",
    arguments: [
      (
        why: "no columns", file: "credit_code,name\n\(Firms.first),湖州甲乙纺织有限公司",
        known: "330503100 C1711 32 王小明"
      ),
      (
        "empty cells",
        "credit_code,name,town_code,industry,persons,legal_representative\n"
          + "\(Firms.first),湖州甲乙纺织有限公司,,,,", "- - - -"
      ),
      (
        "one column changed, the others gone",
        "credit_code,name,persons\n\(Firms.first),湖州甲乙纺织有限公司,40", "330503100 C1711 40 王小明"
      ),
    ])
  func register(why: String, file: String, known: String) throws {
    let whole =
      "credit_code,name,town_code,industry,persons,legal_representative\n"
      + "\(Firms.first),湖州甲乙纺织有限公司,330503100,C1711,32,王小明\n"
    let (desk, counts) = try desk("firms", [whole, file + "\n"])
    #expect(counts.unchanged == (why == "no columns" ? 1 : 0), "\(why)")
    #expect(
      try values(
        desk,
        """
        SELECT ifnull(townCode, '-') || ' ' || ifnull(industry, '-') || ' ' || ifnull(persons, '-')
          || ' ' || ifnull(legalRepresentative, '-')
        FROM firmVersion ORDER BY knownOn DESC, fileId DESC LIMIT 1
        """) == [known], "\(why)")
    let finding = try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }
        .first { $0.code == "column-gone" }
    }
    #expect((finding == nil) == (why == "empty cells"))
    #expect(finding?.expected.en.contains("what was known of it before stands") ?? true)
  }

  private static let complaint =
    "complaint_no,channel,received_at,credit_code,firm_name,persons,amount_yuan,complainant_name,content\n"
    + "K1,qr,2026-09-05 08:30,\(Firms.first),湖州甲乙纺织有限公司,12,5000,王小明,欠薪\n"

  @Test(
    "A complaint keeps its firm, persons, amount and complainant",
    arguments: [
      (
        why: "only what is required",
        file: "complaint_no,channel,received_at\nK1,qr,2026-09-05 08:30", unchanged: 1,
        known: "1 湖州甲乙纺织有限公司 12 500000 王小明 欠薪"
      ),
      (
        "the name without the column of codes",
        "complaint_no,channel,received_at,firm_name\nK1,qr,2026-09-05 08:30,湖州甲乙纺织有限公司", 1,
        "1 湖州甲乙纺织有限公司 12 500000 王小明 欠薪"
      ),
      (
        "an empty cell among them",
        "complaint_no,channel,received_at,persons\nK1,qr,2026-09-05 08:30,", 0,
        "1 湖州甲乙纺织有限公司 - 500000 王小明 欠薪"
      ),
      (
        "another amount", "complaint_no,channel,received_at,amount_yuan\nK1,qr,2026-09-05 08:30,7",
        0,
        "1 湖州甲乙纺织有限公司 12 700 王小明 欠薪"
      ),
    ])
  func complaints(why: String, file: String, unchanged: Int, known: String) throws {
    let (desk, counts) = try desk("complaints", [Self.complaint, file + "\n"])
    #expect(counts.unchanged == unchanged, "\(why)")
    #expect(
      try values(
        desk,
        """
        SELECT ifnull(c.firmId, '-') || ' ' || ifnull(c.firmName, '-') || ' ' || ifnull(c.persons, '-')
          || ' ' || ifnull(c.amountFen, '-') || ' ' || ifnull(p.name, '-') || ' '
          || ifnull(t.content, '-')
        FROM complaint c LEFT JOIN party p ON p.id = c.partyId
        JOIN complaintVersion v ON v.complaintId = c.id
        LEFT JOIN complaintText t ON t.versionId = v.id ORDER BY v.knownOn DESC, v.id DESC LIMIT 1
        """) == [known], "\(why)")
  }

  private static let report =
    "report_no,reporter,occurred_on,credit_code,firm_name,finding,persons,note\n"
    + "G1,grid,2026-09-05,\(Firms.first),湖州甲乙纺织有限公司,late_wages,3,老王说的\n"

  @Test(
    "A report keeps its firm and its note",
    arguments: [
      (
        why: "no columns",
        file: "report_no,reporter,occurred_on,finding\nG1,grid,2026-09-05,layoff",
        known: "1 湖州甲乙纺织有限公司 layoff 3 老王说的"
      ),
      (
        "the name without the column of codes",
        "report_no,reporter,occurred_on,firm_name,finding\nG1,grid,2026-09-05,湖州甲乙纺织有限公司,layoff",
        "1 湖州甲乙纺织有限公司 layoff 3 老王说的"
      ),
      (
        "the code emptied, the name not there: it stands and tells the firm",
        "report_no,reporter,occurred_on,credit_code,finding\nG1,grid,2026-09-05,,layoff",
        "1 湖州甲乙纺织有限公司 layoff 3 老王说的"
      ),
      (
        "code and name emptied",
        "report_no,reporter,occurred_on,credit_code,firm_name,finding\nG1,grid,2026-09-05,,,layoff",
        "- - layoff 3 老王说的"
      ),
      (
        "an empty note",
        "report_no,reporter,occurred_on,finding,note\nG1,grid,2026-09-05,layoff,",
        "1 湖州甲乙纺织有限公司 layoff 3 -"
      ),
    ])
  func reports(why: String, file: String, known: String) throws {
    let (desk, counts) = try desk("grid_reports", [Self.report, file + "\n"])
    #expect(counts.superseded == 1, "\(why)")
    #expect(
      try values(
        desk,
        """
        SELECT ifnull(firmId, '-') || ' ' || ifnull(firmName, '-') || ' ' || finding || ' '
          || ifnull(persons, '-') || ' ' || ifnull(t.note, '-')
        FROM gridReportVersion v LEFT JOIN gridReportText t ON t.versionId = v.id
        ORDER BY v.knownOn DESC, v.fileId DESC LIMIT 1
        """) == [known], "\(why)")
  }

  private static let emptied = "report_no,reporter,occurred_on,credit_code,finding\n"

  @Test(
    "A report whose code is emptied is asked about by the name that stands",
    arguments: [
      (
        why: "a name that the register has", name: "湖州甲乙纺织有限公司", firm: Firms.first,
        known: ["1 layoff matched"]
      ),
      ("a name that it has not", "湖州丙丁纺织有限公司", Firms.first, ["- layoff waiting"]),
      ("no name at all", "", Firms.first, []),
      (
        "never a code, a name of the register", "湖州甲乙纺织有限公司", "",
        ["1 late_wages matched", "1 layoff matched"]
      ),
      (
        "never a code, another name", "湖州丙丁纺织有限公司", "",
        ["- late_wages waiting", "- layoff waiting"]
      ),
    ])
  func emptiedCode(why: String, name: String, firm: String, known: [String]) throws {
    let (desk, _) = try desk(
      "grid_reports",
      [
        "report_no,reporter,occurred_on,credit_code,firm_name,town_code,finding\n"
          + "G1,grid,2026-09-05,\(firm),\(name),330503100,late_wages\n",
        Self.emptied + "G1,grid,2026-09-05,,layoff\n",
      ])
    #expect(
      try values(
        desk,
        """
        SELECT ifnull(v.firmId, '-') || ' ' || v.finding || ' ' || w.status FROM gridReportVersion v
        JOIN waitingRow w ON w.feed = 'grid_reports' AND w.versionId = v.id ORDER BY v.id
        """) == known, "\(why)")
    #expect(
      try values(desk, "SELECT DISTINCT county FROM matchGroup")
        == (known.isEmpty ? [] : ["330503"]))
    let told = try desk.database.read { snapshot in
      try snapshot.files().flatMap { try snapshot.findings(file: $0.id) }.map(\.code)
    }
    #expect(told.contains("no-firm") == known.isEmpty, "\(why)")
  }

  @Test("A complaint whose code is emptied is asked about by the name that stands")
  func emptiedComplaint() throws {
    let (desk, _) = try desk(
      "complaints",
      [
        Self.complaint.replacing("湖州甲乙纺织有限公司", with: "湖州丙丁纺织有限公司"),
        "complaint_no,channel,received_at,credit_code\nK1,qr,2026-09-05 08:30,\n",
      ])
    #expect(
      try values(
        desk,
        """
        SELECT ifnull(v.firmId, '-') || ' ' || v.firmName || ' ' || ifnull(w.status, '-')
        FROM complaintVersion v
        LEFT JOIN waitingRow w ON w.feed = 'complaints' AND w.versionId = v.id ORDER BY v.id
        """) == ["1 湖州丙丁纺织有限公司 -", "- 湖州丙丁纺织有限公司 waiting"])
  }

  @Test(
    "A complaint whose firm was matched by name goes on being asked about",
    arguments: [
      "complaint_no,channel,received_at,persons\nK1,qr,2026-09-05 08:30,4\n",
      "complaint_no,channel,received_at,persons,credit_code\nK1,qr,2026-09-05 08:30,4,\n",
      "complaint_no,channel,received_at,persons,firm_name\nK1,qr,2026-09-05 08:30,4,湖州甲乙纺织有限公司\n",
    ])
  func named(_ file: String) throws {
    let (desk, counts) = try desk(
      "complaints",
      [
        "complaint_no,channel,received_at,firm_name,persons\nK1,qr,2026-09-05 08:30,湖州甲乙纺织有限公司,3\n",
        file,
      ])
    #expect(counts.superseded == 1)
    #expect(
      try values(
        desk,
        """
        SELECT v.firmId || ' ' || v.persons || ' ' || w.status FROM complaintVersion v
        JOIN waitingRow w ON w.feed = 'complaints' AND w.versionId = v.id ORDER BY v.id
        """) == ["1 3 matched", "1 4 matched"])
  }
}
