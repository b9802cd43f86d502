import Testing
import WageDomain

@testable import WageStore

@Suite("Wage accounts of projects")
struct WageAccountTests {
  private let store: TestStore
  private let one = CreditCode.firm(1)
  private let two = CreditCode.firm(2)

  init() throws {
    store = try TestStore()
    try store.load(FeedFile(.projects, "2026-01-01", [.project("P1", contractor: one)]))
  }

  @Test("A month sums labour fees in and wages out, and ends with the last balance")
  func sums() throws {
    try load(
      "2026-02-05",
      .transaction("T1", "P1", on: "2026-01-05", "in", "labour_fee", amount: 100, balance: 100),
      .transaction("T2", "P1", on: "2026-01-20", "out", "wages", amount: 60, balance: 40),
      .transaction("T3", "P1", on: "2026-01-25", "out", "other", amount: 5, balance: 35),
      .transaction("T4", "P1", on: "2026-01-15", "in", "labour_fee", amount: 1, balance: 101))
    #expect(try cell(.accountLabourFee, one, "2026-01") == 101)
    #expect(try cell(.accountWages, one, "2026-01") == 60)
    #expect(try cell(.accountBalance, one, "2026-01") == 35)
  }

  @Test("A balance dated after the day is not one yet, however early it was sent")
  func datedLater() throws {
    try load(
      "2026-02-05", .transaction("T1", "P1", on: "2026-02-01", "in", nil, amount: 9, balance: 9),
      .transaction("T2", "P1", on: "2026-02-20", "out", nil, amount: 8, balance: 1))
    #expect(try store.siteCells(.accountBalance, asOf: "2026-02-19") == ["P1|2026-02": 9])
    #expect(try store.siteCells(.accountBalance, asOf: "2026-02-20") == ["P1|2026-02": 1])
  }

