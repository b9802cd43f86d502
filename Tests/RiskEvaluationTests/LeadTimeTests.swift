import Testing
import WageDomain

@testable import RiskEvaluation

@Suite("Lead times and outcomes of warnings")
struct LeadTimeTests {
  private static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  private static func sample(
    _ day: String, warned: Set<Int64>, known: Set<Int64>
  ) -> CutoffSample {
    CutoffSample(
      cutoff: Self.day(day), scorecard: "default@2",
      firms: warned.union(known).sorted().compactMap { id in
        guard let code = try? CreditCode("91330503MA2T00373D") else { return nil }
        return SampledFirm(
          id: id, creditCode: code,
          register: .init(industry: nil, townCode: nil, persons: nil, isGone: false),
          points: warned.contains(id) ? 30 : 0, tier: warned.contains(id) ? .yellow : .green,
          history: .init(
            unpaidSince: nil, unpaidMonths: 0, complaints: 0, lastComplaintOn: nil,
            wageComplaints: 0, arrearsMonths: 0))
      }, columns: [], lateFeeds: [])
  }

  /// The series of these days, with the firms that were warned about on each; nine are known on all.
  private static func warned(_ days: [(String, Set<Int64>)]) -> WarnedDays {
    var warned = WarnedDays()
    for (day, firms) in days { warned.add(sample(day, warned: firms, known: Set(1...9))) }
    return warned
  }

  private static func outcomes(_ unpaid: [Int64: [String]]) -> FirmOutcomes {
    FirmOutcomes(
      own: unpaid.mapValues { days in
        var own = FirmOutcomes.Own()
        own.unpaidOn = days.map(day)
        return own
      }, survivors: [:], firstDay: day("2025-01-01"), arrearsUntil: day("2026-10-14"),
      complaintsUntil: nil)
  }

  @Test("Each firm is counted once: in time, too short, after the fact or never")
  func kinds() throws {
    let series = Self.warned([
      ("2026-01-01", [1, 6]), ("2026-02-01", [2]), ("2026-03-10", [3, 4]), ("2026-04-01", [4, 5]),
      ("2026-09-12", []),
    ])
    let leads = LeadTimes(
      .arrears,
      Self.outcomes([
        // In time: 71 days, and 41; the first may be longer.
        1: ["2026-03-13"], 2: ["2026-03-14"],
        // Three days before, after the fact, never, before all days, beyond all days.
        3: ["2026-03-13"], 4: ["2026-03-10"], 9: ["2026-03-13"], 6: ["2025-12-15", "2026-03-13"],
        5: ["2026-09-15"],
      ]), series, horizon: .months(6))
    #expect(leads.firms == 5)
    #expect(leads.leads == [41, 71] && leads.cut == 1)
    #expect(leads.short == 1 && leads.after == 1 && leads.none == 1)
    let quartiles = try #require(leads.quartiles)
    #expect(quartiles.lower == 41 && quartiles.median == 41 && quartiles.upper == 71)
    #expect(leads.medianWithMissed == 0)
  }

  @Test("A warning longer ago than the horizon is not of this event")
  func horizon() {
    let series = Self.warned([("2025-01-01", [1]), ("2025-07-01", []), ("2026-01-01", [])])
    let leads = LeadTimes(
      .arrears, Self.outcomes([1: ["2025-12-15"]]), series, horizon: .months(6))
    // Not scored for a whole horizon after it: never cannot be told from after the fact.
    #expect(leads.firms == 1 && leads.none == 0 && leads.open == 1 && leads.leads == [])
    #expect(leads.quartiles == nil && leads.medianWithMissed == 0)
  }

  struct Observed: CustomTestStringConvertible {
    let why: String
    let unpaidOn: String
    let warnedOn: Set<String>
    var firstKnownOn = "2022-05-01"
    /// Not observed, after the fact, never, open.
    let counts: [Int]
    var testDescription: String { why }
  }

