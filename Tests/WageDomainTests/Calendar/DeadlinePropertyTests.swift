import Testing
import WageDomain

/// A second, plain count: text keys, its own weekday, one day at a time.
private struct NaiveCount {
  let kinds: [String: String]

  init(_ entries: [CalendarEntry]) {
    var kinds: [String: String] = [:]
    for entry in entries.sorted(by: { $0.publishedOn < $1.publishedOn }) {
      kinds[entry.day.description] = entry.kind.rawValue
    }
    self.kinds = kinds
  }

  func works(_ day: Day) -> Bool {
    if let kind = kinds[day.description] { return kind == "work" }
    // Sakamoto's weekday, 0 = Sunday.
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let month = day.month.monthOfYear
    let year = month < 3 ? day.year - 1 : day.year
    let weekday =
      (year + year / 4 - year / 100 + year / 400 + offsets[month - 1] + day.dayOfMonth) % 7
    return weekday != 0 && weekday != 6
  }

  func due(from: Day, days: Int, kind: DeadlineRule.Kind, roll: DeadlineRule.Roll) -> Day {
    var day = from
    var left = days
    while left > 0 {
      day = day.adding(days: 1)
      if kind == .calendar || works(day) { left -= 1 }
    }
    guard kind == .calendar, roll != .none else { return day }
    while !works(day) { day = day.adding(days: roll == .forward ? 1 : -1) }
    return day
  }
}

@Suite("Deadlines against a plain count")
struct DeadlinePropertyTests {
  @Test("Four thousand random deadlines of 2013-2026 end where a plain count ends")
  func agreesWithPlainCount() throws {
    let naive = NaiveCount(ChinaCalendar.entries)
    let calendar = ChinaCalendar.inHindsight
    var generator = SeededGenerator(seed: 20_261_121)
    let first = try day("2013-01-10")
    for _ in 0..<4_000 {
      let from = first.adding(days: Int.random(in: 0..<4_900, using: &generator))
      let days = Int.random(in: 1...(Bool.random(using: &generator) ? 10 : 90), using: &generator)
      let kind = DeadlineRule.Kind.allCases.randomElement(using: &generator) ?? .working
      let roll = DeadlineRule.Roll.allCases.randomElement(using: &generator) ?? .none
      let rule = try rule(days, kind, roll)
      let deadline = try Deadline(from: from, rule: rule, calendar: calendar)
      let expected = naive.due(from: from, days: days, kind: kind, roll: roll)
      #expect(deadline.dueOn == expected, "\(from) \(days) \(kind) \(roll)")
      try expectExplained(deadline, naive)
    }
  }

  /// Counted and skipped together tell the whole way from day 0 to the due day.
  private func expectExplained(_ deadline: Deadline, _ naive: NaiveCount) throws {
    #expect(deadline.counted.count == deadline.rule.days)
    #expect(deadline.counted == deadline.counted.sorted())
    #expect(deadline.skipped.allSatisfy { !naive.works($0.day) })
    let skipped = deadline.skipped.map(\.day)
    #expect(skipped == skipped.sorted())
    #expect(Set(skipped).count == skipped.count)
    let last = try #require(deadline.counted.last)
    #expect(Set(skipped).isDisjoint(with: deadline.counted))
    switch deadline.rule.kind {
    case .working:
      #expect(last == deadline.dueOn)
      #expect(skipped.count + deadline.counted.count == deadline.dueOn.days(since: deadline.from))
    case .calendar:
      // Rolled forward: the days between. Rolled back beyond day 0, which nobody counted: day 0 and those
      // before it.
      let (ahead, behind) = (
        deadline.dueOn.days(since: last) - 1, deadline.from.days(since: deadline.dueOn)
      )
      #expect(skipped.count == max(0, ahead, behind))
      #expect(last.days(since: deadline.from) == deadline.rule.days)
    }
  }

  @Test("A hundred thousand deadlines, as a batch may hold, count five days each")
  func batch() throws {
    let calendar = ChinaCalendar.inHindsight
    let five = try rule(5, .working)
    let first = try day("2013-01-10")
    var total = 0
    for index in 0..<100_000 {
      let deadline = try Deadline(
        from: first.adding(days: index % 4_900), rule: five, calendar: calendar)
      total += deadline.counted.count
    }
    #expect(total == 500_000)
  }
}