  @Test("What is left in a month that has not ended is known only where it was told")
  func running() throws {
    try store.load(FeedFile(.projects, "2026-01-02", [.project("P2", contractor: two)]))
    try load(
      "2026-02-25", .transaction("T1", "P1", on: "2026-01-05", "in", nil, amount: 9, balance: 9),
      .transaction("T2", "P2", on: "2026-02-05", "in", nil, amount: 1, balance: 1))
    #expect(
      try store.siteCells(.accountBalance, asOf: "2026-02-27") == [
        "P1|2026-01": 9, "P2|2026-02": 1,
      ])
    #expect(try store.siteCells(.accountBalance, asOf: "2026-02-28")["P1|2026-02"] == 9)
  }

  struct Monthless: CustomTestStringConvertible {
    let why: String
    /// Of 2026, by month: persons who attended, and who were paid without a word on the month.
    let attended: [Int: Int64]
    let paid: [Int: Int64]
    /// Paid for a month that was told, in June.
    var told: [Int: Int64] = [:]
    let persons: [Int: Int64]
    var testDescription: String { why }
  }

  @Test(
    "Wages whose month nobody told are given so that nobody is short without need",
    arguments: [
      Monthless(
        why: "paid within the month", attended: [1: 50, 2: 60, 3: 40],
        paid: [1: 50, 2: 60, 3: 40], persons: [1: 50, 2: 60, 3: 40]),
      Monthless(
        why: "paid in the month after: no month is short, and the first is asked of nobody",
        attended: [1: 50, 2: 60, 3: 40],
        paid: [2: 50, 3: 60, 4: 40], persons: [2: 60, 3: 50, 4: 40]),
      Monthless(
        why: "nobody was paid for the last two months", attended: [1: 50, 2: 50, 3: 50, 4: 50],
        paid: [1: 50, 2: 50], persons: [1: 50, 2: 50]),
      Monthless(
        why: "a month that was left out is paid later", attended: [1: 50, 2: 50, 3: 50],
        paid: [1: 50, 4: 100], persons: [1: 50, 3: 50, 2: 50]),
      Monthless(
        why: "two teams, one paid in the month and one after it", attended: [2: 50],
        paid: [2: 30, 3: 20], persons: [2: 50]),
      Monthless(
        why: "four of five, every month: in the end it shows", attended: [1: 50, 2: 50, 3: 50],
        paid: [1: 40, 2: 40, 3: 40], persons: [1: 50, 2: 50, 3: 20]),
      Monthless(
        why: "a month that was told keeps its own", attended: [2: 50, 3: 50], paid: [2: 0, 3: 50],
        told: [2: 50], persons: [2: 50, 3: 50]),
      Monthless(
        why: "nobody told who attended: of the month of the payment", attended: [:],
        paid: [2: 50], persons: [2: 50]),
      Monthless(
        why: "before the account there was nothing to pay from it", attended: [1: 50, 2: 50],
        paid: [2: 50], persons: [2: 50]),
    ])
  func monthless(_ example: Monthless) throws {
    for (month, persons) in example.attended.sorted(by: { $0.key < $1.key }) {
      try store.load(
        FeedFile(
          .attendance, "2026-07-01", [.attendance("P1", "2026-0\(month)", persons: persons)],
          name: "a\(month).csv"))
    }
    var rows: [FeedRow] = []
    for (month, persons) in example.paid.sorted(by: { $0.key < $1.key }) {
      rows.append(paid("T\(month)", on: "2026-0\(month)-28", persons: persons))
    }
    for (month, persons) in example.told.sorted(by: { $0.key < $1.key }) {
      rows.append(paid("O\(month)", on: "2026-06-28", persons: persons, of: "2026-0\(month)"))
    }
    try store.load(FeedFile(.wageAccount, "2026-07-02", rows))
    let cells = try store.siteCells(.accountPaidPersons, asOf: "2026-07-31")
    let expected = example.persons.map { ("P1|2026-0\($0.key)", $0.value) }
    #expect(cells == Dictionary(uniqueKeysWithValues: expected))
  }

  private func paid(
    _ number: String, on day: String, persons: Int64, of month: String? = nil
  ) -> FeedRow {
    var row = FeedRow.transaction(number, "P1", on: day, "out", "wages", amount: 100)
    row.cells["persons"] = .integer(persons)
    row.cells["wage_month"] = .integer(month.map { Int64(Month.of($0).index) })
    return row
  }

  @Test("The transactions of one day count in the order of their numbers")
  func sameDay() throws {
    try load(
      "2026-02-05", .transaction("T10", "P1", on: "2026-01-05", "out", nil, amount: 9, balance: 1),
      .transaction("T9", "P1", on: "2026-01-05", "in", nil, amount: 10, balance: 10))
    #expect(try cell(.accountBalance, one, "2026-01") == 1)
  }

  @Test("A balance holds through months without a transaction, to the last month heard of")
  func carried() throws {
    try store.load(FeedFile(.projects, "2026-01-02", [.project("P2", contractor: two)]))
    try load(
      "2026-05-05", .transaction("T1", "P1", on: "2025-12-05", "in", nil, amount: 9, balance: 9),
      .transaction("T2", "P2", on: "2026-03-05", "in", nil, amount: 1, balance: 1))
    #expect(
      try store.cells(.accountBalance, asOf: "2026-05-05") == [
        "\(one)|2025-12": 9, "\(one)|2026-01": 9, "\(one)|2026-02": 9, "\(one)|2026-03": 9,
        "\(two)|2026-03": 1,
      ])
  }

  @Test("The projects of a contractor stay apart: a full account hides no dry one")
  func projects() throws {
    try store.load(FeedFile(.projects, "2026-01-02", [.project("P2", contractor: one)]))
    try load(
      "2026-02-05", .transaction("T1", "P1", on: "2026-01-05", "in", nil, amount: 9, balance: 9),
      .transaction("T2", "P2", on: "2026-01-06", "in", nil, amount: 1, balance: 1))
    #expect(
      try store.siteCells(.accountBalance, asOf: "2026-05-31") == [
        "P1|2026-01": 9, "P2|2026-01": 1,
      ])
  }

  @Test("Of a transaction sent twice the version known last counts")
  func versions() throws {
    let first = FeedRow.transaction("T1", "P1", on: "2026-01-05", "out", "wages", amount: 60)
    let second = FeedRow.transaction("T1", "P1", on: "2026-01-05", "out", "wages", amount: 70)
    try load("2026-02-05", first)
    #expect(try load("2026-02-10", first) == .of(unchanged: 1))
    #expect(try load("2026-02-20", second) == .of(stored: 1, superseded: 1))
    #expect(try cell(.accountWages, one, "2026-01", asOf: "2026-02-19") == 60)
    #expect(try cell(.accountWages, one, "2026-01", asOf: "2026-02-20") == 70)
    #expect(try cell(.accountWages, one, "2026-01", asOf: "2026-02-04") == nil)
  }

  @Test("The account is its project's contractor's as of the day")
  func contractor() throws {
    try load("2026-02-05", .transaction("T1", "P1", on: "2026-01-05", "out", "wages", amount: 60))
    try store.load(FeedFile(.projects, "2026-03-01", [.project("P1", contractor: two)]))
    #expect(try cell(.accountWages, one, "2026-01", asOf: "2026-02-28") == 60)
    #expect(try cell(.accountWages, one, "2026-01", asOf: "2026-03-01") == nil)
    #expect(try cell(.accountWages, two, "2026-01", asOf: "2026-03-01") == 60)
  }

  @Test("A transaction of a project not known yet counts from the day it is")
  func unknownProject() throws {
    try load("2026-02-05", .transaction("T1", "P9", on: "2026-01-05", "out", "wages", amount: 60))
    #expect(try cell(.accountWages, two, "2026-01", asOf: "2026-02-28") == nil)
    try store.load(FeedFile(.projects, "2026-03-01", [.project("P9", contractor: two)]))
    #expect(try cell(.accountWages, two, "2026-01", asOf: "2026-03-01") == 60)
  }

  @discardableResult
  private func load(_ day: String, _ rows: FeedRow...) throws -> LoadCounts {
    try store.load(FeedFile(.wageAccount, day, rows))
  }

  private func cell(
    _ measure: Measure, _ firm: CreditCode, _ month: String, asOf day: String = "2026-05-31"
  ) throws -> Int64? { try store.value(measure, firm, month, asOf: day) }
}
