import Testing
import WageDomain

@testable import WageStore

@Suite("Wage payments")
struct PayrollTests {
  private let store: TestStore
  private let firm = CreditCode.firm(1)

  init() throws {
    store = try TestStore()
    try load(
      "2026-02-20",
      .payment(firm, "2026-01", paidOn: "2026-02-10", batch: "1", persons: 20, amount: 900),
      .payment(firm, "2026-01", paidOn: "2026-02-10", batch: "2", persons: 5, amount: 100))
  }

  @Test("Two batches of a month add up")
  func batches() throws {
    #expect(try amount(asOf: "2026-02-20") == 1000)
    #expect(try store.value(.payrollPersons, firm, "2026-01", asOf: "2026-02-20") == 25)
    #expect(try store.rows(firm, asOf: "2026-02-20").map(\.series) == ["1-10|1", "1-10|2"])
  }

  @Test("A batch sent again corrects itself")
  func resent() throws {
    let counts = try load(
      "2026-03-01",
      .payment(firm, "2026-01", paidOn: "2026-02-10", batch: "2", persons: 5, amount: 150))
    #expect(counts == .of(stored: 1, superseded: 1))
    #expect(try amount(asOf: "2026-03-01") == 1050)
    #expect(try amount(asOf: "2026-02-28") == 1000)
  }

  @Test("Another payday, or another wage month, is another payment")
  func other() throws {
    try load(
      "2026-03-01",
      .payment(firm, "2026-01", paidOn: "2026-02-28", batch: "1", persons: 1, amount: 10),
      .payment(firm, "2026-02", paidOn: "2026-03-10", batch: "1", persons: 1, amount: 7))
    #expect(try amount(asOf: "2026-03-01") == 1010)
    #expect(try store.value(.payrollAmount, firm, "2026-02", asOf: "2026-03-01") == 7)
  }

  @Test("Paid before the wage month has ended is a payment like any other")
  func early() throws {
    try load(
      "2026-03-01",
      .payment(firm, "2026-03", paidOn: "2026-02-25", batch: nil, persons: 1, amount: 3))
    #expect(try store.value(.payrollAmount, firm, "2026-03", asOf: "2026-03-01") == 3)
  }

  @discardableResult
  private func load(_ day: String, _ rows: FeedRow...) throws -> LoadCounts {
    try store.load(FeedFile(.payroll, day, rows))
  }

  private func amount(asOf day: String) throws -> Int64? {
    try store.value(.payrollAmount, firm, "2026-01", asOf: day)
  }
}
