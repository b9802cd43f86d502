import Testing
import WageDomain

/// A count of its own: a table of worked days by number, one step a day, pauses as a set of numbers.
private struct TabledCount {
  private let worked: [Bool]
  private let first: Int32

  init(_ entries: [CalendarEntry], from first: Day, to last: Day) {
    var kinds: [Int32: CalendarEntry.Kind] = [:]
    for entry in entries.sorted(by: { $0.publishedOn < $1.publishedOn }) {
      kinds[entry.day.number] = entry.kind
    }
    self.first = first.number
    // 1 January 1970, number 0, was a Thursday.
    worked = (first.number...last.number).map { number in
      let weekday = (Int(number) % 7 + 7 + 3) % 7
      return kinds[number].map { $0 == .work } ?? (weekday < 5)
    }
  }

  func due(from: Day, rule: DeadlineRule, paused: Set<Int32>) -> Int32 {
    var number = from.number
    var left = rule.days
    while left > 0 {
      number += 1
      let counts = rule.kind == .calendar || worked[Int(number - first)]
      if counts, !paused.contains(number) { left -= 1 }
    }
    guard rule.kind == .calendar, rule.roll != .none else { return number }
    while !worked[Int(number - first)] || paused.contains(number) {
      number += rule.roll == .forward ? 1 : -1
    }
    return number
  }
}

@Suite("Deadlines with pauses against a count of their own")
struct PausedDeadlinePropertyTests {
  @Test("A hundred thousand random starts, lengths, kinds, rolls and pauses end on the same day")
  func agrees() throws {
    let first = try day("2013-01-10")
    let tabled = TabledCount(
      ChinaCalendar.entries, from: first.adding(days: -400), to: try day("2026-12-31"))
    let calendar = ChinaCalendar.inHindsight
    var generator = SeededGenerator(seed: 20_261_122)
    var pausedDays = 0
    for _ in 0..<100_000 {
      let from = first.adding(days: Int.random(in: 0..<4_700, using: &generator))
      let length = Int.random(in: 1...(Bool.random(using: &generator) ? 7 : 60), using: &generator)
      let kind = DeadlineRule.Kind.allCases.randomElement(using: &generator) ?? .working
      let roll = DeadlineRule.Roll.allCases.randomElement(using: &generator) ?? .none
      let rule = try #require(DeadlineRule(days: length, kind: kind, roll: roll))
      let pauses = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        let start = from.adding(days: Int.random(in: -5...40, using: &generator))
        return start...start.adding(days: Int.random(in: 0...20, using: &generator))
      }
      let paused = Set(pauses.flatMap { $0.lowerBound.number...$0.upperBound.number })
      let deadline = try Deadline(from: from, rule: rule, calendar: calendar, pauses: pauses)
      let expected = tabled.due(from: from, rule: rule, paused: paused)
      if deadline.dueOn.number != expected {
        Issue.record("\(from) \(length) \(kind) \(roll) \(pauses): \(deadline.dueOn)")
        return
      }
      let counted = Set(deadline.counted)
      guard counted.count == length, !deadline.skipped.contains(where: { counted.contains($0.day) })
      else {
        Issue.record("\(from) \(length) \(kind) \(roll) \(pauses): a day both counted and skipped")
        return
      }
      pausedDays += deadline.skipped.count { $0.why == .paused }
    }
    // The pauses really stood in the way.
    #expect(pausedDays > 500_000)
  }
}
