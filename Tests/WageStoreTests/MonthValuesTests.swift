import Testing
import WageDomain

@testable import WageStore

@Suite("Values of months in little room")
struct MonthValuesTests {
  @Test("hold what a dictionary holds, in whatever order months come", arguments: 0..<20)
  func likeADictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var values = MonthValues()
    var plain: [Month: Int64] = [:]
    for _ in 0..<40 {
      let month = Month(year: 2024, month: 6).adding(
        months: Int.random(in: -30...30, using: &random))
      let value = Int64.random(in: -5...5, using: &random)
      values[month] = value == -5 ? nil : value
      plain[month] = value == -5 ? nil : value
    }
    var told: [Month] = []
    values.forEach { month, value in
      told.append(month)
      #expect(plain[month] == value && values[month] == value)
    }
    #expect(told == plain.keys.sorted())
    #expect(values.contains { $0 > 3 } == plain.values.contains { $0 > 3 })
    #expect(
      values[Month(year: 2030, month: 1)] == nil && values[Month(year: 1990, month: 1)] == nil)
  }
}
