import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("The same thing sent under both codes of a merged firm")
struct MergedRepeatTests {
  private static let (old, new) = (Firms.first, Firms.neighbour)
  private static let before = CaseDatabase.day("2026-03-04")
  private static let since = CaseDatabase.day("2026-03-05")
  private static let day = CaseDatabase.day("2026-06-01")
  private static let month = CaseDatabase.day("2026-01-01").month

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let feed: Feed
    let header: String
    let rows: [String]
    let measure: Measure
    let value: Int64
    /// Lines of evidence.
    let lines: [Int64]
    var testDescription: String { why }
  }

  static let examples = [
    Example(
      why: "one row under both codes is one row", feed: .socialInsurance,
      header: "credit_code,month,insured_persons,due_yuan",
      rows: ["\(old),2026-01,30,900.00", "\(new),2026-01,30,900.00"],
      measure: .insuredPersons, value: 30, lines: [3]),
    Example(
      why: "each code insures its own people", feed: .socialInsurance,
      header: "credit_code,month,insured_persons,due_yuan",
      rows: ["\(old),2026-01,30,900.00", "\(new),2026-01,20,600.00"],
      measure: .insuredPersons, value: 50, lines: [2, 3]),
    Example(
      why: "equal head-counts with other amounts are two rows", feed: .socialInsurance,
      header: "credit_code,month,insured_persons,due_yuan",
      rows: ["\(old),2026-01,30,900.00", "\(new),2026-01,30,905.00"],
      measure: .insuredPersons, value: 60, lines: [2, 3]),
    Example(
      why: "an empty cell is not a zero", feed: .socialInsurance,
      header: "credit_code,month,insured_persons,due_yuan",
      rows: ["\(old),2026-01,30,", "\(new),2026-01,30,0"],
      measure: .insuredPersons, value: 60, lines: [2, 3]),
    Example(
      why: "one payment under both codes is one payment", feed: .payroll,
      header: "credit_code,wage_month,paid_on,batch_no,persons,amount_yuan",
      rows: [
        "\(old),2026-01,2026-02-12,1,30,9000", "\(old),2026-01,2026-02-12,2,5,700",
        "\(new),2026-01,2026-02-12,1,30,9000",
      ],
      measure: .payrollPersons, value: 35, lines: [3, 4]),
    Example(
      why: "equal payments of two days are two", feed: .payroll,
      header: "credit_code,wage_month,paid_on,batch_no,persons,amount_yuan",
      rows: ["\(old),2026-01,2026-02-12,1,30,9000", "\(new),2026-01,2026-02-13,1,30,9000"],
      measure: .payrollPersons, value: 60, lines: [2, 3]),
    Example(
      why: "two meters add up, though they read the same", feed: .electricity,
      header: "credit_code,account_no,month,quantity",
      rows: ["\(old),A,2026-01,10", "\(new),B,2026-01,10"],
      measure: .electricityQuantity, value: 20_000, lines: [2, 3]),
    Example(
      why: "one month's use without an account is one", feed: .electricity,
      header: "credit_code,account_no,month,quantity",
      rows: ["\(old),,2026-01,10", "\(new),,2026-01,10", "\(new),B,2026-01,5"],
      measure: .electricityQuantity, value: 15_000, lines: [3, 4]),
  ]

  private func desk() throws -> NightDesk {
    let desk = try NightDesk()
    try desk.put(
      "firms_2026-01__known-2026-01-01.csv",
      "credit_code,name\n\(Self.old),湖州甲厂\n\(Self.new),湖州乙厂\n")
    return desk
  }

  private func send(_ desk: NightDesk, _ name: String, _ header: String, _ rows: [String]) throws {
    try desk.put(name, ([header] + rows).joined(separator: "\n") + "\n")
    try desk.ingest(Self.day)
  }

  private func merge(_ desk: NightDesk) throws {
    try desk.decide { try $0.merge(1, into: 2, since: Self.since, entry: $1) }
  }

  private func values(
    _ desk: NightDesk, _ measure: Measure, asOf day: Day
  ) throws -> [Int64: Int64] {
    try desk.database.read { snapshot in
      let reader = try BlockReader(
        snapshot: snapshot, view: snapshot.layerView(knownBy: day), asOf: day,
        months: Self.month...Self.month, measures: [measure], events: FirmEvents())
      let block = try reader.block(0)
      return Dictionary(
        uniqueKeysWithValues: block.firms.enumerated().map {
          ($1.id, block.value(measure, firm: $0, month: Self.month) ?? -1)
        })
    }
  }

  @Test(
    "Rows about the same count once where every value is equal, else add up", arguments: examples)
  func counts(_ example: Example) throws {
    let desk = try desk()
    try send(
      desk, "\(example.feed.rawValue)_2026-01__known-2026-02-20.csv", example.header, example.rows)
    let apart = try values(desk, example.measure, asOf: Self.day)
    try merge(desk)
    #expect(try values(desk, example.measure, asOf: Self.day) == [2: example.value])
    #expect(try values(desk, example.measure, asOf: Self.before) == apart)
    let reason = Reason(
      indicator: "x", points: 1, trigger: nil, text: .same("x"),
      evidence: [.month(example.feed, Self.month)])
    let assessment = Assessment(
      firmId: 2, creditCode: try CreditCode(Self.new), points: 1, tier: .yellow, reasons: [reason])
    let lines = try desk.database.read {
      try $0.evidenceLines(of: assessment, asOf: Self.day).flatMap { $0 }
    }
    #expect(lines.map(\.line) == example.lines)
  }

  @Test("An account that both codes name is one account, whichever file came last")
  func account() throws {
    let desk = try desk()
    try merge(try loaded(desk))
    let header = "credit_code,account_no,month,quantity"
    try send(
      desk, "electricity_1__known-2026-03-10.csv", header, ["\(Self.old),A,2026-01,10"])
    try send(
      desk, "electricity_2__known-2026-03-20.csv", header, ["\(Self.new),A,2026-01,11"])
    #expect(try values(desk, .electricityQuantity, asOf: Self.day) == [2: 11_000])
    #expect(
      try values(desk, .electricityQuantity, asOf: CaseDatabase.day("2026-03-15")) == [2: 10_000])
  }

  @Test("A correction under one code makes them two rows again, from the day it is known")
  func corrected() throws {
    let desk = try desk()
    let header = "credit_code,month,insured_persons"
    try send(
      desk, "social_insurance_1__known-2026-02-10.csv", header,
      ["\(Self.old),2026-01,30", "\(Self.new),2026-01,30"])
    try send(
      desk, "social_insurance_2__known-2026-04-10.csv", header, ["\(Self.new),2026-01,12"])
    try merge(desk)
    #expect(
      try values(desk, .insuredPersons, asOf: CaseDatabase.day("2026-04-09")) == [2: 30])
    #expect(try values(desk, .insuredPersons, asOf: Self.day) == [2: 42])
  }

  @Test("A court case that names both codes, a project and an inspection each count once")
  func events() throws {
    let desk = try desk()
    try send(
      desk, "judicial_1__known-2026-02-10.csv", "case_no,credit_code,occurred_on,kind,amount_yuan",
      [
        "（2026）浙0503民初1号,\(Self.old),2026-02-01,lawsuit,500",
        "（2026）浙0503民初1号,\(Self.new),2026-02-01,lawsuit,500",
        "（2026）浙0503民初2号,\(Self.old),2026-02-02,lawsuit,70",
      ])
    try send(
      desk, "inspections_1__known-2026-02-10.csv", "inspection_no,credit_code,occurred_on,kind",
      ["J1,\(Self.old),2026-02-03,on_site"])
    try send(
      desk, "inspections_2__known-2026-02-20.csv", "inspection_no,credit_code,occurred_on,kind",
      ["J1,\(Self.new),2026-02-03,on_site"])
    try send(
      desk, "projects_1__known-2026-02-10.csv",
      "project_code,name,kind,general_contractor_code", ["P1,某楼,housing,\(Self.old)"])
    try send(
      desk, "projects_2__known-2026-02-20.csv",
      "project_code,name,kind,general_contractor_code", ["P1,某楼,housing,\(Self.new)"])
    func told(_ day: Day) throws -> [String] {
      try desk.database.read { snapshot in
        let events = try snapshot.firmEvents(asOf: day)
        let reader = try BlockReader(
          snapshot: snapshot, view: snapshot.layerView(knownBy: day), asOf: day,
          months: Self.month...Self.month, measures: [], events: events, readsProjects: true)
        let block = try reader.block(0)
        return block.firms.enumerated().map { row, firm in
          let feeds = firm.events.map { "\($0.feed.rawValue) \($0.amount?.fen ?? 0)" }
          return "\(firm.id): \(feeds) \(block.projects.filter { $0.firm == row }.count)"
        }
      }
    }
    let apart = try told(Self.before)
    try merge(desk)
    #expect(try told(Self.before) == apart)
    #expect(
      apart == [
        "1: [\"judicial 50000\", \"judicial 7000\"] 0",
        "2: [\"judicial 50000\", \"inspections 0\"] 1",
      ])
    #expect(
      try told(Self.day)
        == ["2: [\"judicial 50000\", \"judicial 7000\", \"inspections 0\"] 1"])
  }

  private func loaded(_ desk: NightDesk) throws -> NightDesk {
    try desk.ingest(Self.day)
    return desk
  }
}
