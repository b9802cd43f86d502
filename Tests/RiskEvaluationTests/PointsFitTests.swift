import Foundation
import RiskEvaluation
import Testing

@Suite("Points fitted from confirmed cases")
struct PointsFitTests {
  private static let drop = FittingRule(
    id: "drop", isUpward: true, thresholds: [6500, 9000], grid: .share)
  private static let arrears = FittingRule(
    id: "arrears", isUpward: true, thresholds: [1, 2, 3], grid: .whole)
  private static let insured = FittingRule(
    id: "insured", isUpward: false, thresholds: [8000, 5000], grid: .share)
  private static let noise = FittingRule(
    id: "noise", isUpward: true, thresholds: [1], grid: .whole)
  private static let unpaid = FittingRule(
    id: "unpaid", isUpward: true, thresholds: [1, 32, 63], grid: .whole, isTrigger: true)

  /// Firms in trouble have deeper drops and longer arrears; nothing else tells.
  static func district(seed: UInt64, firms: Int = 6000) -> FittingTable {
    var drawn = DrawnNumbers(seed)
    var table = FittingTable(rules: [drop, arrears, insured, noise, unpaid])
    for firm in 0..<firms {
      let isInTrouble = drawn.chance(100)
      let fall = drawn.chance(700) ? Int64(drawn.below(isInTrouble ? 10_000 : 5_000)) : nil
      let owed = drawn.chance(isInTrouble ? 500 : 50) ? Int64(1 + drawn.below(4)) : nil
      let insured =
        drawn.chance(600) ? Int64(10_000 - drawn.below(isInTrouble ? 8_000 : 4_000)) : nil
      let unpaid = drawn.chance(isInTrouble ? 200 : 2) ? Int64(1 + drawn.below(90)) : nil
      let values = [
        fall, owed, insured, drawn.chance(300) ? Int64(1 + drawn.below(5)) : nil, unpaid,
      ]
      table.add(
        values.map { $0 ?? (drawn.chance(50) ? FittingTable.silent : FittingTable.nothing) },
        firm: Int64(firm), outcome: drawn.chance(isInTrouble ? 400 : 20), tier: drawn.below(4))
    }
    return table
  }

  @Test("Weights of evidence by hand: 30 of 100 came true, 10 of 60 in the base, 20 of 40 above")
  func byHand() throws {
    let values = (0..<100).map { $0 < 60 ? FittingTable.nothing : 7 }
    let outcomes = (0..<100).map { $0 < 60 ? $0 < 10 : $0 < 80 }
    let bins = MonotoneBins(Self.noise, values: values, outcomes: outcomes)
    #expect(bins.nothing == RuleBin(threshold: nil, count: 60, positives: 10))
    #expect(bins.bins == [RuleBin(threshold: 7, count: 40, positives: 20)])
    let weights = try ([bins.base] + bins.bins).map {
      try #require(bins.weight(of: $0, positives: 30, negatives: 70))
    }
    // ln(10.5 / 50.5) - ln(30 / 70) and ln(20.5 / 20.5) - ln(30 / 70)
    #expect(abs(weights[0] - -0.7233002) < 1e-6)
    #expect(abs(weights[1] - 0.8472979) < 1e-6)
    // (10/30 - 50/70) x -0.7233002 + (20/30 - 20/70) x 0.8472979
    #expect(abs(bins.informationValue(positives: 30, negatives: 70) - 0.5983231) < 1e-6)
  }

  @Test("What is likelier in too few rows is too few to say, not without a difference")
  func tooFew() {
    let values = (0..<500).map { $0 < 10 ? Int64(7) : FittingTable.nothing }
    let outcomes = (0..<500).map { $0 < 8 || $0 > 480 }
    let bins = MonotoneBins(Self.noise, values: values, outcomes: outcomes)
    #expect(bins.isTooFew && bins.bins.isEmpty)
    let none = MonotoneBins(
      Self.noise, values: values, outcomes: outcomes.indices.map { $0 > 400 })
    #expect(!none.isTooFew && none.bins.isEmpty)
    #expect(bins.weight(of: bins.absent, positives: 27, negatives: 473) == nil)
  }

