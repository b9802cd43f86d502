public import WageDomain

/// `wages-unpaid`: a month's wages that were to be expected and are not on record.
///
/// Month M is unpaid as of D when its pay day P(M) is before D, the payroll feed covers M, the firm
/// had a payroll row in one of the ``payrollMonths`` months before M or insured persons in M, and has
/// no payroll row for M. Of a month whose pay day was not over when the register told that a firm is
/// gone only insured persons show that wages were to be expected; what it owed by then stays owed. Its
/// days are D - P(M):
/// the day after the pay day is day 1. The month unpaid for longest decides. A month that the payroll
/// feed does not cover is data late.
public struct WagesUnpaidKind: IndicatorKind {
  static let form = KindForm(
    name: "wages-unpaid",
    summary: Bilingual(
      zh: "应发未发的工资月份，以拖得最久的一个月计天数",
      en: "months of wages that were to be expected and are not on record; days of the longest"),
    rules: [
      Bilingual(
        zh:
          "所属月 M：发薪日已过（遇休息日提前）、工资数据已到 M、此前 payroll_months 个月内发过工资或 M 有参保人、而 M 没有发放记录。发薪日次日为第 1 天。",
        en:
          "Month M is unpaid when its pay day is past (a rest day moves it back), payroll has delivered M, the firm had payroll in one of the payroll_months before or insured persons in M, and no payroll of M is on record. The day after the pay day is day 1."
      ),
      Bilingual(
        zh: "工资数据未到 M：数据迟到，不算未发。回溯范围内的第一个月就未发、而它前一个月也没有发放记录的，写明“至少”、“或更早”。",
        en:
          "Payroll has not delivered M: data late, not unpaid. Where the first month of the look-back is unpaid and none is on record for the month before it, the reason says at least, and or earlier."
      ),
      Bilingual(
        zh: "登记的空单元格什么也没说，沿用此前所说。已注销迁出的：登记得知那天以前发薪日已过的月份，与其他企业一样评，注销不免所欠；其后的月份，只有当月仍参保的人说明应发。",
        en:
          "An empty cell of the register says nothing: what was said before holds. Of a firm that is gone the months whose pay day was before the day on which the register told so are judged like any firm's: to be struck off pays no wages. Of later ones only persons insured in M show that wages were to be expected."
      ),
    ],
    parameters: [
      Parameter("look_back_months", .integer(1...60), "看几个月以内", "months looked back"),
      Parameter(
        "payroll_months", .integer(1...12), "此前几个月内发过即应发",
        "payroll in so many months before shows that wages were to be expected"),
      Parameter("pay_day", .integer(1...28), "次月几日前发放", "day of the month after"),
      Parameter(
        "gone_statuses", .texts, "登记状态视为已不在（前面有无“已”相同）",
        "what the register calls a firm that is gone, with or without 已 before it"),
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("months", "几个月未发", "months unpaid"), .init("since", "最早的月份", "the first of them"),
      .init("pay_day", "其发薪日", "its pay day"), .init("days", "已逾天数", "days since"),
    ])

  /// How many months before the as-of day's month are looked at.
  public let lookBackMonths: Int
  /// A payroll row in one of so many months before M shows that wages were to be expected.
  public let payrollMonths: Int
  /// The day of the month after by which a month's wages are due, 1...28. A rest day moves it back
  /// to the working day before.
  ///
  /// - Source: 保障农民工工资支付条例 第十四条 (a rest day moves it forward in time).
  public let payDay: Int
  /// What holds where a card has no trigger of this kind to say it.
  static let usualGoneStatuses = ["注销", "迁出"]

  /// What the register says of a firm that is no longer there, e.g. 注销.
  public let goneStatuses: [String]

  init(_ given: GivenParameters) throws(ScorecardFault) {
    lookBackMonths = try given.integer("look_back_months")
    payrollMonths = try given.integer("payroll_months")
    payDay = try given.integer("pay_day")
    goneStatuses = given.words("gone_statuses")
  }

  private init(_ other: WagesUnpaidKind, lookBackMonths: Int) {
    self.lookBackMonths = lookBackMonths
    payrollMonths = other.payrollMonths
    payDay = other.payDay
    goneStatuses = other.goneStatuses
  }

  /// The same rule over so many months.
  func lookingBack(_ months: Int) -> WagesUnpaidKind {
    WagesUnpaidKind(self, lookBackMonths: months)
  }

  /// The pay day of a month's wages before rest days are looked at.
  public func nominalPayDay(of month: Month) -> Day {
    month.adding(months: 1).firstDay.adding(days: payDay - 1)
  }

  var formula: Bilingual {
    Bilingual(
      zh: "当日 − 最早一个未发月份的发薪日（次月 \(payDay) 日，遇休息日提前）",
      en:
        "the day - the pay day of the first month unpaid (day \(payDay) of the month after, before a rest day)"
    )
  }

  var binUnit: BinUnit { .whole(Bilingual(zh: "天", en: "days")) }
  var measures: [Measure] { [.payrollPersons, .payrollAmount, .insuredPersons] }
  /// Insured persons only add to what is known.
  var feeds: Set<Feed> { [.payroll] }
  var reachMonths: Int { lookBackMonths + payrollMonths }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { WagesUnpaidEvaluator(self, block, calendar) }
}

