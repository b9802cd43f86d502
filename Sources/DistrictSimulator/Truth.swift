public import WageDomain

/// What really becomes of one firm, as `truth.csv` says it.
///
/// Days may lie after the last agency file: the district's future is known to its inventor, so that
/// forecasts made on the last day can be judged.
public struct Truth: Hashable, Sendable {
  public let creditCode: CreditCode
  /// The first day of the first month whose signals change.
  public let distressOn: Day
  /// The first pay day that was missed; nil for a firm that paid all its wages.
  public let arrearsOn: Day?
  /// The day of the first complaint about the unpaid wages; nil when nobody complains.
  public let complaintOn: Day?
  /// `lost-orders`, `cash-flow`, `upstream`, `owner-left`, `recovered` (in trouble, but paid), or one of
  /// the ways to owe wages for ever: `month-late`, `split-wages`, `minimum-only`.
  public let cause: String

  /// - Returns: nil for a firm that was never in trouble.
  init?(_ firm: SimulatedFirm) {
    let kind = firm.fate.kind
    guard kind.isDistress || kind.isGame || kind == .recovered, let onset = firm.fate.onset
    else { return nil }
    creditCode = firm.code
    distressOn = onset.firstDay
    arrearsOn = firm.fate.firstUnpaidMonth.map { firm.payDay(for: $0) }
    complaintOn = arrearsOn.flatMap { day in
      firm.fate.complaintAfterDays.map { day.adding(days: $0) }
    }
    cause = firm.fate.kind.rawValue
  }

  static func bytes(_ rows: [Truth]) -> [UInt8] {
    var text = "credit_code,distress_on,arrears_on,complaint_on,cause\n"
    for row in rows {
      let days = [row.arrearsOn, row.complaintOn].map { $0?.description ?? "" }
      text += "\(row.creditCode),\(row.distressOn),\(days[0]),\(days[1]),\(row.cause)\n"
    }
    return Array(text.utf8)
  }
}