  @Test("A bin without a negative has a finite weight: half a case is added to both sides")
  func emptySide() {
    let bin = RuleBin(threshold: 1, count: 9, positives: 9)
    #expect(abs(bin.weightOfEvidence(positives: 30, negatives: 70) - 3.7917367) < 1e-6)
  }

  @Test("The severer, the likelier and the more points, whatever the district", arguments: 1...12)
  func monotone(seed: UInt64) throws {
    let fit = try PointsFit(Self.district(seed: seed))
    for rule in fit.rules {
      let shares = rule.bins.bins.map { Double($0.positives) / Double($0.count) }
      if !rule.rule.isTrigger { #expect(shares == shares.sorted(), "\(rule.rule.id)") }
      for (milder, severer) in zip(rule.points, rule.points.dropFirst()) {
        #expect(milder.points < severer.points)
        #expect(
          rule.rule.isUpward
            ? milder.threshold < severer.threshold : milder.threshold > severer.threshold)
      }
      #expect(rule.points.allSatisfy { (1...1000).contains($0.points) })
    }
  }

  @Test("Every row is in one bin, and what is missing or silent in its own", arguments: 1...6)
  func counted(seed: UInt64) throws {
    let table = Self.district(seed: seed)
    let fit = try PointsFit(table)
    for rule in fit.rules {
      let unmeasured = [rule.bins.nothing, rule.bins.absent, rule.bins.silent]
      let all = unmeasured + [rule.bins.mild] + rule.bins.bins
      #expect(all.reduce(0) { $0 + $1.count } == table.count)
      #expect(all.reduce(0) { $0 + $1.positives } == table.positives)
      #expect(rule.bins.silent.count > 0)
    }
  }

  @Test("Points reproduce the logarithm of the odds to half a point a rule", arguments: 1...6)
  func pointsAreOdds(seed: UInt64) throws {
    let fit = try PointsFit(Self.district(seed: seed), pointsOfDouble: 50)
    let factor = 50 / log(2.0)
    for rule in fit.rules where !rule.rule.isTrigger {
      for (bin, rise) in zip(rule.bins.bins, rule.rises.dropFirst()) {
        guard let threshold = bin.threshold else { continue }
        #expect(abs(Double(rule.points(threshold)) - factor * rise) <= 0.5 + 1e-9)
      }
    }
    #expect(abs(fit.logOdds(points: 50) - fit.logOdds(points: 0) - log(2.0)) < 1e-12)
  }

  @Test("What tells nothing gets no points; a hard trigger keeps its thresholds and at least one")
  func leftOut() throws {
    let fit = try PointsFit(Self.district(seed: 3))
    let byId = Dictionary(uniqueKeysWithValues: fit.rules.map { ($0.rule.id, $0) })
    #expect(byId["noise"]?.points == [])
    #expect(byId["noise"]?.leftOut != nil)
    #expect(byId["drop"]?.leftOut == nil)
    #expect(byId["unpaid"]?.points.map(\.threshold) == [1, 32, 63])
    #expect(byId["unpaid"]?.points.first.map { $0.points >= 1 } == true)
  }

  /// 2,000 firms of which one in ten comes true; so many show a site that half of them do.
  private static func rare(_ firms: Int) throws -> Int {
    var table = FittingTable(rules: [noise])
    for firm in 0..<2000 {
      let shows = firm < firms
      table.add(
        [shows ? 1 : FittingTable.nothing], firm: Int64(firm),
        outcome: shows ? firm % 2 == 0 : firm % 10 == 0, tier: 0)
    }
    return try PointsFit(table).rules[0].points(1)
  }

  @Test("What a bin may earn is bounded by its evidence: half of 20, of 100, of 400 came true")
  func rareBins() throws {
    let points = try [20, 100, 400].map(Self.rare)
    // Odds of 1 against 1 in 9 are 63 points where 20 double them.
    #expect(points == points.sorted() && Set(points).count == 3)
    #expect((20...50).contains(points[0]))
    #expect((45...63).contains(points[2]))
  }

