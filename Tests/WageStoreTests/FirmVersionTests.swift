import Testing
import WageDomain

@testable import WageStore

@Suite("Firms and their versions")
struct FirmVersionTests {
  private let store: TestStore
  private let one = CreditCode.firm(1)

  init() throws { store = try TestStore() }

  @Test("Only what has changed makes a version; the firm shows the one known last")
  func versions() throws {
    try load("2026-01-10", .firm(one, "旧名厂", town: "330503001", industry: "C18"))
    #expect(
      try load("2026-02-10", .firm(one, "旧名厂", town: "330503001", industry: "C18"))
        == .of(unchanged: 1))
    #expect(
      try load("2026-03-10", .firm(one, "新名厂", town: "330503002", industry: "C18"))
        == .of(stored: 1, superseded: 1))
    #expect(
      try store.texts("SELECT knownOn, name FROM firmVersion ORDER BY knownOn")
        == ["2026-01-10 旧名厂", "2026-03-10 新名厂"])
    #expect(try firm() == ["\(one) 新名厂 330503002 C18 2026-01-10"])
  }

  @Test("A register that comes late does not rename the firm, and makes it known earlier")
  func late() throws {
    try load("2026-03-10", .firm(one, "新名厂"))
    try load("2026-01-10", .firm(one, "旧名厂"))
    #expect(try firm() == ["\(one) 新名厂 - - 2026-01-10"])
    #expect(try dossier(asOf: "2026-01-10")?.name == "旧名厂")
    #expect(try dossier(asOf: "2026-01-09") == nil)
  }

  @Test("A dossier shows the version of the day, and its line")
  func dossiers() throws {
    try load("2026-01-10", .firm(.firm(2), "别厂"), .firm(one, "旧名厂", persons: 30))
    try load("2026-03-10", .firm(one, "新名厂", persons: 40))
    let then = try dossier(asOf: "2026-03-09")
    #expect(then?.name == "旧名厂")
    #expect(then?.persons == 30)
    #expect(then?.register == EvidenceLine(feed: "firms", file: "firms_2026-01-10.csv", line: 3))
    #expect(try dossier(asOf: "2026-03-10")?.persons == 40)
  }

  @Test("Ids are dense in the order in which firms are met, whatever feed names them")
  func ids() throws {
    try store.load(
      FeedFile(
        .electricity, "2026-01-10",
        [.power(.firm(7), "A", "2026-01"), .power(.firm(3), "B", "2026-01")]))
    try load("2026-01-11", .firm(.firm(3), "丙厂"), .firm(.firm(5), "戊厂"))
    #expect(
      try store.texts("SELECT id, creditCode FROM firm ORDER BY id")
        == ["1 \(CreditCode.firm(7))", "2 \(CreditCode.firm(3))", "3 \(CreditCode.firm(5))"])
  }

  @Test("An earlier row of any feed lets the firm be seen from its day on")
  func earlier() throws {
    try load("2026-03-10", .firm(one, "甲厂"))
    try store.load(
      FeedFile(.electricity, "2026-02-10", [.power(one, "A", "2026-01", quantity: 1)]))
    #expect(try store.value(.electricityQuantity, one, "2026-01", asOf: "2026-02-10") == 1)
    #expect(try firm() == ["\(one) 甲厂 - - 2026-02-10"])
  }

  @Test("A firm is gone from the day on which the register says so")
  func gone() throws {
    try load("2026-01-10", .firm(one, "甲厂"))
    var closed = FeedRow.firm(one, "甲厂")
    closed.cells["status"] = .text("注销")
    try load("2026-03-10", closed)
    #expect(try goneSince(asOf: "2026-03-09") == nil)
    #expect(try goneSince(asOf: "2026-03-10") == .of("2026-03-10"))
  }

  @Test("A firm is gone since the first of the versions that say so without a break")
  func goneSince() throws {
    var closed = FeedRow.firm(one, "甲厂")
    closed.cells["status"] = .text("注销")
    var renamed = FeedRow.firm(one, "乙厂")
    renamed.cells["status"] = .text("注销")
    try load("2026-01-31", closed)
    try load("2026-03-10", renamed)
    #expect(try goneSince(asOf: "2026-03-10") == .of("2026-01-31"), "told twice")
    try load("2026-04-10", .firm(one, "甲厂"))
    #expect(try goneSince(asOf: "2026-04-10") == nil, "it is back")
    #expect(try goneSince(asOf: "2026-04-09") == .of("2026-01-31"), "seen from before")
    try load("2026-06-01", closed)
    #expect(try goneSince(asOf: "2026-06-01") == .of("2026-06-01"), "gone again")
    try load("2026-06-01", .firm(one, "丙厂"))
    #expect(try goneSince(asOf: "2026-06-01") == nil, "the later of two files of one day holds")
    try load("2026-07-01", closed)
    #expect(
      try goneSince(asOf: "2026-07-01") == .of("2026-07-01"),
      "a day's earlier file never held")
  }

  struct Told: CustomTestStringConvertible, Sendable {
    let why: String
    let rows: [(day: String, status: String?)]
    let asOf: String
    let goneSince: String?
    var testDescription: String { why }
  }

  @Test(
    "An empty status takes nothing back; only one that is said does",
    arguments: [
      Told(
        why: "silent after it was struck off",
        rows: [("2026-03-10", "注销"), ("2026-05-10", nil)], asOf: "2026-06-01",
        goneSince: "2026-03-10"),
      Told(
        why: "said to be back", rows: [("2026-03-10", "注销"), ("2026-05-10", "存续")],
        asOf: "2026-06-01", goneSince: nil),
      Told(
        why: "silent, then said again: without a break",
        rows: [("2026-03-10", "注销"), ("2026-05-10", nil), ("2026-06-10", "注销")],
        asOf: "2026-06-10", goneSince: "2026-03-10"),
      Told(
        why: "back, then silent",
        rows: [("2026-03-10", "注销"), ("2026-05-10", "存续"), ("2026-06-10", nil)],
        asOf: "2026-06-10", goneSince: nil),
      Told(
        why: "silent before it was told: nothing is known of it yet",
        rows: [("2026-03-10", nil), ("2026-05-10", "注销")], asOf: "2026-05-09", goneSince: nil),
      Told(
        why: "two files of one day, the later of them silent",
        rows: [("2026-03-10", "注销"), ("2026-03-10", nil)], asOf: "2026-03-10",
        goneSince: "2026-03-10"),
      Told(
        why: "已 before it is no other status", rows: [("2026-03-10", "已注销")],
        asOf: "2026-03-10", goneSince: "2026-03-10"),
      Told(
        why: "and breaks nothing", rows: [("2026-03-10", "已注销"), ("2026-05-10", "注销")],
        asOf: "2026-06-01", goneSince: "2026-03-10"),
      Told(
        why: "a stroke says nothing, like an empty cell",
        rows: [
          ("2026-03-10", "注销"), ("2026-05-10", "-"), ("2026-05-11", "/"), ("2026-05-12", "——"),
        ],
        asOf: "2026-06-01", goneSince: "2026-03-10"),
      Told(
        why: "nor does 无", rows: [("2026-03-10", "注销"), ("2026-05-10", "无")],
        asOf: "2026-06-01", goneSince: "2026-03-10"),
      Told(
        why: "已 before a status that is not of the list", rows: [("2026-03-10", "已存续")],
        asOf: "2026-03-10", goneSince: nil),
    ])
  func silentStatus(_ example: Told) throws {
    for (place, said) in example.rows.enumerated() {
      // The name tells the versions apart, so that each is kept.
      var row = FeedRow.firm(one, "甲厂\(place)")
      row.cells["status"] = .text(said.status)
      try load(said.day, row)
    }
    #expect(try goneSince(asOf: example.asOf) == example.goneSince.map { .of($0) })
  }

  @Test("A register that leaves columns out wipes nothing, as of any day")
  func leftOut() throws {
    try load(
      "2026-01-10", .firm(one, "甲厂", town: "330503001", industry: "C17", persons: 30))
    try load("2026-03-10", FeedRow(["credit_code": .code(one), "name": .text("乙厂")]))
    #expect(try firm() == ["\(one) 乙厂 330503001 C17 2026-01-10"])
    for day in ["2026-01-10", "2026-03-10"] {
      let known = try dossier(asOf: day)
      #expect(known?.townCode == "330503001" && known?.industry == "C17")
      #expect(known?.status == "active" && known?.persons == 30)
      let (group, label, entry, graded) = try store.database.read { snapshot in
        (
          try block(snapshot, day).firms.first?.group,
          try snapshot.firmLabels([1], asOf: .of(day))[1]?.townCode,
          try snapshot.registerEntries(asOf: .of(day))[1],
          try snapshot.gradableFirms(asOf: .of(day)).first?.townCode
        )
      }
      #expect(group == PeerGroup(industry: "C17", town: "330503001"))
      #expect(label == "330503001" && graded == "330503001")
      #expect(entry == KnownRegisterEntry(industry: "C17", townCode: "330503001", persons: 30))
    }
    try load("2026-05-10", .firm(one, "乙厂", town: "330503002"))
    #expect(try firm() == ["\(one) 乙厂 330503002 C17 2026-01-10"])
    #expect(try dossier(asOf: "2026-05-09")?.townCode == "330503001", "as it was known")
    #expect(try dossier(asOf: "2026-05-10")?.townCode == "330503002")
    #expect(try dossier(asOf: "2026-05-10")?.persons == 30)
  }

  @Test(
    "A row that leaves the representative out unties no firms, and the evidence is the line that named him"
  )
  func representative() throws {
    let scored = try ScoredStore()
    let two = CreditCode.firm(2)
    func load(_ day: String, _ rows: FeedRow...) throws {
      try scored.store.load(FeedFile(.firms, day, rows))
    }
    func links(_ day: String) throws -> [[Int64]] {
      try scored.store.database.read { try $0.firmLinks(asOf: .of(day)).representatives }
    }
    func named(_ code: CreditCode, _ name: String, _ representative: String?) -> FeedRow {
      FeedRow([
        "credit_code": .code(code), "name": .text(name),
        "legal_representative": .text(representative),
      ])
    }
    try load("2026-02-10", named(one, "甲厂", "张三"), named(two, "乙厂", "张三"))
    try load("2026-03-10", named(one, "新甲厂", nil))
    #expect(try links("2026-03-10") == [[1, 2]])
    #expect(
      try scored.evidence([.event(.firms, 1)], asOf: "2026-03-10")
        == [EvidenceLine(feed: "firms", file: "firms_2026-02-10.csv", line: 2)])
    try load("2026-05-10", named(one, "新甲厂", "李四"))
    #expect(try links("2026-05-10") == [])
    // As older versions have stored it.
    try load("2026-05-11", named(one, "新甲厂", "无"), named(two, "乙厂", "无"))
    #expect(try links("2026-05-11") == [], "nobody is called so")
  }

  private func block(_ snapshot: StoreSnapshot, _ day: String) throws -> SignalBlock {
    try BlockReader(
      snapshot: snapshot, view: snapshot.layerView(knownBy: .of(day)), asOf: .of(day),
      months: TestStore.months, measures: [], events: FirmEvents(), goneStatuses: ["注销"]
    ).block(0)
  }

  private func goneSince(asOf day: String) throws -> Day? {
    try store.database.read { try block($0, day).firms.first?.goneSince }
  }

  @discardableResult
  private func load(_ day: String, _ rows: FeedRow...) throws -> LoadCounts {
    try store.load(FeedFile(.firms, day, rows))
  }

  private func firm() throws -> [String?] {
    try store.texts("SELECT creditCode, name, townCode, industry, knownOn FROM firm WHERE id = 1")
  }

  private func dossier(asOf day: String) throws -> FirmDossier? {
    try store.database.read { try $0.dossier(one, asOf: .of(day)) }
  }
}
