import Testing
import WageDomain

@Suite("Money")
struct MoneyTests {
  @Test(
    "How an amount reads",
    arguments: [
      (0, "0.00"), (5, "0.05"), (-5, "-0.05"), (100, "1.00"), (99_999, "999.99"),
      (100_000, "1,000.00"), (-123_450, "-1,234.50"), (123_456_789_012, "1,234,567,890.12"),
      (9_000_000_000_000_000, "90,000,000,000,000.00"), (.min, "-92,233,720,368,547,758.08"),
    ] as [(Int64, String)])
  func text(fen: Int64, expected: String) {
    #expect(Money(fen: fen).description == expected)
  }

  @Test("Adding, subtracting and comparing are exact")
  func arithmetic() {
    let wages = Money(fen: 1_000_001)
    #expect(wages + Money(fen: -1) == Money(fen: 1_000_000))
    #expect(wages - wages == .zero)
    #expect(Money(fen: -1) < .zero)
    #expect([Money](repeating: Money(fen: 10), count: 3).reduce(.zero, +) == Money(fen: 30))
  }

  @Test("A hundred thousand of the largest amounts add up without overflow")
  func largest() {
    #expect(Money.largestMagnitude.multipliedReportingOverflow(by: 100_000).overflow == false)
  }
}
