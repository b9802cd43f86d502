import NightlyRun
import Testing
import WageDomain
import WageStore

/// Two spellings of the number of one document, as two offices type it.
struct BracketExample: CustomTestStringConvertible, Sendable {
  let why: String
  let one: String
  let other: String
  var testDescription: String { why }

  init(_ why: String, _ one: String, _ other: String) {
    self.why = why
    self.one = one
    self.other = other
  }
}

@Suite("A document counts once, whatever brackets its number has")
struct BracketTests {
  static let examples = [
    BracketExample("full-width and ASCII", "（2026）浙0503民初1号", "(2026)浙0503民初1号"),
    BracketExample("tortoise-shell and square", "浙人社监〔2026〕1号", "浙人社监[2026]1号"),
    BracketExample("full-width square and round", "浙人社监［2026］1号", "浙人社监(2026)1号"),
    BracketExample("lenticular, black and white", "浙人社监【2026】1号", "浙人社监〖2026〗1号"),
    BracketExample("ASCII alone", "JC[2026]1", "JC(2026)1"),
  ]

  private static let day = CaseDatabase.day("2026-10-21")

  private func events(_ desk: NightDesk) throws -> [String] {
    try desk.ingest(Self.day)
    return try desk.database.read { snapshot in
      let month = Month(index: Self.day.month.index - 1)
      let reader = try BlockReader(
        snapshot: snapshot, view: snapshot.layerView(knownBy: Self.day), asOf: Self.day,
        months: month...month, measures: [], events: snapshot.firmEvents(asOf: Self.day),
        readsProjects: false)
      return try reader.block(0).firms.flatMap(\.events).map(\.feed.rawValue)
    }
  }

  private func desk() throws -> NightDesk {
    let desk = try NightDesk()
    try desk.put("firms_2026-07.csv", "credit_code,name\n\(Firms.first),甲乙制衣厂\n")
    return desk
  }

  @Test("One lawsuit in two files is one", arguments: examples)
  func lawsuit(_ example: BracketExample) throws {
    let desk = try desk()
    let header = "case_no,credit_code,occurred_on,kind\n"
    for (number, spelling) in [example.one, example.other].enumerated() {
      try desk.put(
        "judicial_\(number + 1)__known-2026-09-1\(number).csv",
        header + "\(spelling),\(Firms.first),2026-09-01,lawsuit\n")
    }
    #expect(try events(desk) == ["judicial"])
  }

  @Test("One order in two files is one", arguments: examples)
  func order(_ example: BracketExample) throws {
    let desk = try desk()
    let header = "inspection_no,credit_code,occurred_on,kind,result\n"
    for (number, spelling) in [example.one, example.other].enumerated() {
      try desk.put(
        "inspections_\(number + 1)__known-2026-09-1\(number).csv",
        header + "\(spelling),\(Firms.first),2026-09-01,order,refused\n")
    }
    #expect(try events(desk) == ["inspections"])
  }
}