  @Test("A share that is as good as usual is no reason: at most 95 % of it, or below the whole")
  func mildest() {
    func rule(_ isUpward: Bool, _ own: Int64, _ grid: FittingRule.Grid, _ offset: Int64 = 0)
      -> Int64
    {
      FittingRule(id: "x", isUpward: isUpward, thresholds: [own], grid: grid, offset: offset)
        .mildest
    }
    #expect(rule(false, 8000, .share) == 9500)
    #expect(rule(false, 8999, .share, -1) == 9999)
    #expect(rule(false, 5000, .share) == 6250)
    #expect(rule(false, 15_000, .share) == 15_000)
    #expect(rule(true, 6500, .share) == 1625)
    #expect(rule(true, 2, .whole) == 1)
    #expect(rule(true, 1, .whole) == 1)
    #expect(rule(false, 0, .quantity) == 0)
  }

  @Test("The penalty is chosen on later days, from those whose labels were over by then")
  func ridge() throws {
    var table = FittingTable(rules: [Self.drop])
    var drawn = DrawnNumbers(9)
    for firm in 0..<6000 {
      let fall = Int64(drawn.below(10_000))
      table.add(
        [fall], firm: Int64(firm), outcome: drawn.chance(Int(fall / 50)), tier: 0, day: firm / 1000)
    }
    let usual = try PointsFit(table)
    #expect(usual.ridge == RidgeChoice.usual)
    let chosen = try PointsFit(table, choice: RidgeChoice(learned: 0..<3, tried: 4..<6))
    #expect(chosen.ridge > 0)
    let none = try PointsFit(table, choice: RidgeChoice(learned: 0..<3, tried: 6..<9))
    #expect(none.ridge == RidgeChoice.usual)
  }

  @Test("The order of the rows changes nothing")
  func order() throws {
    let table = Self.district(seed: 5)
    let fit = try PointsFit(table)
    let again = try PointsFit(Self.district(seed: 5))
    #expect(fit.rules.map(\.points) == again.rules.map(\.points))
    #expect(fit.baseLogOdds == again.baseLogOdds)
  }

  struct Refused: CustomTestStringConvertible {
    let why: String
    let table: FittingTable
    let refusal: FitRefusal
    var testDescription: String { why }
  }

  private static func rows(_ outcomes: [Bool], firms: Int? = nil) -> FittingTable {
    var table = FittingTable(rules: [noise])
    for (row, outcome) in outcomes.enumerated() {
      table.add(
        [FittingTable.nothing], firm: Int64(firms.map { row % $0 } ?? row), outcome: outcome,
        tier: 0)
    }
    return table
  }

  @Test(
    "What cannot be fitted is refused, with what is missing",
    arguments: [
      Refused(why: "no rows", table: rows([]), refusal: .noRows),
      Refused(
        why: "nothing came true", table: rows([false, false]),
        refusal: .oneOutcome(rows: 2, positives: 0)),
      Refused(
        why: "everything came true", table: rows([true, true]),
        refusal: .oneOutcome(rows: 2, positives: 2)),
      Refused(
        why: "99 firms", table: rows((0..<500).map { $0 < 99 }),
        refusal: .tooFewPositives(found: 99, needed: 100)),
      Refused(
        why: "40 firms at five cutoffs are 40",
        table: rows((0..<500).map { $0 % 100 < 40 }, firms: 100),
        refusal: .tooFewPositives(found: 40, needed: 100)),
      Refused(
        why: "a rule that never fires", table: rows((0..<500).map { $0 < 200 }),
        refusal: .nothingTells(rules: 1)),
    ])
  func refused(_ sample: Refused) {
    #expect(throws: sample.refusal) { try PointsFit(sample.table) }
  }

  @Test("Each tier holds as many firms as before, never more")
  func tiers() {
    let tiers = FittedTiers(
      points: [90, 80, 70, 60, 60, 50, 40, 30, 20, 10],
      demanded: [0, 3, 0, 0, 0, 0, 0, 0, 0, 0], before: [3, 3, 2, 2, 1, 1, 0, 0, 0, 0])
    // Red: one beside the trigger's; orange: two more, but two share 60; yellow: five beside it.
    #expect(tiers.yellow == 41)
    #expect(tiers.orange == 61)
    #expect(tiers.red == 71)
  }
}
