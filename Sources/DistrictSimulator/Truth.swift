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

extension Truth {
  /// What a cause is called; nil for a word that is none.
  public static func title(ofCause cause: String) -> Bilingual? {
    switch Fate.Kind(rawValue: cause) {
    case .steady?: Bilingual(zh: "平稳", en: "steady")
    case .lostOrders?: Bilingual(zh: "订单流失", en: "lost orders")
    case .cashFlow?: Bilingual(zh: "资金周转不灵", en: "cash flow")
    case .upstream?: Bilingual(zh: "上游不付工程款", en: "unpaid from upstream")
    case .ownerLeft?: Bilingual(zh: "老板跑路", en: "the owner left")
    case .recovered?: Bilingual(zh: "困难后恢复", en: "recovered")
    case .shrinking?: Bilingual(zh: "有序收缩", en: "shrinking in good order")
    case .closing?: Bilingual(zh: "正常关闭", en: "closing in good order")
    case .monthLate?: Bilingual(zh: "长年晚发一个月", en: "always a month late")
    case .splitWages?: Bilingual(zh: "工资分两次发", en: "wages in two parts")
    case .minimumOnly?: Bilingual(zh: "只按最低工资发放", en: "minimum wage on the day only")
    case nil: nil
    }
  }
}
