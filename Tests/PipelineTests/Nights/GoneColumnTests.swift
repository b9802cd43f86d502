import NightlyRun
import RiskScoring
import SignalIngest
import Testing
import WageDomain
import WageStore

@Suite("The months of a column that files no longer carry are data late for it")
struct GoneColumnTests {
  private static let whole = "credit_code,month,sales_yuan,tax_yuan,tax_arrears_yuan"
  private static let short = "credit_code,month,sales_yuan,tax_yuan"

  /// Five firms with the same sales; the first has owed tax since March.
  private func put(
    _ desk: NightDesk, _ month: Int, _ header: String, suffix: String = "", known: String,
    firms: Range<Int> = 0..<5
  ) throws {
    let rows = try firms.map { firm in
      let code = try #require(
        CreditCode.completing(authorityAndRegion: "91330503", organisation: "MA2C\(1000 + firm)"))
      let owed = firm == 0 ? "60000" : "0"
      return "\(code.text),2026-0\(month),90000,3000"
        + (header == Self.whole ? ",\(month < 3 ? "0" : owed)" : "")
    }
    try desk.put(
      "tax_2026-0\(month)\(suffix)__known-\(known).csv",
      ([header] + rows).joined(separator: "\n") + "\n")
  }

  private func desk(goneFrom gone: Int = 7) throws -> NightDesk {
    let desk = try NightDesk()
    for month in 1...9 {
      try put(
        desk, month, month < gone ? Self.whole : Self.short,
        known: "2026-\(month == 9 ? "" : "0")\(month + 1)-12")
    }
    try desk.ingest(CaseDatabase.day("2026-12-01"))
    return desk
  }

  /// The reasons that the first firm has from tax arrears, and what the run says of the columns.
  private func reasons(_ desk: NightDesk, _ day: String) throws -> (
    points: [String], report: ScoreStage.Report
  ) {
    let report = try desk.score(CaseDatabase.day(day))
    let ids = Set(
      desk.policies.scorecard.indicators
        .filter { $0.comparison.measures.contains(.taxArrears) }.map(\.id))
    #expect(!ids.isEmpty)
    let runId = report.run.id
    let found = try desk.query(
      "SELECT indicator || ' ' || points FROM reason WHERE runId = \(runId)")
    return (
      found.filter { text in ids.contains { text.contains("\"\($0) ") } }, report
    )
  }

  @Test("What was owed in the last month with the column stands; nothing looks paid")
  func stands() throws {
    let (gone, whole) = (try desk(), try desk(goneFrom: 13))
    let july = try reasons(gone, "2026-07-20")
    #expect(!july.points.isEmpty && july.report.columnsLate.isEmpty)
    // The files of July and August came without the column.
    for day in ["2026-08-20", "2026-08-29"] {
      let found = try reasons(gone, day)
      #expect(found.points == july.points, "\(day)")
      #expect(found.report.columnsLate == [.taxArrears] && found.report.dataLate.isEmpty)
      #expect(try !reasons(whole, day).points.isEmpty)
    }
    // Beyond the feed's limit the column says nothing at all, while sales are judged on.
    let limit = try #require(gone.policies.feeds[.tax]?.freshness.errorDays)
    let last = CaseDatabase.day("2026-06-30").adding(days: limit)
    #expect(try !reasons(gone, last.description).points.isEmpty)
    #expect(try gone.night(last).failures.isEmpty)
    let after = try reasons(gone, last.adding(days: 1).description)
    #expect(after.points.isEmpty && after.report.columnsLate == [.taxArrears])
    #expect(after.report.dataLate.isEmpty)
    // Nobody knows that the debt was paid: the tier stands, and says for what.
    #expect(after.report.held.unknown == 1)
    let text = try gone.query(
      "SELECT textEn FROM reason WHERE runId = \(after.report.run.id) AND indicator LIKE 'held:%'")
    #expect(text.first?.contains("but tax arrears is late") == true, "\(text)")
  }

  @Test("As of a day before the column went, nothing is late, whatever came since")
  func asOf() throws {
    let desk = try desk()
    let before = try reasons(desk, "2026-07-20")
    #expect(before.report.columnsLate.isEmpty)
    #expect(
      try desk.query("SELECT count(*) FROM scoreRunColumn WHERE runId = \(before.report.run.id)")
        == ["[count(*):0]"])
  }

  @Test(
    "A file sent again with the column heals its month, also where it says the same of the rest")
  func healed() throws {
    let desk = try desk()
    #expect(try reasons(desk, "2026-09-20").report.columnsLate == [.taxArrears])
    // Two of five firms are not the month.
    try put(desk, 8, Self.whole, suffix: "_a", known: "2026-09-21", firms: 0..<2)
    try desk.ingest(CaseDatabase.day("2026-12-01"))
    #expect(try reasons(desk, "2026-09-21").report.columnsLate == [.taxArrears])
    try put(desk, 8, Self.whole, suffix: "_b", known: "2026-09-22", firms: 0..<5)
    try desk.ingest(CaseDatabase.day("2026-12-01"))
    let healed = try reasons(desk, "2026-09-22")
    #expect(healed.report.columnsLate.isEmpty && !healed.points.isEmpty)
    #expect(try reasons(desk, "2026-09-20").report.columnsLate == [.taxArrears], "as of then")
  }

  @Test("An agency that never had a column takes nothing from another that has it")
  func twoAgencies() throws {
    let desk = try NightDesk()
    for month in 1...8 {
      let known = "2026-0\(month + 1)-12"
      try put(desk, month, month < 8 ? Self.whole : Self.short, known: known, firms: 0..<2)
      try put(desk, month, Self.short, suffix: "_other", known: known, firms: 2..<9)
    }
    try desk.ingest(CaseDatabase.day("2026-12-01"))
    let july = try reasons(desk, "2026-08-20")
    #expect(july.report.columnsLate.isEmpty && !july.points.isEmpty)
    let august = try reasons(desk, "2026-09-20")
    #expect(august.report.columnsLate == [.taxArrears] && august.points == july.points)
  }

  @Test("Rows of a whole column of empty cells said again count as told by the file that has it")
  func saidAgain() throws {
    let desk = try NightDesk()
    let header = "credit_code,account_no,month,quantity"
    func power(_ month: Int, _ header: String, _ cells: String, _ name: String) throws {
      let rows = ["A", "B", "C"].map { "\(Firms.first),\($0),2026-0\(month),5000\(cells)" }
      try desk.put(name, ([header] + rows).joined(separator: "\n") + "\n")
    }
    try power(7, header + ",arrears_yuan", ",", "electricity_2026-07__known-2026-08-05.csv")
    try power(8, header, "", "electricity_2026-08__known-2026-09-05.csv")
    try power(8, header + ",arrears_yuan", ",", "electricity_2026-08_b__known-2026-09-07.csv")
    try desk.ingest(CaseDatabase.day("2026-12-01"))
    #expect(try desk.score(CaseDatabase.day("2026-09-06")).columnsLate == [.electricityArrears])
    #expect(try desk.score(CaseDatabase.day("2026-09-07")).columnsLate == [])
    #expect(try desk.score(CaseDatabase.day("2026-09-06")).columnsLate == [.electricityArrears])
  }

  @Test("A wage account whose balances are no longer sent is late for balances alone")
  func sites() throws {
    let desk = try NightDesk()
    try desk.put(
      "projects_2026-05__known-2026-06-01.csv",
      "project_code,name,kind,general_contractor_code\nP1,甲工地,housing,\(Firms.first)\n")
    let header = "transaction_no,project_code,occurred_on,direction,purpose,amount_yuan"
    for month in 6...8 {
      let whole = month < 8
      try desk.put(
        "wage_account_2026-0\(month)__known-2026-0\(month + 1)-02.csv",
        "\(header)\(whole ? ",balance_yuan" : "")\nT\(month),P1,2026-0\(month)-10,in,labour_fee,900\(whole ? ",900" : "")\n"
      )
    }
    try desk.ingest(CaseDatabase.day("2026-12-01"))
    #expect(try desk.score(CaseDatabase.day("2026-08-20")).columnsLate == [])
    #expect(try desk.score(CaseDatabase.day("2026-09-10")).columnsLate == [.accountBalance])
  }
}
