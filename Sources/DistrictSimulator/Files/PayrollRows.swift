import WageDomain

/// Payments of wages as the bank exports them: one a firm, wage month, day and batch.
struct PayrollRows {
  let seed: UInt64
  let world: World

  init(_ parameters: SimulationParameters) {
    seed = parameters.seed
    world = parameters.setting
  }

  /// The day by which the file of `month` knows payments.
  static func exportDay(_ month: Month) -> Day {
    month.adding(months: 1).firstDay.adding(days: 19)
  }

  /// The payments for `wageMonth` that the file of `fileMonth` holds: those made since the export
  /// before.
  func write(
    _ firm: SimulatedFirm, state: FirmMonth, persons: Int, wageMonth: Month, fileMonth: Month,
    to file: inout FeedFile
  ) {
    guard let wages = state.wages else { return }
    let upTo = Self.exportDay(fileMonth)
    let from = wageMonth == fileMonth ? nil : Self.exportDay(fileMonth.adding(months: -1))
    for payment in payments(firm, persons: persons, wageMonth: wageMonth, wages: wages)
    where payment.paidOn <= upTo && payment.paidOn > (from ?? Day(number: 0)) {
      file.add { row in
        row.code(firm.codeText)
        row.month(wageMonth)
        row.cell(payment.paidOn.description)
        row.number(payment.batch)
        row.persons(payment.persons)
        row.amount(payment.fen)
      }
    }
  }

  private func payments(
    _ firm: SimulatedFirm, persons: Int, wageMonth: Month, wages: WagePayment
  ) -> [(paidOn: Day, batch: Int, persons: Int, fen: Int)] {
    var draw = Draw(seed, .payroll, firm.index, Int(wageMonth.index))
    let whole = firm.wageFen.permille(1000 + draw.bell(40.permille(world.noise.swing)))
      .permille(world.year.pay(seed, firm, wageMonth))
    let each = whole.permille(wages.share)
    let payDay = firm.payDay(for: wageMonth)
    let paidOn = payDay.adding(days: wages.delayDays)
    if let rest = wages.rest {
      return [
        (paidOn, 1, persons, persons * each),
        (payDay.adding(days: rest.delayDays), 2, persons, persons * whole.permille(rest.share)),
      ]
    }
    guard firm.payPattern != .once, persons > 1 else {
      return [(paidOn, 1, persons, persons * each)]
    }
    let early =
      firm.payPattern == .twice && wages.delayDays == 0
      ? SpringFestival.workingDay(onOrBefore: wageMonth.lastDay) : paidOn
    return batches(firm, persons).enumerated().map { place, count in
      (place == 0 ? early : paidOn, place + 1, count, count * each)
    }
  }

  /// The workforce in batches, the first the largest, none empty.
  private func batches(_ firm: SimulatedFirm, _ persons: Int) -> [Int] {
    let first = max(1, persons.permille(firm.payPattern == .twice ? 600 : 720))
    let rest = persons - first
    guard persons > 25 else { return [first, rest] }
    return [first, rest / 2, rest - rest / 2]
  }
}
