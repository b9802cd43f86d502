import WageDomain

/// Loans as banks report them: a row a borrower and month.
struct LoanRows {
  let seed: UInt64
  let firstMonth: Month
  /// Firms that pay and are behind with interest for once, per thousand a month.
  let slips: Int

  /// Two in five firms with ten workers or more borrow (assumption).
  func write(_ firm: SimulatedFirm, month: Month, to file: inout FeedFile) {
    var borrower = Draw(seed, .loan, firm.index)
    guard firm.persons >= 10, borrower.chance(400) else { return }
    let granted = firm.persons * borrower.within(10...60) * 100_000
    // Paid down by 8 in 1,000 a month, as far as half.
    let balance = granted.permille(max(500, 1000 - 8 * month.months(since: firstMonth)))
    let state = FirmMonth(firm: firm, month: month)
    var draw = Draw(seed, .loan, firm.index, Int(month.index))
    let usual = draw.chance(slips) ? draw.within(200...900) : 0
    // Whoever is behind with tax and contributions is behind with interest, too.
    let behind = max(state.taxArrears, state.insuranceArrears, usual)
    file.add { row in
      row.code(firm.codeText)
      row.month(month)
      row.amount(balance)
      row.amount(behind >= 3000 ? balance / 10 : 0)
      row.amount(balance.permille(4).permille(behind))
      row.number(behind * 30 / 1000)
    }
  }
}
