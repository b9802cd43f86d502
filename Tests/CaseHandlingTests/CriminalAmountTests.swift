import CaseHandling
import Testing
import WageDomain

@Suite("A case beside the province's criminal amount")
struct CriminalAmountTests {
  private static let province = CriminalAmount(
    region: Bilingual(zh: "某省", en: "A province"), oneWorker: Money(fen: 1_000_000), months: 3,
    persons: 10, total: Money(fen: 6_000_000), source: "invented for this test")

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let persons: Int64?
    let yuan: Int64?
    let since: String?
    let one: CriminalComparison.Answer
    let many: CriminalComparison.Answer
    let answer: CriminalComparison.Answer
    var testDescription: String { why }
  }

  // As of 2026-07-10: wages since 2026-04 are three months.
  @Test(
    "Both figures are compared exactly, and what the case does not say is not guessed",
    arguments: [
      Example(
        why: "one worker, the amount and the months exactly", persons: 1, yuan: 10_000,
        since: "2026-04", one: .reached, many: .notReached, answer: .reached),
      Example(
        why: "one yuan less", persons: 1, yuan: 9_999, since: "2026-01", one: .notReached,
        many: .notReached, answer: .notReached),
      Example(
        why: "one month less", persons: 1, yuan: 50_000, since: "2026-05", one: .notReached,
        many: .notReached, answer: .notReached),
      Example(
        why: "nobody says since when", persons: 1, yuan: 50_000, since: nil, one: .unknown,
        many: .notReached, answer: .unknown),
      Example(
        why: "three share less than three times the amount: one of them perhaps", persons: 3,
        yuan: 29_999, since: "2026-01", one: .unknown, many: .notReached, answer: .unknown),
      Example(
        why: "when the mean reaches it, one worker does", persons: 3, yuan: 30_000,
        since: "2026-01", one: .reached, many: .notReached, answer: .reached),
      Example(
        why: "ten workers and the sum exactly", persons: 10, yuan: 60_000, since: nil,
        one: .unknown, many: .reached, answer: .reached),
      Example(
        why: "nine workers", persons: 9, yuan: 60_000, since: "2026-07", one: .notReached,
        many: .notReached, answer: .notReached),
      Example(
        why: "ten workers, one yuan less", persons: 10, yuan: 59_999, since: "2026-06",
        one: .notReached, many: .notReached, answer: .notReached),
      Example(
        why: "nobody says how many", persons: nil, yuan: 60_000, since: "2026-01", one: .unknown,
        many: .unknown, answer: .unknown),
      Example(
        why: "nobody says how much", persons: 12, yuan: nil, since: "2026-01", one: .unknown,
        many: .unknown, answer: .unknown),
    ])
  func compared(_ example: Example) {
    let details = CaseDetails(
      persons: example.persons, amount: example.yuan.map { Money(fen: $0 * 100) }, town: nil)
    let comparison = Self.province.comparison(
      with: details, owedSince: example.since.flatMap { Month($0) },
      asOf: Fixture.day("2026-07-10"))
    #expect(comparison.oneWorker == example.one)
    #expect(comparison.workers == example.many)
    #expect(comparison.answer == example.answer)
  }

  @Test("No page says that something is no crime")
  func words() {
    var texts = [CriminalComparison.notConfigured]
    for persons in [1, 12] as [Int64] {
      texts.append(
        Self.province.comparison(
          with: CaseDetails(persons: persons, amount: Money(fen: 1), town: nil), owedSince: nil,
          asOf: Fixture.day("2026-07-10")
        ).text)
    }
    #expect(texts.allSatisfy { !$0.en.contains("not criminal") && !$0.en.contains("no crime") })
    #expect(texts.allSatisfy { !$0.zh.contains("不构成") })
    #expect(texts[0].zh.contains("未配置"))
  }
}
