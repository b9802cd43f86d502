import RiskScoring
import Testing
import WageDomain

@Suite("A count of events")
struct CountTests {
  static func card(words: String = "") throws -> Scorecard {
    try Cards.one(
      "count",
      """
      feed: complaints
      \(words)persons: [{at_least: 1, weight: 1}, {at_least: 5, weight: 2}, {at_least: 10, weight: 4}]
      ages: [{within_days: 30, weight: 3}, {within_days: 90, weight: 1}]
      bins: [\((1...20).map { "{at_least: \($0), points: \($0)}" }.joined(separator: ", "))]
      """, reason: "{events} {persons} {days} {latest} {weight}")
  }

  struct Event: CustomTestStringConvertible {
    let why: String
    let day: String
    let persons: Int64?
    let weight: Int
    var testDescription: String { why }
  }

  @Test(
    "weighs persons and age",
    arguments: [
      Event(why: "today", day: "2026-10-01", persons: 1, weight: 3),
      Event(why: "29 days ago", day: "2026-09-02", persons: 1, weight: 3),
      Event(why: "30 days ago", day: "2026-09-01", persons: 1, weight: 1),
      Event(why: "89 days ago", day: "2026-07-04", persons: 1, weight: 1),
      Event(why: "90 days ago", day: "2026-07-03", persons: 1, weight: 0),
      Event(why: "tomorrow", day: "2026-10-02", persons: 1, weight: 0),
      Event(why: "persons not told count as one", day: "2026-10-01", persons: nil, weight: 3),
      Event(why: "four persons", day: "2026-10-01", persons: 4, weight: 3),
      Event(why: "five persons", day: "2026-10-01", persons: 5, weight: 6),
      Event(why: "ten persons", day: "2026-10-01", persons: 10, weight: 12),
    ])
  func weight(_ example: Event) throws {
    var firm = OneFirm()
    firm.events = [try Self.event(1, example.day, example.persons)]
    #expect(try firm.points(Self.card(), "2026-10-01") == example.weight)
  }

  @Test("adds up, and leads to each row, oldest first")
  func sum() throws {
    var firm = OneFirm()
    firm.events = [
      try Self.event(2, "2026-09-20", 6), try Self.event(1, "2026-08-20", nil),
      try Self.event(3, "2026-01-20", 6),
    ]
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.points == 7)
    #expect(reason.text.en == "2 7 90 2026-09-20 7")
    #expect(reason.evidence == [.event(.complaints, 1), .event(.complaints, 2)])
  }

  @Test("Several rows of one event count once, and each is led to")
  func joined() throws {
    var firm = OneFirm()
    let last = try Self.event(4, "2026-09-20", 6)
    firm.events = [
      FirmEvent(
        feed: .complaints, id: 4, occurredOn: last.occurredOn, word: "petition", persons: 6,
        amount: nil, others: [.init(id: 2, word: "12345")])
    ]
    let reason = try #require(firm.assess(Self.card(), "2026-10-01").reasons.first)
    #expect(reason.text.en == "1 6 90 2026-09-20 6")
    #expect(reason.evidence == [.event(.complaints, 2), .event(.complaints, 4)])
    for (word, points) in [("12345", 6), ("petition", 6), ("court", 0)] {
      #expect(try firm.points(Self.card(words: "words: [\"\(word)\"]\n"), "2026-10-01") == points)
    }
  }

  static func event(_ id: Int64, _ day: String, _ persons: Int64?) throws -> FirmEvent {
    FirmEvent(
      feed: .complaints, id: id, occurredOn: try #require(Day(day)), persons: persons, amount: nil)
  }
}
