/// `count`: dated events of a feed up to the as-of day, many persons and fresh ones weighing more.
///
/// The value is the sum over events of the persons' weight times the age's weight. Age is the as-of
/// day minus the day it occurred, so today is 0. An event beyond the last age, or dated after the
/// as-of day, does not count. A row that does not name persons counts as one person.
public struct CountParameters: Hashable, Sendable {
  /// From so many persons on, the weight.
  public struct PersonsWeight: Hashable, Sendable {
    public let atLeast: Int64
    public let weight: Int

    public init(atLeast: Int64, weight: Int) {
      self.atLeast = atLeast
      self.weight = weight
    }
  }

  /// Younger than so many days, the weight: 30 is today and the 29 days before.
  public struct AgeWeight: Hashable, Sendable {
    public let withinDays: Int
    public let weight: Int

    public init(withinDays: Int, weight: Int) {
      self.withinDays = withinDays
      self.weight = weight
    }
  }

  public let feed: Feed
  /// Rising, the first from 1 person on.
  public let persons: [PersonsWeight]
  /// Rising; the last is the window.
  public let ages: [AgeWeight]

  /// - Throws: ``ScorecardFault`` unless both lists rise and every weight is at least 1.
  public init(
    feed: Feed, persons: [PersonsWeight], ages: [AgeWeight]
  ) throws(ScorecardFault) {
    guard persons.first?.atLeast == 1, Self.rise(persons.map(\.atLeast)) else {
      throw ScorecardFault(
        found: "persons from \(persons.map { String($0.atLeast) }.joined(separator: ", "))",
        expected: "rising numbers from 1 on")
    }
    guard let youngest = ages.first?.withinDays, youngest >= 1, Self.rise(ages.map(\.withinDays))
    else {
      throw ScorecardFault(
        found: "ages within \(ages.map { String($0.withinDays) }.joined(separator: ", "))",
        expected: "rising numbers of days")
    }
    guard persons.allSatisfy({ $0.weight >= 1 }), ages.allSatisfy({ $0.weight >= 1 }) else {
      throw ScorecardFault(found: "a weight below 1", expected: "weights of at least 1")
    }
    self.feed = feed
    self.persons = persons
    self.ages = ages
  }

  private static func rise<Number: Comparable>(_ numbers: [Number]) -> Bool {
    zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }
}
