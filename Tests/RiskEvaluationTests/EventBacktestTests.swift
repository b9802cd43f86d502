import RiskEvaluation
import Testing
import WageDomain

@Suite("Backtest of a table of dated events")
struct EventBacktestTests {
  private static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  private static func events(_ rows: [(String, String)]) -> DatedEvents {
    var events = DatedEvents()
    for (entity, on) in rows { events.add(entity, on: day(on)) }
    events.arrange()
    return events
  }

  private static func plan(_ cutoff: String) -> EventBacktest.Plan {
    EventBacktest.Plan(
      cutoffs: [day(cutoff)], history: 24, horizon: .months(6), ks: [1], seed: 1, rounds: 50)
  }

  @Test(
    "The cutoff belongs to the label, the history ends the day before, the horizon's end is out")
  func bounds() throws {
    let events = Self.events([
      ("first-of-history", "2019-01-01"), ("before-history", "2018-12-31"),
      ("on-cutoff", "2020-12-31"), ("on-cutoff", "2021-01-01"),
      ("too-late", "2020-06-01"), ("too-late", "2021-07-01"), ("last-of-data", "2021-07-02"),
    ])
    let figures = try EventBacktest(events, Self.plan("2021-01-01")).run()
    #expect(figures.map(\.count) == [3])
    #expect(figures.map(\.positives) == [1])
    #expect(figures.first?.labelUntil == Self.day("2021-07-01"))
  }

  @Test("The order of the rows changes no figure")
  func order() throws {
    let rows = (0..<400).map { index in
      (
        "E\(index * 7919 % 61)",
        Self.day("2019-01-01").adding(days: index * 104_729 % 1_100).description
      )
    }
    let forth = try EventBacktest(Self.events(rows), Self.plan("2021-01-01")).run()
    let back = try EventBacktest(Self.events(rows.reversed()), Self.plan("2021-01-01")).run()
    #expect(forth.flatMap(\.rankings).map(\.auc) == back.flatMap(\.rankings).map(\.auc))
    #expect(
      forth.flatMap(\.rankings).map(\.aucInterval) == back.flatMap(\.rankings).map(\.aucInterval))
  }

  @Test("What happens from the cutoff on changes no ranking, only the outcomes")
  func asOf() throws {
    let past = [
      ("a", "2020-01-01"), ("a", "2020-06-01"), ("b", "2020-07-01"), ("c", "2020-12-01"),
      ("end", "2022-01-01"),
    ]
    let one = try EventBacktest(
      Self.events(past + [("a", "2021-02-01")]), Self.plan("2021-01-01")
    ).run()
    let other = try EventBacktest(
      Self.events(past + [("c", "2021-02-01")]), Self.plan("2021-01-01")
    ).run()
    func top(_ figures: [CutoffFigures], _ ranking: String) -> Double? {
      figures[0].rankings.first { $0.ranking == ranking }?.tops[0].mean
    }
    // By the plain count a stands first, by the last event c does, whichever came true.
    #expect(top(one, "count") == 1 && top(other, "count") == 0)
    #expect(top(one, "last-first") == 0 && top(other, "last-first") == 1)
  }

  @Test("What a table cannot answer is refused")
  func refusals() {
    let events = Self.events([("a", "2019-01-01"), ("b", "2021-06-29")])
    #expect(
      throws: EvaluationRefusal.horizonOpen(
        Self.day("2021-01-01"), end: Self.day("2021-06-30"), last: Self.day("2021-06-29"))
    ) { try EventBacktest(events, Self.plan("2021-01-01")) }
    #expect(throws: EvaluationRefusal.self) { try EventBacktest(events, Self.plan("2019-01-01")) }
    #expect(throws: EvaluationRefusal.self) { try EventBacktest(events, Self.plan("2022-01-01")) }
    #expect(throws: EvaluationRefusal.noEvents) {
      try EventBacktest(DatedEvents(), Self.plan("2021-01-01"))
    }
  }

  @Test("Nothing is fitted on few positives, and no positive gives no estimate")
  func noEstimate() throws {
    let events = Self.events([
      ("a", "2020-01-01"), ("b", "2020-06-01"), ("b", "2020-07-01"), ("c", "2021-12-01"),
    ])
    let figures = try EventBacktest(events, Self.plan("2021-01-01")).run()
    #expect(figures[0].positives == 0)
    #expect(figures[0].rankings.allSatisfy { $0.auc == nil && $0.aucInterval == nil })
    #expect(!figures[0].rankings.contains { $0.ranking == "count-and-recency" })
  }
}
