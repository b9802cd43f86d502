import Testing
import WageDomain

@testable import WageStore

@Suite("Files of a monthly feed")
struct LayerTests {
  private let store: TestStore
  private let one = CreditCode.firm(1)
  private let two = CreditCode.firm(2)

  init() throws { store = try TestStore() }

  @Test("A correction replaces its rows only, and keeps what it corrects")
  func correction() throws {
    try load(
      "2026-02-10", .power(one, "A", "2026-01", quantity: 5),
      .power(two, "B", "2026-01", quantity: 6))
    let counts = try load("2026-02-20", .power(one, "A", "2026-01", quantity: 7))
    #expect(counts == .of(stored: 1, superseded: 1))
    #expect(try quantity(one, asOf: "2026-02-20") == 7)
    #expect(try quantity(two, asOf: "2026-02-20") == 6)
    #expect(try quantity(one, asOf: "2026-02-19") == 5, "the day before it was known")
    #expect(try quantity(one, asOf: "2026-02-09") == nil, "before anything was known")
    #expect(
      try store.rows(one, asOf: "2026-02-20").map(\.file) == ["electricity_2026-02-20.csv"])
    #expect(
      try store.rows(one, asOf: "2026-02-19").map(\.file) == ["electricity_2026-02-10.csv"])
  }

  @Test("Of one known-on day the file loaded later holds")
  func sameDay() throws {
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5))
    try store.load(
      FeedFile(
        .electricity, "2026-02-10", [.power(one, "A", "2026-01", quantity: 7)], name: "b.csv"))
    #expect(try quantity(one, asOf: "2026-02-10") == 7)
  }

  @Test("A file loaded later with an earlier known-on day does not beat a newer one")
  func late() throws {
    try load("2026-02-20", .power(one, "A", "2026-01", quantity: 7))
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5))
    #expect(try quantity(one, asOf: "2026-02-20") == 7)
    #expect(try quantity(one, asOf: "2026-02-10") == 5)
  }

  @Test("A late file does not beat a newer one that said again what was known")
  func lateAgainstRepeat() throws {
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5))
    let again = try load("2026-02-20", .power(one, "A", "2026-01", quantity: 5))
    #expect(again == .of(unchanged: 1))
    try load("2026-02-15", .power(one, "A", "2026-01", quantity: 7))
    #expect(try quantity(one, asOf: "2026-02-15") == 7)
    #expect(try quantity(one, asOf: "2026-02-19") == 7)
    #expect(try quantity(one, asOf: "2026-02-20") == 5)
    let row = try #require(try store.rows(one, asOf: "2026-02-20").first)
    #expect(row.file == "electricity_2026-02-10.csv", "the file that said it first")
    #expect(row.line == 2)
  }

  @Test("A late file does not fill the cells that a newer row left empty")
  func lateAgainstEmptyCell() throws {
    try load("2026-02-20", .power(one, "A", "2026-01", quantity: 7))
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5, fee: 900))
    #expect(try store.value(.electricityFee, one, "2026-01", asOf: "2026-02-19") == 900)
    #expect(try store.value(.electricityFee, one, "2026-01", asOf: "2026-02-20") == nil)
  }

  @Test("A late file does not give back an account that has moved to another firm")
  func lateAgainstMove() throws {
    try load("2026-02-20", .power(two, "A", "2026-01", quantity: 7))
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5))
    #expect(try quantity(one, asOf: "2026-02-10") == 5)
    #expect(try quantity(one, asOf: "2026-02-20") == nil)
    #expect(try quantity(two, asOf: "2026-02-20") == 7)
  }

  @Test("A corrected row with an emptied cell withdraws that cell")
  func emptied() throws {
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5, arrears: 300))
    try load("2026-02-20", .power(one, "A", "2026-01", quantity: 5))
    #expect(try store.value(.electricityArrears, one, "2026-01", asOf: "2026-02-19") == 300)
    #expect(try store.value(.electricityArrears, one, "2026-01", asOf: "2026-02-20") == nil)
    #expect(try quantity(one, asOf: "2026-02-20") == 5)
  }

  @Test("A zero is a value, not an empty cell")
  func zero() throws {
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 0))
    #expect(try quantity(one, asOf: "2026-02-10") == 0)
  }

  @Test("An account moved to another firm takes the old firm's value back")
  func moved() throws {
    try load("2026-02-10", .power(one, "A", "2026-01", quantity: 5))
    let counts = try load("2026-02-20", .power(two, "A", "2026-01", quantity: 5))
    #expect(counts == .of(stored: 1))
    #expect(try quantity(one, asOf: "2026-02-19") == 5)
    #expect(try quantity(two, asOf: "2026-02-19") == nil)
    #expect(try quantity(one, asOf: "2026-02-20") == nil)
    #expect(try quantity(two, asOf: "2026-02-20") == 5)
    #expect(try store.rows(one, asOf: "2026-02-20").isEmpty)
  }

  @Test("A firm's accounts add up, in their rows' own known-on days")
  func accounts() throws {
    try load(
      "2026-02-20", .power(one, "A", "2026-01", quantity: 5, knownOn: "2026-02-10"),
      .power(one, "B", "2026-01", quantity: 6, knownOn: "2026-02-15"),
      .power(one, nil, "2026-01", quantity: 100))
    #expect(try quantity(one, asOf: "2026-02-10") == 5)
    #expect(try quantity(one, asOf: "2026-02-15") == 11)
    #expect(try quantity(one, asOf: "2026-02-20") == 111)
    let days = try store.rows(one, asOf: "2026-02-20").map(\.knownOn)
    #expect(days.sorted() == ["2026-02-10", "2026-02-15", "2026-02-20"])
  }

  @Test("Measures and months do not mix")
  func apart() throws {
    try load(
      "2026-02-20", .power(one, "A", "2026-01", quantity: 5, fee: 6, arrears: 7),
      .power(one, "A", "2025-12", quantity: 8))
    #expect(
      try store.cells(.electricityQuantity, asOf: "2026-02-20")
        == ["\(one)|2026-01": 5, "\(one)|2025-12": 8])
    #expect(try store.cells(.electricityFee, asOf: "2026-02-20") == ["\(one)|2026-01": 6])
    #expect(try store.cells(.waterQuantity, asOf: "2026-02-20").isEmpty)
  }

  @discardableResult
  private func load(_ day: String, _ rows: FeedRow...) throws -> LoadCounts {
    try store.load(FeedFile(.electricity, day, rows))
  }

  private func quantity(_ firm: CreditCode, asOf day: String) throws -> Int64? {
    try store.value(.electricityQuantity, firm, "2026-01", asOf: day)
  }
}

extension LoadCounts {
  static func of(
    stored: Int = 0, rejected: Int = 0, unchanged: Int = 0, waiting: Int = 0, superseded: Int = 0
  ) -> LoadCounts {
    var counts = LoadCounts()
    counts.stored = stored
    counts.rejected = rejected
    counts.unchanged = unchanged
    counts.waiting = waiting
    counts.superseded = superseded
    return counts
  }
}
