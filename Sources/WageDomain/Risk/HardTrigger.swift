/// A rule that demands a tier by itself, whatever the points say.
public struct HardTrigger: Hashable, Sendable {
  /// As reasons name it, e.g. `wages-unpaid`.
  public let id: String
  public let kind: TriggerKind
  /// From the mildest to the most severe.
  public let bins: [Bin]
  public let reason: ReasonTemplate
  /// Where the numbers come from, or `assumption`.
  public let source: String
  public let rationale: String

  /// From how many days on which tier is demanded, and what it adds to the points.
  public struct Bin: Hashable, Sendable {
    public let days: Int
    public let tier: Tier
    public let points: Int

    public init(days: Int, tier: Tier, points: Int) {
      self.days = days
      self.tier = tier
      self.points = points
    }
  }

  /// - Throws: ``ScorecardFault`` when there is no bin, or days, tiers or points do not rise.
  public init(
    id: String, kind: TriggerKind, bins: [Bin], reason: ReasonTemplate, source: String,
    rationale: String
  ) throws(ScorecardFault) {
    guard let first = bins.first, first.days >= 1, first.points >= 1, first.tier > .green else {
      throw ScorecardFault(
        found: bins.isEmpty ? "no bins" : "a first bin without days, points or a tier",
        expected: "bins from 1 day, 1 point and yellow on")
    }
    for (milder, bin) in zip(bins, bins.dropFirst())
    where bin.days <= milder.days || bin.tier <= milder.tier || bin.points <= milder.points {
      throw ScorecardFault(
        found: "\(bin.days) days \(bin.tier) \(bin.points) after "
          + "\(milder.days) days \(milder.tier) \(milder.points)",
        expected: "rising days, tiers and points")
    }
    self.id = id
    self.kind = kind
    self.bins = bins
    self.reason = reason
    self.source = source
    self.rationale = rationale
  }

  /// The most severe bin that `days` reach; nil below the first.
  public func bin(days: Int) -> Bin? { bins.last { days >= $0.days } }
}

/// The closed vocabulary of hard triggers.
public enum TriggerKind: Hashable, Sendable {
  case wagesUnpaid(WagesUnpaidParameters)

  /// The names that scorecard files use.
  public enum Name: String, CaseIterable, Sendable {
    case wagesUnpaid = "wages-unpaid"

    /// What a reason's template may name.
    public var placeholders: [String] { ["months", "since", "pay_day", "days"] }
  }
}

/// When a month's wages count as unpaid.
///
/// Month M is unpaid as of D when its pay day P(M) is before D, the payroll feed covers M, the firm
/// had a payroll row in one of the ``payrollMonths`` months before M (and is not gone, see
/// ``goneStatuses``) or insured persons in M, and has no payroll row for M. Its days are D - P(M): the day after the pay day is day 1. The month
/// unpaid for longest decides. A month that the payroll feed does not cover is data late.
public struct WagesUnpaidParameters: Hashable, Sendable {
  /// How many months before the as-of day's month are looked at.
  public let lookBackMonths: Int
  /// A payroll row in one of so many months before M shows that wages were to be expected.
  public let payrollMonths: Int
  /// The day of the month after by which a month's wages are due, 1...28. A rest day moves it back
  /// to the working day before.
  ///
  /// - Source: 保障农民工工资支付条例 第十四条 (a rest day moves it forward in time).
  public let payDay: Int
  /// What the register says of a firm that is no longer there, e.g. 注销. Of such a firm only insured
  /// persons show that wages were to be expected: a firm that closed in order paid its last month
  /// and has no next one.
  public let goneStatuses: [String]

  public init(lookBackMonths: Int, payrollMonths: Int, payDay: Int, goneStatuses: [String]) {
    self.lookBackMonths = lookBackMonths
    self.payrollMonths = payrollMonths
    self.payDay = payDay
    self.goneStatuses = goneStatuses
  }

  /// The pay day of a month's wages before rest days are looked at.
  public func nominalPayDay(of month: Month) -> Day {
    month.adding(months: 1).firstDay.adding(days: payDay - 1)
  }
}
