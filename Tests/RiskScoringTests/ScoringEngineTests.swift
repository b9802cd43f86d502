import RiskScoring
import Testing
import WageDomain

@Suite("The scoring engine")
struct ScoringEngineTests {
  @Test("gives reasons that add up to the points, each class within its cap", arguments: 0..<4)
  func reasonsAddUp(seed: UInt64) throws {
    let card = try Cards.shipped()
    let district = try RandomDistrict(seed: seed, firmCount: 30)
    var caps = 0
    for assessment in district.assess(card) {
      #expect(assessment.reasons.reduce(0) { $0 + $1.points } == assessment.points)
      for owner in card.classes {
        let ids = card.indicators.filter { $0.classId == owner.id }.map(\.id) + ["cap:\(owner.id)"]
        let sum = assessment.reasons.filter { ids.contains($0.indicator) }.reduce(0) {
          $0 + $1.points
        }
        #expect(sum <= owner.cap)
        let cap = assessment.reasons.first { $0.indicator == "cap:\(owner.id)" }
        if let cap {
          caps += 1
          #expect(cap.points < 0 && sum == owner.cap && cap.evidence.isEmpty)
        }
      }
      #expect(assessment.tier >= card.tiers.tier(points: assessment.points))
      #expect(assessment.reasons.allSatisfy { $0.points < 0 || !$0.evidence.isEmpty })
      #expect(
        assessment.reasons.allSatisfy { !$0.text.zh.contains("{") && !$0.text.en.contains("{") })
    }
    #expect(caps > 0, "the property was put to the test")
  }

  @Test("gives the same assessments twice, and to a firm the same alone as in a block")
  func deterministic() throws {
    let card = try Cards.shipped()
    let district = try RandomDistrict(seed: 11, firmCount: 20)
    let all = district.assess(card)
    #expect(all == district.assess(card))
    #expect(all.map(\.firmId) == (1...20).map(Int64.init))
    for (index, assessment) in all.enumerated() {
      #expect(district.only(index).assess(card) == [assessment])
    }
  }

  @Test("is not moved by months and events dated after the as-of day", arguments: 0..<4)
  func future(seed: UInt64) throws {
    let card = try Cards.shipped()
    let district = try RandomDistrict(seed: seed, firmCount: 20)
    #expect(district.assess(card) == district.withAnotherFuture().assess(card))
  }

  @Test("says which indicators are silent because a feed is late or never came")
  func outlook() throws {
    var firm = OneFirm()
    firm.lateFeeds = [.electricity, .complaints]
    firm.uncovered[.gas] = Set(firm.months)
    let engine = ScoringEngine(scorecard: try Cards.shipped())
    let day = try #require(Day("2026-10-01"))
    firm.uncovered[.payroll] = Set(Month(year: 2026, month: 7)...Month(year: 2026, month: 12))
    let outlook = engine.outlook(
      coverage: firm.coverage, payDays: PayDays.of(engine.payMonths(asOf: day)), asOf: day)
    #expect(outlook.lateWageMonths.map(\.description) == ["2026-07", "2026-08"])
    #expect(outlook.dataLateFeeds == [.complaints, .electricity])
    #expect(
      outlook.silent.map { "\($0.indicator) \($0.outcome.rawValue)" } == [
        "electricity-drop data-late", "electricity-slide data-late",
        "electricity-trend data-late", "electricity-peer data-late",
        "electricity-arrears data-late", "electricity-missing data-late", "gas-drop no-data",
        "gas-arrears no-data", "complaints data-late", "electricity-half-year data-late",
      ])
  }

  @Test("gives no points for a late feed, whatever its rows say")
  func lateFeed() throws {
    var firm = OneFirm()
    try firm.set(.taxArrears, 1_000_000, "2026-01", "2026-09")
    #expect(try firm.points(Cards.shipped(), "2026-10-01") == 20)
    firm.lateFeeds = [.tax]
    #expect(try firm.assess(Cards.shipped(), "2026-10-01").reasons.isEmpty)
  }

  @Test("asks for the months and measures that the scorecard needs")
  func needs() throws {
    let engine = ScoringEngine(scorecard: try Cards.shipped())
    let day = try #require(Day("2026-10-01"))
    #expect(engine.payMonths(asOf: day).lowerBound.description == "2024-10")
    #expect(engine.requiredMonths(asOf: day).upperBound.description == "2026-10")
    #expect(engine.requiredMonths(asOf: day).count >= 40)
    #expect(engine.measures.contains(.accountBalance) && !engine.measures.contains(.gasFee))
    #expect(engine.measures.map(\.rawValue) == engine.measures.map(\.rawValue).sorted())
  }

  @Test("needs no more months than it asks for", arguments: 1...12)
  func reach(month: Int) throws {
    let card = try Cards.shipped()
    let district = try RandomDistrict(seed: UInt64(month), firmCount: 8, asOfMonth: month)
    let required = ScoringEngine(scorecard: card).requiredMonths(asOf: district.asOf)
    #expect(district.assess(card) == district.from(required.lowerBound).assess(card))
  }

  @Test("needs of each measure no more months than it asks for", arguments: 1...12)
  func reachOfMeasures(month: Int) throws {
    let card = try Cards.shipped()
    let engine = ScoringEngine(scorecard: card)
    let district = try RandomDistrict(seed: UInt64(month), firmCount: 8, asOfMonth: month)
    let first = engine.firstMonths(asOf: district.asOf)
    #expect(Set(first.keys) == Set(engine.measures))
    #expect(first.values.min() == engine.requiredMonths(asOf: district.asOf).lowerBound)
    let (arrears, use) = (try #require(first[.gasArrears]), try #require(first[.gasQuantity]))
    #expect(arrears > use)
    #expect(district.assess(card) == district.from(first).assess(card))
  }

  @Test("holds the months of a measure from its first on, in a block and in that of one firm")
  func heldMonths() throws {
    let engine = ScoringEngine(scorecard: try Cards.shipped())
    let district = try RandomDistrict(seed: 1, firmCount: 5)
    let first = engine.firstMonths(asOf: district.asOf)
    let (whole, held) = (district.block, district.from(first).block)
    for measure in engine.measures {
      #expect(held.only(3).matrix(measure)?.count == whole.only(3).matrix(measure)?.count)
      for month in whole.firstMonth...whole.lastMonth {
        let isHeld = first[measure].map { month >= $0 } ?? false
        let value = isHeld ? whole.value(measure, firm: 3, month: month) : nil
        #expect(held.value(measure, firm: 3, month: month) == value)
        #expect(held.only(3).value(measure, firm: 0, month: month) == value)
      }
    }
  }

  @Test("asked for listed firms alone, gives all firms the same points, and those their reasons")
  func explainsListedFirms() throws {
    let card = try Cards.shipped()
    let engine = ScoringEngine(scorecard: card)
    let links = FirmLinks(representatives: [[1, 2, 3], [7, 9, 40]])
    var unexplained = 0
    for seed in UInt64(0)..<6 {
      let district = try RandomDistrict(seed: seed, firmCount: 40).inOneTrade()
      let block = district.block
      func assess(_ explained: ExplainedFirms) -> [Assessment] {
        var pass = engine.pass(
          // Few feeds, else all of these firms are flagged.
          coverage: RandomDistrict.coverage(of: [.electricity, .water, .tax]),
          payDays: PayDays.of(engine.payMonths(asOf: district.asOf)), links: links,
          asOf: district.asOf, explaining: explained)
        let done = block.firms.indices.flatMap { pass.add(block.only($0)) }
        return done + pass.finish()
      }
      for (full, listed) in zip(assess(.all), assess(.listed(also: [5]))) {
        #expect(full.firmId == listed.firmId)
        #expect(full.points == listed.points && full.tier == listed.tier)
        let isAsked = full.tier > .green || full.firmId == 5
        #expect(listed.reasons == full.reasons || (!isAsked && listed.reasons.isEmpty))
        unexplained += listed.reasons == full.reasons ? 0 : 1
      }
    }
    #expect(unexplained > 10, "the property was put to the test")
  }
}
