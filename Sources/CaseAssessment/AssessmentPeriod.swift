public import WageDomain

/// A month, or the part of it from the 1st to one of the days on which the leaders get a report.
///
/// Written `2020-05`, or `2020-05-w1` for the part to the first of these days. The last part and the
/// month hold the same days.
public struct AssessmentPeriod: Hashable, Sendable {
  public let month: Month
  /// From 1; nil for the whole month.
  public let part: Int?
  public let lastDay: Day

  public init(_ month: Month) {
    self.month = month
    part = nil
    lastDay = month.lastDay
  }

  /// - Returns: nil when the policy has no such part.
  public init?(_ month: Month, part: Int, policy: AssessmentPolicy) {
    guard (1...policy.reportDays.count + 1).contains(part) else { return nil }
    self.month = month
    self.part = part
    lastDay =
      part <= policy.reportDays.count
      ? month.firstDay.adding(days: policy.reportDays[part - 1] - 1) : month.lastDay
  }

  /// - Returns: nil for any other spelling, and for a part that the policy does not have.
  public init?(_ word: String, policy: AssessmentPolicy) {
    guard let month = Month(word.prefix(7)) else { return nil }
    let rest = word.dropFirst(7)
    if rest.isEmpty {
      self.init(month)
      return
    }
    guard rest.hasPrefix("-w"), let part = Int(rest.dropFirst(2)), rest == "-w\(part)" else {
      return nil
    }
    self.init(month, part: part, policy: policy)
  }

  public var firstDay: Day { month.firstDay }

  /// The parts of a month, the last of them ending with it.
  public static func parts(of month: Month, policy: AssessmentPolicy) -> [AssessmentPeriod] {
    (1...policy.reportDays.count + 1).compactMap {
      AssessmentPeriod(month, part: $0, policy: policy)
    }
  }

  /// The part whose report is the last one due by a day.
  public static func lastPart(by day: Day, policy: AssessmentPolicy) -> AssessmentPeriod {
    let this = parts(of: day.month, policy: policy).last { $0.lastDay <= day }
    let before = parts(of: day.month.adding(months: -1), policy: policy)
    return this ?? before.last ?? AssessmentPeriod(day.month.adding(months: -1))
  }

  /// The last month that is over by the end of a day.
  public static func lastMonth(by day: Day) -> AssessmentPeriod {
    let month = day.month
    return AssessmentPeriod(month.lastDay == day ? month : month.adding(months: -1))
  }
}

extension AssessmentPeriod: CustomStringConvertible {
  /// `2020-05` or `2020-05-w1`.
  public var description: String { "\(month)" + (part.map { "-w\($0)" } ?? "") }
}
