import DistrictSimulator
import NightlyRun
import RiskEvaluation
import RiskScoring
import Testing
import WageDomain
import WageStore

@Suite("Samples of past days")
struct SampleTests {
  private static func sample(
    _ desk: NightDesk, _ day: Day, keepsReadings: Bool
  ) throws -> CutoffSample {
    try SampleStage(
      database: desk.database, policies: desk.policies,
      plan: SampleStage.Plan(
        wagesRule: desk.policies.scorecard.wagesUnpaidRule, complaintRule: .statesSince,
        historyMonths: 24, keepsReadings: keepsReadings)
    ).sample(asOf: day)
  }

  @Test(
    "A sample has the points and tiers of a run, with readings and without", arguments: [21, 22])
  func points(_ seed: UInt64) throws {
    let district = try InventedDistrict(firms: 60, months: 12, seed: seed)
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.ingest(district.asOf)
    for back in [0, 40, 130] {
      let day = district.asOf.adding(days: -back)
      let run = try ScoreStage(
        database: desk.database, policies: desk.policies, asOf: day,
        now: { Instant(day: day, secondOfDay: 0) }
      ).rehearse()
      let lean = try Self.sample(desk, day, keepsReadings: false)
      let whole = try Self.sample(desk, day, keepsReadings: true)
      #expect(lean.firms == whole.firms)
      #expect(lean.columns.map(\.points) == whole.columns.map(\.points))
      #expect(lean.firms.count == run.standings.count)
      for (place, firm) in lean.firms.enumerated() {
        let standing = try #require(run.standings[firm.id])
        #expect(Int(firm.points) == standing.points && firm.tier == standing.tier)
        let reasons = try #require(standing.reasons).filter { !$0.indicator.hasPrefix("cap:") }
        let own = lean.columns.filter { $0.points[place] != 0 }
        #expect(
          own.map { "\($0.id) \($0.points[place])" }
            == reasons.map { "\($0.indicator) \($0.points)" })
      }
      try Self.expectReadingsReachTheirBins(whole, desk.policies.scorecard)
    }
  }

  /// A reading says by itself which bin is reached: a fit may cut it elsewhere.
  private static func expectReadingsReachTheirBins(
    _ sample: CutoffSample, _ card: Scorecard
  ) throws {
    var values = 0
    for column in sample.columns {
      let bins =
        card.indicators.first { $0.id == column.id }?.bins
        ?? card.triggers.first { $0.id == column.id }?.bins
      let own = try #require(bins)
      for place in sample.firms.indices {
        guard case .value(let value)? = column.reading(place) else {
          #expect(column.points[place] == 0)
          continue
        }
        values += 1
        let reached = own.bins.last { bin in
          switch own.bound {
          case .atLeast: value >= bin.threshold
          case .above: value > bin.threshold
          case .atMost: value <= bin.threshold
          case .below: value < bin.threshold
          }
        }
        #expect(Int(column.points[place]) == reached?.points ?? 0, "\(column.id)")
      }
    }
    #expect(values > sample.firms.count)
  }

  @Test("What became known after the cutoff moves no number of its sample", arguments: [31, 32])
  func asOf(_ seed: UInt64) throws {
    let district = try InventedDistrict(firms: 40, months: 10, seed: seed)
    let day = district.asOf.adding(days: -100)
    let desk = try NightDesk()
    try desk.put(district.files(knownBy: day))
    try desk.ingest(day)
    let then = try Self.sample(desk, day, keepsReadings: true)
    try desk.put(district.files.filter { InventedDistrict.knownOn($0.name) > day })
    try desk.ingest(district.asOf)
    let later = try Self.sample(desk, day, keepsReadings: true)
    #expect(then.firms.count > 30)
    #expect(then.firms == later.firms)
    #expect(then.lateFeeds == later.lateFeeds)
    for (old, new) in zip(then.columns, later.columns) {
      #expect(old.id == new.id && old.points == new.points && old.isSilent == new.isSilent)
      #expect(then.firms.indices.allSatisfy { old.reading($0) == new.reading($0) })
    }
  }

  @Test("Outcomes are the truth of the district, as far as pay days are judged")
  func outcomes() throws {
    let district = try InventedDistrict(firms: 120, months: 14, seed: 41)
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.ingest(district.asOf)
    let rule = try #require(desk.policies.scorecard.wagesUnpaidRule)
    let report = try desk.database.read {
      try OutcomeStage(policies: desk.policies, wagesRule: rule).outcomes($0, asOf: district.asOf)
    }
    #expect(report.complaintRule == .statesSince)
    let until = try #require(report.outcomes.arrearsUntil)
    #expect(until == Day("2026-10-14") && report.outcomes.complaintsUntil == Day("2026-10-20"))
    var unpaid: [String: Day] = [:]
    var complained: [String: Day] = [:]
    try desk.database.read { snapshot in
      for truth in district.truth {
        guard let firm = try snapshot.firmId(truth.creditCode) else { continue }
        let own = report.outcomes[firm]
        let code = truth.creditCode.text
        unpaid[code] = own.unpaidOn.first
        complained[code] = own.complaints.first?.receivedOn
        if let day = truth.arrearsOn, day <= until { #expect(own.unpaidOn.first == day) }
      }
    }
    let due = district.truth.filter { $0.arrearsOn.map { $0 <= until } ?? false }
    #expect(due.count > 5 && unpaid.count == due.count)
    let told = district.truth.filter { $0.complaintOn.map { $0 <= district.asOf } ?? false }
    #expect(Double(complained.count) > 0.6 * Double(told.count))
  }
}