  @Test(
    "A firm is missed only where it was looked at, and never missed only where it was long enough",
    arguments: [
      Observed(
        why: "no day of the horizon before or after was scored", unpaidOn: "2023-02-15",
        warnedOn: [], counts: [1, 0, 0, 0]),
      Observed(
        why: "warned after it, and not scored before it", unpaidOn: "2023-04-15",
        warnedOn: ["2023-06-01"], counts: [1, 0, 0, 0]),
      Observed(
        why: "scored before it, warned after it", unpaidOn: "2023-08-15",
        warnedOn: ["2023-09-01"], counts: [0, 1, 0, 0]),
      Observed(
        why: "scored on both sides, and never warned", unpaidOn: "2023-07-15", warnedOn: [],
        counts: [0, 0, 1, 0]),
      Observed(
        why: "the scored days end before the horizon after it", unpaidOn: "2023-09-15",
        warnedOn: [], counts: [0, 0, 0, 1]),
      Observed(
        why: "scored before it, no day scored in the horizon after it", unpaidOn: "2022-07-15",
        warnedOn: [], counts: [0, 0, 0, 1]),
      Observed(
        why: "days were scored before it, but nobody knew the firm", unpaidOn: "2023-08-15",
        warnedOn: [], firstKnownOn: "2023-09-01", counts: [1, 0, 0, 0]),
    ])
  func observed(_ sample: Observed) {
    let days = ["2022-05-01", "2023-06-01", "2023-09-01", "2023-10-14"]
    var series = WarnedDays()
    for day in days {
      let isKnown = Self.day(sample.firstKnownOn) <= Self.day(day)
      series.add(
        Self.sample(
          day, warned: sample.warnedOn.contains(day) ? [1] : [], known: isKnown ? [1] : []))
    }
    let leads = LeadTimes(
      .arrears, Self.outcomes([1: [sample.unpaidOn]]), series, horizon: .months(3))
    #expect(leads.firms == 1 && leads.leads.isEmpty && leads.short == 0)
    #expect([leads.notObserved, leads.after, leads.none, leads.open] == sample.counts)
    #expect(leads.observed == 1 - sample.counts[0])
    #expect(leads.medianWithMissed == (leads.observed == 0 ? nil : 0))
  }

  @Test("Nobody's event is no estimate")
  func nobody() {
    let leads = LeadTimes(
      .complaint, Self.outcomes([1: ["2026-03-13"]]),
      Self.warned([("2026-01-01", [1]), ("2026-04-01", [1])]), horizon: .months(6))
    #expect(leads.firms == 0 && leads.medianWithMissed == nil)
  }

  struct Advice: CustomTestStringConvertible {
    let why: String
    let valid, known, falseAlarm, late: Int
    let advice: IndicatorAdvice
    var testDescription: String { why }
  }

  @Test(
    "What to do about an indicator follows from its checked warnings",
    arguments: [
      Advice(why: "19 checked", valid: 0, known: 0, falseAlarm: 19, late: 0, advice: .tooFew),
      Advice(why: "20, all false", valid: 0, known: 0, falseAlarm: 20, late: 0, advice: .raise),
      Advice(why: "as the card", valid: 9, known: 3, falseAlarm: 8, late: 0, advice: .keep),
      Advice(why: "a little worse", valid: 10, known: 0, falseAlarm: 10, late: 0, advice: .keep),
      Advice(why: "late data", valid: 6, known: 0, falseAlarm: 6, late: 8, advice: .feed),
      Advice(
        why: "too few about the firm", valid: 0, known: 0, falseAlarm: 19, late: 2,
        advice: .tooFew),
    ])
  func advice(_ sample: Advice) {
    func found(_ valid: Int, _ known: Int, _ falseAlarm: Int, _ late: Int) -> WarningPrecision {
      var found = WarningPrecision()
      for (outcome, count) in [
        (WarningOutcome.valid, valid), (.alreadyKnown, known), (.falseAlarm, falseAlarm),
        (.dataLate, late),
      ] {
        for _ in 0..<count { found.add(outcome) }
      }
      return found
    }
    let own = found(sample.valid, sample.known, sample.falseAlarm, sample.late)
    #expect(IndicatorAdvice(own, all: found(60, 0, 40, 0)) == sample.advice)
    #expect(own.precision == nil || own.aboutFirm > 0)
  }

  @Test("A share's interval holds it and stays between none and all")
  func shares() throws {
    #expect(ShareInterval(0, of: 0) == nil)
    let none = try #require(ShareInterval(0, of: 20))
    #expect(none.low == 0 && none.high > 0.1 && none.high < 0.2)
    let half = try #require(ShareInterval(50, of: 100))
    #expect(abs(half.low - 0.4038) < 0.0001 && abs(half.high - 0.5962) < 0.0001)
  }
}
