import Testing
import WageDomain

@Suite("The tier that stands")
struct StandingTierTests {
  /// Red and orange stand 10 days, yellow 5.
  static let policy = WarningPolicy(
    [(Tier.red, 10), (.orange, 10), (.yellow, 5)].compactMap { tier, days in
      DeadlineRule(days: 1, kind: .calendar, roll: .none).map {
        TierRule(tier: tier, loweredAfterDays: days, check: $0, source: .same("assumption"))
      }
    })

  struct Story: CustomTestStringConvertible, Sendable {
    let why: String
    /// Day, what the points say, what stands.
    let nights: [(day: Int, scored: Tier, stands: Tier)]
    /// Days on which a feed behind the reasons is late.
    var late: ClosedRange<Int>?
    var testDescription: String { why }
  }

  @Test(
    "day by day",
    arguments: [
      Story(
        why: "is raised at once, by one step or more",
        nights: [(0, .green, .green), (1, .yellow, .yellow), (2, .red, .red)]),
      Story(
        why: "stands for the rule's days, and not one more",
        nights: [(0, .red, .red), (1, .green, .red), (10, .green, .red), (11, .green, .green)]),
      Story(
        why: "counts from the first night that saw the cause gone, whatever nights were missed",
        nights: [
          (0, .yellow, .yellow), (7, .green, .yellow), (11, .green, .yellow), (12, .green, .green),
        ]),
      Story(
        why: "counts anew when the cause came back for one night",
        nights: [
          (0, .yellow, .yellow), (1, .green, .yellow), (4, .yellow, .yellow), (6, .green, .yellow),
          (10, .green, .yellow), (11, .green, .green),
        ]),
      Story(
        why: "falls to the tier whose own cause is still there",
        nights: [(0, .red, .red), (1, .orange, .red), (11, .orange, .orange)]),
      Story(
        why: "falls step by step where the lower tier's cause went later",
        nights: [
          (0, .red, .red), (1, .orange, .red), (8, .green, .red), (11, .green, .orange),
          (17, .green, .orange), (18, .green, .green),
        ]),
      Story(
        why: "does not fall to a tier whose days ran out meanwhile",
        nights: [(0, .red, .red), (1, .green, .red), (11, .green, .green)]),
      Story(
        why: "is raised above what it holds",
        nights: [(0, .yellow, .yellow), (1, .green, .yellow), (2, .orange, .orange)]),
      Story(
        why: "stands while a feed of the cause is late, and its days begin when the feed has come",
        nights: [
          (0, .yellow, .yellow), (1, .green, .yellow), (30, .green, .yellow), (31, .green, .yellow),
          (35, .green, .yellow), (36, .green, .green),
        ], late: 1...30),
      Story(
        why: "that ran out does not come back with the data",
        nights: [
          (0, .yellow, .yellow), (1, .green, .yellow), (6, .green, .green), (7, .green, .green),
        ]),
    ])
  func story(_ story: Story) throws {
    let policy = try #require(Self.policy)
    var before: StandingTier?
    for night in story.nights {
      let standing = policy.standing(
        scored: night.scored, before: before, run: 1, asOf: Day(number: Int32(night.day))
      ) { _ in story.late?.contains(night.day) ?? false }
      #expect(standing.tier == night.stands, "day \(night.day)")
      #expect((standing.hold == nil) == (standing.tier == night.scored))
      before = standing
    }
  }

  @Test("over random nights is the highest tier that was said, less than its days ago")
  func property() throws {
    let policy = try #require(Self.policy)
    var random = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      var nights: [(day: Int, scored: Tier)] = []
      var day = 0
      var before: StandingTier?
      for _ in 0..<40 {
        day += Int.random(in: 1...4, using: &random)
        let scored = Bool.random(using: &random) ? nights.last?.scored : nil
        nights.append((day, scored ?? Tier.allCases.randomElement(using: &random) ?? .green))
        let standing = policy.standing(
          scored: nights[nights.count - 1].scored, before: before, run: 1,
          asOf: Day(number: Int32(day))
        ) { _ in false }
        #expect(standing.tier == Self.naive(nights, policy))
        before = standing
      }
    }
  }

  /// A tier stands if it was said tonight, or if the first night without it was less than its days ago.
  private static func naive(_ nights: [(day: Int, scored: Tier)], _ policy: WarningPolicy) -> Tier {
    let today = nights[nights.count - 1].day
    return policy.rules.first { rule in
      guard let last = nights.lastIndex(where: { $0.scored >= rule.tier }) else { return false }
      return last == nights.count - 1 || today < nights[last + 1].day + rule.loweredAfterDays
    }?.tier ?? .green
  }

  @Test("Of two firms that count as one the higher tier stands, with the cause that went later")
  func joined() {
    func hold(_ tier: Tier, _ goneOn: String?) -> TierHold {
      TierHold(tier: tier, causeRun: 1, goneOn: goneOn.flatMap { Day($0) }, loweredOn: nil)
    }
    let early = StandingTier(tier: .yellow, holds: [hold(.yellow, "2026-03-01")])
    let late = StandingTier(tier: .yellow, holds: [hold(.yellow, "2026-03-02")])
    let unknown = StandingTier(tier: .yellow, holds: [hold(.yellow, nil)])
    let said = StandingTier(tier: .yellow)
    let red = StandingTier(
      tier: .red, holds: [hold(.yellow, "2026-03-05"), hold(.orange, nil), hold(.red, nil)])
    for (one, other, joined, why) in [
      (early, late, late, "the later day"), (late, unknown, unknown, "nobody knows when"),
      (unknown, said, said, "the points say it"),
      (StandingTier(tier: .green), early, early, "nothing stood of one"),
      (
        red, said,
        StandingTier(tier: .red, holds: [hold(.orange, nil), hold(.red, nil)]),
        "each tier by itself"
      ),
    ] {
      #expect(one.joined(other) == joined, "\(why)")
      #expect(other.joined(one) == joined, "\(why), the other way round")
    }
  }
}
