import Testing
import WageDomain

@testable import RiskScoring

@Suite("The values that a reason compares, as they are told")
struct ComparedTests {
  @Test("What peers took out is told without the sign that joins it to a sentence")
  func bareClause() throws {
    let values: ReasonValues = [
      "peers": Bilingual(zh: "；同业同县 13 家", en: "; 13 firms")
    ]
    for kind in ["drop", "peer"] {
      let card = try kind == "drop" ? PeerTests.drop() : PeerTests.place()
      let comparison = try #require(card.comparisons.first)
      let texts = comparison.compared(values).map(\.text)
      #expect(texts == [Bilingual(zh: "同业同县 13 家", en: "13 firms")])
    }
  }

  @Test("Of a yes or no the words are told, of the value, the bin and what is compared")
  func flag() throws {
    for (stored, word) in [
      (Int64(0), Bilingual(zh: "否", en: "no")), (1, Bilingual(zh: "是", en: "yes")),
    ] {
      let bound = stored == 0 ? "at_most" : "at_least"
      let card = try Cards.one(
        "level", "measure: tax.filed\nmonths: 1\nbins: [{\(bound): \(stored), points: 4}]")
      let indicator = try #require(card.indicators.first)
      let comparison = indicator.comparison
      #expect(comparison.shown(Quotient(stored)) == word)
      #expect(Measure.taxFiled.unit.shown(stored) == word, "in a row of a file")
      #expect(
        comparison.shown(try #require(indicator.bins.bins.first), indicator.bins.bound) == word)
      let value = comparison.compared(["value": Bilingual(zh: "\(stored)", en: "\(stored)")])
      #expect(value.map(\.text) == [word])
    }
  }

  @Test("The next pay day is told where a rule waits for it only", arguments: [true, false])
  func payDay(_ waits: Bool) throws {
    let limit = waits ? "days_before_pay_day: 7\n" : ""
    let card = try Cards.one(
      "level",
      "measure: wage_account.balance_yuan\nmonths: 1\n\(limit)bins: [{below: 1 yuan, points: 4}]")
    let comparison = try #require(card.comparisons.first)
    let values: ReasonValues = [
      "value": Bilingual(zh: "0", en: "0"),
      "pay_day": Bilingual(zh: "2026-10-15", en: "2026-10-15"),
    ]
    let names = comparison.compared(values).map(\.name)
    #expect(names == (waits ? ["value", "pay_day"] : ["value"]))
  }
}
