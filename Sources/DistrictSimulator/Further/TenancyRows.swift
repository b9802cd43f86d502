import WageDomain

/// Rent as landlords of rented works and shops report it: a row a tenant and month.
struct TenancyRows {
  let seed: UInt64

  /// A quarter of the firms rent from a landlord who reports (assumption).
  func write(_ firm: SimulatedFirm, month: Month, to file: inout FeedFile) {
    var tenant = Draw(seed, .tenancy, firm.index)
    guard tenant.chance(250), !isGone(firm, month) else { return }
    let rent = firm.persons * tenant.within(300...900) * 100
    let state = FirmMonth(firm: firm, month: month)
    var draw = Draw(seed, .tenancy, firm.index, Int(month.index))
    let usual = draw.chance(firm.paysBillsLate ? 300 : 12) ? draw.within(400...1000) : 0
    let arrears = rent.permille(max(state.billArrears, usual))
    file.add { row in
      row.code(firm.codeText)
      row.cell(firm.name)
      row.month(month)
      row.amount(rent)
      row.amount(arrears)
      row.cell(isLeaving(firm, month) ? "是" : "否")
    }
  }

  /// Half a year after the wages stopped the rooms are empty.
  private func isGone(_ firm: SimulatedFirm, _ month: Month) -> Bool {
    firm.fate.stopsPayingIn.map { month > $0.adding(months: 6) } ?? false
  }

  private func isLeaving(_ firm: SimulatedFirm, _ month: Month) -> Bool {
    firm.fate.lastMonth == month || firm.fate.stopsPayingIn?.adding(months: 6) == month
  }
}
