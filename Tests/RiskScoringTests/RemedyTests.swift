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
            #expect(remedy.changes.allSatisfy(Self.canBeWritten), "\(rule.id) \(remedy.changes)")
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

  func why(_ firm: OneFirm, _ card: Scorecard, _ asOf: String) throws -> ReasonWhy {
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
    #expect(why.otherSites == 1)
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

  @Test("What a flag must say is told in words")
  func flags() throws {
    var firm = OneFirm()
    try firm.set(.propertyVacated, 1, "2026-09", "2026-09")
    let property = try why(
      firm,
      Cards.one("level", "measure: property.vacated\nmonths: 1\nbins: [{at_least: 1, points: 6}]"),
      "2026-10-21")
    #expect(
      property.remedies.map(\.text) == [
        Bilingual(zh: "2026-09 未退租", en: "premises not vacated for 2026-09")
      ])
    firm = OneFirm()
    try firm.set(.taxFiled, 0, "2026-09", "2026-09")
    let tax = try why(
      firm, Cards.one("level", "measure: tax.filed\nmonths: 1\nbins: [{below: 1, points: 6}]"),
      "2026-10-21")
    #expect(
      tax.remedies.map(\.text) == [
        Bilingual(zh: "2026-09 已纳税申报", en: "tax return filed for 2026-09")
      ])
  }

  @Test("An account that is low needs money now, whatever it held at the end of last month")
  func newestBalance() throws {
    let card = try Cards.one(
      "level",
      "measure: wage_account.balance_yuan\nmonths: 1\ndays_before_pay_day: 7\n"
        + "against: {measure: wage_account.wages_out_yuan, months: 6, minimum: 10000 yuan}\n"
        + "bins: [{below: 100%, points: 5}]")
    var firm = OneFirm()
    try firm.set(.accountWages, 10_000_000, "2026-01", "2026-08")
    try firm.set(.accountBalance, 500_000, "2026-01", "2026-08")
    let said = Bilingual(
      zh: "工程 P3 于 2026-09-15 发薪日前（含）专户最新余额不低于 100,000.00 元",
      en: "the newest balance of the wage account at project P3 is at least 100,000.00 yuan by "
        + "2026-09-15, when wages are due")
    #expect(try why(firm, card, "2026-09-10").remedies.map(\.text) == [said])
    #expect(try firm.points(card, "2026-09-10") == 5)
    // A row of the running month says what stands there already.
    try firm.set(.accountBalance, 600_000, "2026-09", "2026-09")
    #expect(try why(firm, card, "2026-09-10").remedies.map(\.text) == [said])
    try firm.set(.accountBalance, 10_000_000, "2026-09", "2026-09")
    #expect(try firm.points(card, "2026-09-10") == 0)
  }

  @Test("Of a month's last balance it is told that the next month's takes its place")
  func laterBalance() throws {
    let card = try Cards.one(
      "level",
      "measure: wage_account.balance_yuan\nmonths: 1\n"
        + "against: {measure: wage_account.wages_out_yuan, months: 6, minimum: 10000 yuan}\n"
        + "bins: [{below: 100%, points: 5}]")
    var firm = OneFirm()
    try firm.set(.accountWages, 10_000_000, "2026-01", "2026-09")
    try firm.set(.accountBalance, 500_000, "2026-01", "2026-08")
    firm.uncovered[.wageAccount] = [Month(year: 2026, month: 9)]
    let text = try #require(try why(firm, card, "2026-10-01").remedies.first?.text)
    #expect(
      text.en
        == "wage account balance at project P3 of 2026-08 at least 100,000.00 yuan "
        + "(once the next month's file is in, its balance decides)")
    #expect(text.zh.hasSuffix("不低于 100,000.00 元（次月文件报来后看次月末余额）"))
    try firm.set(.accountBalance, 10_000_000, "2026-09", "2026-09")
    firm.uncovered = [:]
    #expect(try firm.points(card, "2026-10-01") == 0)
  }

  @Test("That nothing new comes is said of what the rule counts")
  func events() throws {
    func why(_ feed: String, _ more: String = "") throws -> [Bilingual] {
      let name = try #require(Feed(rawValue: feed))
      var firm = OneFirm()
      let day = try #require(Day("2026-09-01"))
      firm.events = [
        FirmEvent(
          feed: name, id: 1, occurredOn: day, word: "owner_missing", persons: 3, amount: nil)
      ]
      let card = try Cards.one(
        "count",
        "feed: \(feed)\n\(more)persons: [{at_least: 1, weight: 1}]\n"
          + "ages: [{within_days: 90, weight: 1}]\nbins: [{at_least: 1, points: 4}]")
      return try self.why(firm, card, "2026-10-01").remedies.map(\.text)
    }
    #expect(
      try why("complaints") == [
        Bilingual(zh: "到 2026-11-30 没有新的投诉", en: "no new complaints by 2026-11-30")
      ])
    #expect(
      try why("grid_reports", "words: [owner_missing]\n") == [
        Bilingual(
          zh: "到 2026-11-30 没有新的网格排摸（业主失联）",
          en: "no new grid reports (owner missing) by 2026-11-30")
      ])
  }

  @Test("Of inspections the kinds and the results that count are told apart")
  func inspections() throws {
    var firm = OneFirm()
    let day = try #require(Day("2026-09-01"))
    firm.events = [
      FirmEvent(
        feed: .inspections, id: 1, occurredOn: day, word: "order", result: "refused", persons: nil,
        amount: nil)
    ]
    let card = try Cards.one(
      "count",
      "feed: inspections\nwords: [order]\nresults: [refused]\npersons: [{at_least: 1, weight: 1}]\n"
        + "ages: [{within_days: 90, weight: 1}]\nbins: [{at_least: 1, points: 4}]")
    #expect(
      try why(firm, card, "2026-10-01").remedies.map(\.text) == [
        Bilingual(
          zh: "到 2026-11-30 没有新的监察记录（责令改正，结果为拒不改正）",
          en: "no new inspections (order to correct, with the result refused) by 2026-11-30")
      ])
  }

  @Test("Courts' rows name no persons, so none are told")
  func withoutPersons() throws {
    var firm = OneFirm()
    let day = try #require(Day("2026-09-01"))
    firm.events = [
      FirmEvent(feed: .judicial, id: 1, occurredOn: day, word: "lawsuit", persons: nil, amount: nil)
    ]
    let card = try Cards.one(
      "count",
      "feed: judicial\npersons: [{at_least: 1, weight: 1}]\nages: [{within_days: 90, weight: 1}]\n"
        + "bins: [{at_least: 1, points: 4}]")
    let names = try why(firm, card, "2026-10-01").compared.map(\.name)
    #expect(names.contains("events") && !names.contains("persons"))
  }

  /// Whether a file of the feed can say it.
  private static func canBeWritten(_ change: InputChange) -> Bool {
    switch change {
    case .atLeast(let cells, let value), .atMost(let cells, let value):
      value % cells.measure.unit.leastStep == 0
    default: true
    }
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
    case .atLeast(let cells, let value):
      return first + [.atLeast(cells, value - cells.measure.unit.leastStep)]
    case .atMost(let cells, let value):
      return first + [.atMost(cells, value + cells.measure.unit.leastStep)]
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
