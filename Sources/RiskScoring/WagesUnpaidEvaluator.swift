import WageDomain

/// The hard trigger on one block; the rule stands at ``WagesUnpaidParameters``.
struct WagesUnpaidEvaluator {
  private let parameters: WagesUnpaidParameters
  private let calendar: SignalCalendar
  private let persons: MeasureMatrix?
  private let amount: MeasureMatrix?
  private let insured: MeasureMatrix?
  private let isGone: [Bool]
  /// The months that may be unpaid, oldest first, with their pay days.
  private let months: [(column: Int, payDay: Day)]

  init(_ parameters: WagesUnpaidParameters, _ block: SignalBlock, _ calendar: SignalCalendar) {
    self.parameters = parameters
    self.calendar = calendar
    persons = MeasureMatrix(.payrollPersons, block)
    amount = MeasureMatrix(.payrollAmount, block)
    insured = MeasureMatrix(.insuredPersons, block)
    isGone = block.firms.map(\.isGone)
    let earliest = calendar.asOf.month.adding(months: -parameters.lookBackMonths)
    months = (0..<calendar.monthCount).compactMap { column in
      let month = calendar.month(column)
      guard month >= earliest, month <= calendar.asOf.month,
        calendar.coverage.covers(.payroll, month), let payDay = calendar.payDays[month],
        payDay < calendar.asOf
      else { return nil }
      return (column, payDay)
    }
  }

  func reason(_ trigger: HardTrigger, firm: Int) -> Reason? {
    guard let oldest = months.firstIndex(where: { isUnpaid(firm, $0.column) }),
      let bin = trigger.bin(days: days(months[oldest].payDay))
    else { return nil }
    let unpaid = months[oldest...].filter { isUnpaid(firm, $0.column) }
    return Reason(
      indicator: trigger.id, points: bin.points, trigger: bin.tier,
      text: trigger.reason.text([
        "months": .same(String(unpaid.count)),
        "since": .same(calendar.month(months[oldest].column).description),
        "pay_day": .same(months[oldest].payDay.description),
        "days": .same(String(days(months[oldest].payDay))),
      ]),
      evidence: evidence(unpaid.map(\.column), firm))
  }

  private func days(_ payDay: Day) -> Int { calendar.asOf.days(since: payDay) }

  private func isUnpaid(_ firm: Int, _ column: Int) -> Bool {
    !hasPayroll(firm, column)
      && (lastPayroll(firm, before: column) != nil && !isGone[firm] || isInsured(firm, column))
  }

  private func hasPayroll(_ firm: Int, _ column: Int) -> Bool {
    (persons.map { $0[firm, column] != SignalBlock.absent } ?? false)
      || (amount.map { $0[firm, column] != SignalBlock.absent } ?? false)
  }

  /// The last month with payroll among those that show that wages were to be expected.
  private func lastPayroll(_ firm: Int, before column: Int) -> Int? {
    var candidate = column - 1
    while candidate >= max(0, column - parameters.payrollMonths) {
      if hasPayroll(firm, candidate) { return candidate }
      candidate -= 1
    }
    return nil
  }

  private func isInsured(_ firm: Int, _ column: Int) -> Bool {
    insured.map { $0[firm, column] > 0 } ?? false
  }

  /// What shows that wages were to be expected: the last payroll, and the insured persons.
  private func evidence(_ unpaid: [Int], _ firm: Int) -> [EvidenceSource] {
    calendar.merged(
      calendar.evidence(.payroll, unpaid.compactMap { lastPayroll(firm, before: $0) }),
      calendar.evidence(.socialInsurance, unpaid.filter { isInsured(firm, $0) }))
  }
}