/// `wages-unpaid` on one block.
struct WagesUnpaidEvaluator: IndicatorEvaluator {
  private let kind: WagesUnpaidKind
  private let calendar: SignalCalendar
  private let persons: MeasureMatrix?
  private let amount: MeasureMatrix?
  private let insured: MeasureMatrix?
  /// Of a firm that is gone, the first month whose pay day was not over when the register told so.
  private let goneFrom: [Int]
  /// The months that may be unpaid, oldest first, with their pay days.
  private let months: [(column: Int, payDay: Day)]

  init(_ kind: WagesUnpaidKind, _ block: SignalBlock, _ calendar: SignalCalendar) {
    self.kind = kind
    self.calendar = calendar
    persons = MeasureMatrix(.payrollPersons, block)
    amount = MeasureMatrix(.payrollAmount, block)
    insured = MeasureMatrix(.insuredPersons, block)
    let earliest = calendar.asOf.month.adding(months: -kind.lookBackMonths)
    let months: [(column: Int, payDay: Day)] = (0..<calendar.monthCount).compactMap { column in
      let month = calendar.month(column)
      guard month >= earliest, month <= calendar.asOf.month,
        calendar.coverage.covers(.payroll, month), let payDay = calendar.payDays[month],
        payDay < calendar.asOf
      else { return nil }
      return (column, payDay)
    }
    self.months = months
    goneFrom = block.firms.map { firm in
      firm.goneSince.flatMap { day in months.first { $0.payDay >= day }?.column } ?? Int.max
    }
  }

  /// Oldest first.
  func unpaidPayDays(_ row: Int) -> [Day] {
    months.filter { isUnpaid(row, $0.column) }.map(\.payDay)
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? {
    months.first { isUnpaid(row, $0.column) }.map { Quotient(Int64(days($0.payDay))) }
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    let unpaid = months.filter { isUnpaid(row, $0.column) }
    guard let oldest = unpaid.first else { return .nothing }
    let isLonger = isLonger(row, oldest.column)
    func least(_ count: Int) -> Bilingual {
      isLonger ? Bilingual(zh: "至少 \(count)", en: "at least \(count)") : .same(String(count))
    }
    let since = calendar.month(oldest.column)
    return Explanation(
      values: [
        "months": least(unpaid.count),
        "since": isLonger
          ? Bilingual(zh: "\(since) 或更早", en: "\(since) or earlier") : .same(since.description),
        "pay_day": .same(oldest.payDay.description),
        "days": least(days(oldest.payDay)),
      ],
      evidence: evidence(unpaid.map(\.column), row))
  }

  /// The oldest months paid first. Wages paid for a month show that they were to be expected for
  /// the months after it.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    guard let oldest = months.first(where: { isUnpaid(row, $0.column) }) else { return [] }
    let owed = months.filter {
      $0.column >= oldest.column
        && ($0.column < goneFrom[row] ? !hasPayroll(row, $0.column) : isUnpaid(row, $0.column))
    }
    return owed.indices.map { last in
      let left = owed.dropFirst(last + 1).first
      let columns = owed[...last].map(\.column)
      return .fixed([
        .paid(
          columns, following: columns.filter { !isUnpaid(row, $0) },
          by: lastDay(left?.payDay, bins))
      ])
    }
  }

  /// The last day on which the payment still leads to the bin that it leads to today.
  private func lastDay(_ left: Day?, _ bins: PointsBins) -> Day? {
    guard let left else { return calendar.nextPayDay }
    let severer = bins.bins.first { !Quotient(Int64(days(left))).reaches($0.threshold, bins.bound) }
    return severer.map {
      left.adding(days: Int($0.threshold) - (bins.bound == .atLeast ? 1 : 0))
    }
  }

  private func days(_ payDay: Day) -> Int { calendar.asOf.days(since: payDay) }

  private func isUnpaid(_ row: Int, _ column: Int) -> Bool {
    !hasPayroll(row, column)
      && (column < goneFrom[row] && lastPayroll(row, before: column) != nil
        || isInsured(row, column))
  }

  /// Whether nothing known says that the first month of the look-back was the first unpaid.
  private func isLonger(_ row: Int, _ oldest: Int) -> Bool {
    calendar.asOf.month.months(since: calendar.month(oldest)) == kind.lookBackMonths
      && (oldest == 0 || !hasPayroll(row, oldest - 1))
  }

  private func hasPayroll(_ row: Int, _ column: Int) -> Bool {
    (persons.map { $0[row, column] != SignalBlock.absent } ?? false)
      || (amount.map { $0[row, column] != SignalBlock.absent } ?? false)
  }

  /// The last month with payroll among those that show that wages were to be expected.
  private func lastPayroll(_ row: Int, before column: Int) -> Int? {
    var candidate = column - 1
    while candidate >= max(0, column - kind.payrollMonths) {
      if hasPayroll(row, candidate) { return candidate }
      candidate -= 1
    }
    return nil
  }

  private func isInsured(_ row: Int, _ column: Int) -> Bool {
    insured.map { $0[row, column] > 0 } ?? false
  }

  /// What shows that wages were to be expected: the last payroll, and the insured persons.
  private func evidence(_ unpaid: [Int], _ row: Int) -> [EvidenceSource] {
    let expecting = unpaid.filter { $0 < goneFrom[row] }.compactMap { lastPayroll(row, before: $0) }
    return calendar.merged(
      calendar.evidence(.payrollPersons, expecting),
      calendar.evidence(.insuredPersons, unpaid.filter { isInsured(row, $0) }))
  }
}
