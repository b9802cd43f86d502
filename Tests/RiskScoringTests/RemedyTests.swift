import Testing
import WageDomain

@testable import RiskScoring

@Suite("What would clear a reason, worked out by asking again")
struct RemedyTests {
  /// A district of one trade, some firms with one legal representative, and its finished pass.
  private struct Town {
    let block: SignalBlock
    let assessed: [Int64: Assessment]
    let pass: ScoringPass
    let engine: ScoringEngine
    let asOf: Day
    let links = FirmLinks(representatives: [[1, 2, 3], [7, 9]])

    init(seed: UInt64, firms: Int) throws {
      let district = try RandomDistrict(seed: seed, firmCount: firms).inOneTrade()
      engine = ScoringEngine(scorecard: try Cards.shipped())
      asOf = district.asOf
      block = district.block
      var pass = Self.begin(engine, links, asOf)
      let all = pass.add(block) + pass.finish()
      assessed = Dictionary(uniqueKeysWithValues: all.map { ($0.firmId, $0) })
      self.pass = pass
    }

    static func begin(_ engine: ScoringEngine, _ links: FirmLinks, _ asOf: Day) -> ScoringPass {
      engine.pass(
        coverage: RandomDistrict.coverage, payDays: PayDays.of(engine.payMonths(asOf: asOf)),
        links: links, asOf: asOf)
    }

    /// The whole district scored with one firm's values in the place of what it had.
    func assess(with own: SignalBlock, row: Int) throws -> Assessment {
      var changed = block
      for measure in Measure.allCases {
        guard var values = block.matrix(measure), let new = own.matrix(measure) else { continue }
        values.replaceSubrange(row * block.monthCount..<(row + 1) * block.monthCount, with: new)
        changed.set(measure, values)
      }
      var pass = Self.begin(engine, links, asOf)
      let all = pass.add(changed) + pass.finish()
      return try #require(all.first { $0.firmId == own.firms[0].id })
    }
  }

  @Test("One firm against what the run knows of the others gets what the run gave it")
  func sameAsTheRun() throws {
    for seed in [UInt64(1), 2] {
      let town = try Town(seed: seed, firms: 24)
      for row in town.block.firms.indices {
        let trial = FirmTrial(town.pass, town.block.only(row))
        #expect(trial.assessment() == town.assessed[town.block.firms[row].id])
      }
    }
  }

  @Test("The stated change gives the stated points, and a smaller one does not")
  func statedChange() throws {
    var kinds: Set<String> = []
    for seed in [UInt64(3), 4] {
      let town = try Town(seed: seed, firms: 12)
      for row in town.block.firms.indices {
        let trial = FirmTrial(town.pass, town.block.only(row))
        for found in try #require(trial.draft()).found {
          let rule = town.pass.rules[found.rule].scored
          for remedy in RemedySearch(trial: trial).remedies(found.rule) {
            kinds.insert(rule.comparison.form.name)
            let after = trial.applying(remedy.changes, for: found.rule)
            #expect(after.points(found.rule) == remedy.points)
            #expect(remedy.points < trial.points(found.rule))
            guard let less = Self.lessThan(remedy.changes) else { continue }
            let points = trial.applying(less, for: found.rule).points(found.rule)
            #expect(points > remedy.points, "\(rule.id) \(remedy.changes)")
          }
        }
      }
    }
    #expect(
      kinds.isSuperset(of: [
        "drop", "arrears", "missing", "level", "count", "trend", "linked", "wages-unpaid",
      ]), "\(kinds.sorted())")
  }

  @Test("The whole district scored with the stated values gives what the explanation says")
  func wholeDistrict() throws {
    let town = try Town(seed: 5, firms: 12)
    for row in 0..<6 {
      let trial = FirmTrial(town.pass, town.block.only(row))
      for found in try #require(trial.draft()).found.prefix(3) {
        for remedy in RemedySearch(trial: trial).remedies(found.rule) where Self.isOfValues(remedy)
        {
          let after = trial.applying(remedy.changes, for: found.rule)
          #expect(try town.assess(with: after.block, row: row) == after.assessment())
        }
      }
    }
  }

  @Test("The way down lowers the tier; where it takes several, none of them alone does")
  func wayDown() throws {
    let town = try Town(seed: 6, firms: 30)
    var count = (alone: 0, together: 0)
    for row in town.block.firms.indices {
      let why = try #require(town.pass.why(town.block.only(row)))
      guard let way = why.wayDown, !way.changes.isEmpty else { continue }
      #expect(way.tier < why.assessment.tier)
      let lowering = why.reasons.flatMap(\.remedies).filter { $0.tier < why.assessment.tier }
      if way.changes.count == 1 {
        count.alone += 1
        #expect(way.points == lowering.map(\.firmPoints).max())
      } else {
        count.together += 1
        #expect(lowering.isEmpty)
      }
    }
    #expect(count.alone > 0 && count.together > 0, "\(count)")
  }

  private static func isOfValues(_ remedy: FoundRemedy) -> Bool {
    remedy.changes.allSatisfy { change in
      switch change {
      case .atLeast, .atMost, .row, .paid: true
      case .madeGood, .aged, .noLongerFlagged: false
      }
    }
  }

  /// The same with the last change a unit, a day, a month or a firm smaller; nil when there is none.
  private static func lessThan(_ changes: [InputChange]) -> [InputChange]? {
    let first = Array(changes.dropLast())
    switch changes.last {
    case .atLeast(let cells, let value): return first + [.atLeast(cells, value - 1)]
    case .atMost(let cells, let value): return first + [.atMost(cells, value + 1)]
    case .aged(let day): return first + [.aged(day.adding(days: -1))]
    case .paid(let columns, let by): return first + [.paid(Array(columns.dropLast()), by: by)]
    case .noLongerFlagged(let firms): return first + [.noLongerFlagged(Array(firms.dropLast()))]
    case .row, .madeGood, nil: return nil
    }
  }
}
