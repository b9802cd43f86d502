import Testing
import WageDomain

@Suite("What two runs see differently")
struct RunComparisonTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    let why: String
    let before: Standing?
    let after: Standing?
    let kind: StandingChange.Kind?
    var all = false
    var testDescription: String { why }
  }

  private static func at(
    _ points: Int, _ tier: Tier, _ reasons: [(String, Int, Tier?)]? = [], code: String = "A"
  ) -> Standing {
    Standing(
      creditCode: code, points: points, tier: tier,
      reasons: reasons.map { reasons in
        reasons.map {
          Reason(
            indicator: $0.0, points: $0.1, trigger: $0.2,
            text: Bilingual(zh: "\($0.0)", en: "\($0.0)"), evidence: [])
        }
      })
  }

  @Test(
    "Each firm changes in one way",
    arguments: [
      Pair(why: "above green now", before: at(0, .green), after: at(20, .yellow), kind: .entered),
      Pair(why: "not scored before", before: nil, after: at(70, .red), kind: .entered),
      Pair(why: "green again", before: at(20, .yellow), after: at(0, .green), kind: .left),
      Pair(why: "no longer scored", before: at(20, .yellow), after: nil, kind: .left),
      Pair(why: "a higher tier", before: at(20, .yellow), after: at(45, .orange), kind: .raised),
      Pair(
        why: "a higher tier by a trigger, with fewer points", before: at(30, .yellow),
        after: at(10, .red), kind: .raised),
      Pair(why: "a lower tier", before: at(70, .red), after: at(45, .orange), kind: .lowered),
      Pair(why: "more points", before: at(20, .yellow), after: at(21, .yellow), kind: .pointsUp),
      Pair(why: "fewer points", before: at(21, .yellow), after: at(20, .yellow), kind: .pointsDown),
      Pair(
        why: "the same points of other indicators", before: at(20, .yellow, [("a", 20, nil)]),
        after: at(20, .yellow, [("b", 20, nil)]), kind: .reasons),
      Pair(
        why: "the same points, one trigger gone",
        before: at(20, .yellow, [("a", 20, .yellow)]), after: at(20, .yellow, [("a", 20, nil)]),
        kind: .reasons),
      Pair(why: "nothing", before: at(20, .yellow), after: at(20, .yellow), kind: nil),
      Pair(
        why: "nothing that is known", before: at(20, .yellow, nil), after: at(20, .yellow),
        kind: nil),
      Pair(why: "green with other points", before: at(0, .green), after: at(9, .green), kind: nil),
      Pair(
        why: "green with other points, asked for", before: at(0, .green), after: at(9, .green),
        kind: .pointsUp, all: true),
    ])
  func kind(_ pair: Pair) {
    let comparison = RunComparison(
      before: pair.before.map { [1: $0] } ?? [:], after: pair.after.map { [1: $0] } ?? [:],
      includesAll: pair.all)
    #expect(comparison.changes.map(\.kind) == (pair.kind.map { [$0] } ?? []))
    #expect(comparison.tiersAfter.values.reduce(0, +) == (pair.after == nil ? 0 : 1))
  }

  @Test("With a capacity the list is the most pressing firms; codes settle ties")
  func capacity() {
    let before: [Int64: Standing] = [
      1: Self.at(90, .red, code: "A"), 2: Self.at(60, .orange, code: "B"),
      3: Self.at(60, .orange, code: "C"), 4: Self.at(20, .yellow, code: "D"),
    ]
    var after = before
    after[1] = Self.at(0, .green, code: "A")
    after[4] = Self.at(25, .yellow, code: "D")
    let comparison = RunComparison(before: before, after: after, capacity: 2)
    #expect(comparison.changes.map(\.firmId) == [3, 1])
    #expect(comparison.changes.map(\.kind) == [.entered, .left])
    #expect(comparison.changes.first?.pointsDelta == 0)
    #expect(RunComparison(before: before, after: after).changes.map(\.firmId) == [1, 4])
  }

  @Test("Indicators added, gone and changed are told, the largest difference first")
  func reasons() throws {
    let comparison = RunComparison(
      before: [1: Self.at(45, .orange, [("gone", 10, nil), ("kept", 5, nil), ("less", 30, nil)])],
      after: [1: Self.at(50, .orange, [("kept", 5, nil), ("less", 20, nil), ("new", 25, .orange)])])
    let reasons = try #require(comparison.changes.first?.reasons)
    #expect(reasons.map(\.indicator) == ["new", "gone", "less"])
    #expect(reasons.map(\.delta) == [25, -10, -10])
    #expect(reasons.map(\.pointsBefore) == [nil, 10, 30])
    #expect(reasons.map(\.pointsAfter) == [25, nil, 20])
    #expect(reasons.map(\.triggerAfter) == [.orange, nil, nil])
    #expect(reasons.reduce(0) { $0 + $1.delta } == comparison.changes.first?.pointsDelta)
  }

  @Test("Reasons that are not known are not taken for none")
  func unknown() {
    let comparison = RunComparison(
      before: [1: Self.at(15, .green, nil)], after: [1: Self.at(25, .yellow, [("a", 25, nil)])])
    #expect(comparison.changes.first?.reasons == nil)
    #expect(comparison.unexplained(\.before) == [1])
    #expect(comparison.unexplained(\.after) == [])
  }

  @Test("The order is total and does not depend on that of the firms")
  func order() {
    var random = SeededGenerator(seed: 11)
    var (before, after): ([Int64: Standing], [Int64: Standing]) = ([:], [:])
    for firm in 1...200 {
      for isBefore in [true, false] {
        let points = Int.random(in: 0...4, using: &random) * 20
        let tier: Tier =
          points >= 70 ? .red : points >= 40 ? .orange : points > 0 ? .yellow : .green
        let standing = Self.at(points, tier, code: "F\(firm)")
        if isBefore { before[Int64(firm)] = standing } else { after[Int64(firm)] = standing }
      }
    }
    let changes = RunComparison(before: before, after: after, capacity: 40).changes
    let keys = changes.map { change in
      (
        StandingChange.Kind.allCases.firstIndex(of: change.kind) ?? 0,
        -max(change.before?.tier ?? .green, change.after?.tier ?? .green).severity,
        -Int(change.pointsDelta.magnitude), change.creditCode
      )
    }
    #expect(changes.count > 20)
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
    let (entered, left) = (
      changes.count { $0.kind == .entered }, changes.count { $0.kind == .left }
    )
    #expect(entered == left, "both lists are full")
  }
}
