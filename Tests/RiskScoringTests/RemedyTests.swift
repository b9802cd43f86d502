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
        for month in 0..<block.monthCount {
          values[block.place(row: row, month: month, of: measure)] = new[month]
        }
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

  private func why(_ firm: OneFirm, _ card: Scorecard, _ asOf: String) throws -> ReasonWhy {
    let engine = ScoringEngine(scorecard: card)
    let day = try #require(Day(asOf))
    var pass = engine.pass(
      coverage: firm.coverage, payDays: PayDays.of(engine.payMonths(asOf: day)), links: FirmLinks(),
      asOf: day)
    let block = try firm.block
    _ = pass.add(block) + pass.finish()
    return try #require(pass.why(block.only(0))?.reasons.first)
  }

  @Test("Wages on record are told with the persons and the money that they are taken as")
  func paidTerms() throws {
    let why = try why(WagesUnpaidTests.paidThroughJuly(), Cards.shipped(), "2026-09-16")
    #expect(
      why.remedies.map(\.text) == [
        Bilingual(
          zh: "2026-08 工资于 2026-10-15 前（含）有发放记录（按上次 12 人、60,000.00 元计）",
          en: "wages of 2026-08 are on record as paid by 2026-10-15 "
            + "(as the last, 12 persons, 60,000.00 yuan)")
      ])
  }

  @Test("A firm that never paid is told for how many persons, and no invented amount")
  func firstPayment() throws {
    var firm = OneFirm()
    try firm.set(.insuredPersons, 10, "2026-08", "2026-08")
    let why = try why(firm, Cards.shipped(), "2026-09-16")
    let text = try #require(why.remedies.first?.text)
    #expect(
      text.en.hasSuffix(
        "(none before: a payment for 10 persons must be on record, of whatever amount)"))
    #expect(text.zh.hasSuffix("（此前无发放记录，须有 10 人的工资发放，金额不限）"))
  }

  @Test("Of unpaid months of a site each is told with the persons that it lacks, of every project")
  func unpaidMonths() throws {
    var firm = OneFirm()
    firm.projects.append(BlockProject(id: 9, code: "P9", firm: 0))
    try firm.set(.attendedPersons, 20, "2026-06", "2026-07")
    try firm.set(.attendedPersons, 101, "2026-08", "2026-08")
    try firm.set(.accountPaidPersons, 20, "2026-06", "2026-06")
    try firm.set(.accountPaidPersons, 5, "2026-07", "2026-08")
    let june = Month(year: 2026, month: 6)
    firm.siteValues[1] = [.attendedPersons: [june: 10], .accountPaidPersons: [june: 8]]
    let why = try why(firm, try RatioTests.card(months: 6, take: "worst"), "2026-10-01")
    let text = try #require(why.remedies.last?.text.en)
    for part in [
      "P3 of 2026-07 at least 18", "P3 of 2026-08 at least 91", "P9 of 2026-06 at least 9",
    ] {
      #expect(text.contains(part), "\(text)")
    }
    #expect(why.remedies.last?.points == 0)
  }

  @Test("Months that are only to be expected once others are paid are counted apart")
  func followingMonths() throws {
    var firm = try WagesUnpaidTests.paidThroughJuly()
    for measure in [Measure.payrollPersons, .payrollAmount] {
      try firm.set(measure, nil, "2025-04", "2026-07")
    }
    let why = try why(firm, Cards.shipped(), "2026-09-16")
    #expect(why.compared.first?.text.en == "3", "months unpaid")
    let text = try #require(why.remedies.last?.text)
    #expect(
      text.en.hasSuffix(
        "(each as the last, 12 persons, 60,000.00 yuan; "
          + "14 of them to be expected once those before are paid)"))
    #expect(text.zh.hasSuffix("（每月按上次 12 人、60,000.00 元计；其中 14 个月因前面月份已发才成为应发）"))
  }

  @Test("Labour fees that are late are paid, the longest open first; the others are left alone")
  func labourFees() throws {
    let card = try Cards.one(
      "level",
      "measure: disbursement.open_days\nmonths: 12\ntake: worst\n"
        + "bins: [{above: 31 days, points: 5}, {above: 120 days, points: 9}]")
    var firm = OneFirm()
    try firm.set(.disbursementOpenDays, 0, "2025-10", "2026-09")
    for (month, days) in [("2026-04", 150), ("2026-05", 120), ("2026-06", 32), ("2026-08", 31)] {
      try firm.set(.disbursementOpenDays, Int64(days), month, month)
    }
    let why = try why(firm, card, "2026-10-01")
    #expect(why.remedies.map(\.points) == [5, 0])
    #expect(
      why.remedies.map(\.text.en) == [
        "at least 85% of the labour fees of 2026-04 at project P3 is transferred",
        "at least 85% of the labour fees of 2026-04, 2026-05, 2026-06 at project P3 is transferred",
      ])
    #expect(why.remedies.last?.text.zh == "工程 P3 2026-04、2026-05、2026-06 应拨人工费至少拨付 85%")
  }

  private static func isOfValues(_ remedy: FoundRemedy) -> Bool {
    remedy.changes.allSatisfy { change in
      switch change {
      case .atLeast, .atMost, .row, .paid: true
      case .settled, .madeGood, .aged, .noLongerFlagged: false
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
    case .paid(let columns, _, let by): return first + [.paid(Array(columns.dropLast()), by: by)]
    case .settled(let cells):
      return first
        + [.settled(Cells(cells.measure, cells.row, Array(cells.columns.dropLast())))]
    case .noLongerFlagged(let firms): return first + [.noLongerFlagged(Array(firms.dropLast()))]
    case .row, .madeGood, nil: return nil
    }
  }
}
