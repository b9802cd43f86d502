import WageDomain

/// Rows of power, water and gas: one an account.
struct UtilityRows {
  let month: Month
  let price: Int  // fen for a kWh or m3
  /// Of a normal month, per thousand.
  let used: Int
  /// Owed, per thousand of a normal bill.
  let arrears: Int

  /// Writes a row for each account; `normal` is the firm's quantity of a normal month in hundredths.
  func write(
    _ firm: SimulatedFirm, _ accounts: [UtilityAccount], normal: Int, to file: inout FeedFile
  ) {
    let feed = file.plan.feed
    for account in accounts {
      let quantity = normal.permille(account.share).permille(used)
      let owed = normal.permille(account.share).permille(arrears) * price / 100
      guard let change = account.change, change.month <= month else {
        row(firm, account, account.number, quantity, owed, feed, &file)
        continue
      }
      // The month of the change has both meters.
      if change.month == month {
        row(firm, account, account.number, quantity.permille(430), owed, feed, &file)
        row(firm, account, change.number, quantity - quantity.permille(430), 0, feed, &file)
      } else {
        row(firm, account, change.number, quantity, owed, feed, &file)
      }
    }
  }

  private func row(
    _ firm: SimulatedFirm, _ account: UtilityAccount, _ number: String, _ quantity: Int,
    _ owed: Int, _ feed: Feed, _ file: inout FeedFile
  ) {
    let hidesCode = hidesCode(firm, account)
    let fee = quantity * price / 100
    file.add { row in
      if feed != .water { row.cell(number) }
      if hidesCode { row.empty() } else { row.code(firm.codeText) }
      if hidesCode {
        row.cell(
          account.code == .mangledName ? mangled(firm) : otherBrackets(firm.name))
      } else if feed == .electricity {
        row.cell(firm.name)
      } else {
        row.empty()
      }
      if feed == .water { row.cell(number) }
      row.month(month)
      row.quantity(quantity)
      row.amount(fee)
      row.amount(owed)
    }
  }

  private func hidesCode(_ firm: SimulatedFirm, _ account: UtilityAccount) -> Bool {
    switch account.code {
    case .given: false
    case .nameOnly, .mangledName: true
    case .sometimesMissing:
      month > firm.firstMonth && (Int(month.index) + firm.index).isMultiple(of: 3)
    }
  }

  /// The brand alone, its first two characters in the wrong order.
  private func mangled(_ firm: SimulatedFirm) -> String {
    var letters = Array(firm.brand)
    letters.swapAt(0, 1)
    return String(letters)
  }

  /// The same name with the other kind of brackets, as utilities write it.
  private func otherBrackets(_ name: String) -> String {
    let pairs: [Character: Character] = ["（": "(", "）": ")", "(": "（", ")": "）"]
    return String(name.map { pairs[$0] ?? $0 })
  }
}
