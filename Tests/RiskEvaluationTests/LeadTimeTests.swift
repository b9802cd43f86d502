import Testing
import WageDomain

@testable import RiskEvaluation

@Suite("Lead times and outcomes of warnings")
struct LeadTimeTests {
  private static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  /// The series of these days, with the firms that were warned about on each.
  private static func warned(_ days: [(String, Set<Int64>)]) -> WarnedDays {
    var warned = WarnedDays()
    for (text, firms) in days {
      warned.add(
        CutoffSample(
          cutoff: day(text), scorecard: "default@2",
          firms: firms.sorted().compactMap { id in
            guard let code = try? CreditCode("91330503MA2T00373D") else { return nil }
            return SampledFirm(
              id: id, creditCode: code,
              register: .init(industry: nil, townCode: nil, persons: nil, isGone: false),
              points: 30, tier: .yellow,
              history: .init(
                unpaidSince: nil, unpaidMonths: 0, complaints: 0, lastComplaintOn: nil,
                wageComplaints: 0, arrearsMonths: 0))
          }, columns: [], lateFeeds: []))
    }
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
    ])
    let leads = LeadTimes(
      .arrears,
      Self.outcomes([
        // In time: 71 days, and 41; the first may be longer.
        1: ["2026-03-13"], 2: ["2026-03-14"],
        // Three days before, after the fact, never, before all days, beyond all days.
        3: ["2026-03-13"], 4: ["2026-03-10"], 9: ["2026-03-13"], 6: ["2025-12-15", "2026-03-13"],
        5: ["2026-04-15"],
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
    let series = Self.warned([("2025-01-01", [1]), ("2025-06-01", []), ("2026-01-01", [])])
    let leads = LeadTimes(
      .arrears, Self.outcomes([1: ["2025-12-15"]]), series, horizon: .months(6))
    #expect(leads.firms == 1 && leads.none == 1 && leads.leads == [])
    #expect(leads.quartiles == nil && leads.medianWithMissed == 0)
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
