import WageDomain

/// Files of some months in the order of their days, no two of one day: accounts that change hands, rows
/// by code, by name and by account alone, and a register that comes late and calls firms otherwise.
struct RandomNights {
  static let codes = Array(Firms.codes.prefix(4))
  static let days = ["2026-02-20", "2026-04-15", "2026-07-31"].map { CaseDatabase.day($0) }

  private static let names = [
    "湖州南浔弈峤木业有限公司", "湖州南浔锴筠服装有限公司", "湖州南浔桓栩纺织有限公司", "湖州南浔泓峤建材有限公司", "湖州锴筠服装厂",
    "南浔弈峤木业", "湖州南浔弈峤木业有限公司(东厂)", "湖州南浔弈娇木业有限公司", "", "",
  ]

  let files: [(day: String, name: String, text: String)]

  /// Without `repeats` no file has two rows of one account, nor of a month without one: none is set
  /// aside, and none decides about another by its line.
  init(seed: UInt64, repeats: Bool = true) {
    var dice = DeliveryDice(state: seed &+ 4_242)
    var files: [(day: String, name: String, text: String)] = []
    for month in 1...5 {
      for (number, feed) in ["electricity", "water", "firms"].enumerated() {
        guard Int.random(in: 0..<10, using: &dice) < 7 else { continue }
        let day = "2026-0\(month + 1)-0\(number + 1)"
        files.append(
          (
            day, "\(feed)_2026-0\(month)__known-\(day).csv",
            feed == "firms" ? Self.register(&dice) : Self.usage(month, repeats: repeats, &dice)
          ))
      }
    }
    self.files = files
  }

  private static func register(_ dice: inout DeliveryDice) -> String {
    var text = "credit_code,name\n"
    for code in codes where Bool.random(using: &dice) {
      text += "\(code),\(names.prefix(5).randomElement(using: &dice) ?? "")\n"
    }
    return text
  }

  private static func usage(
    _ month: Int, repeats: Bool, _ dice: inout DeliveryDice
  ) -> String {
    var text = "account_no,credit_code,name,month,quantity\n"
    var seen: Set<String> = []
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
      let code = (codes.prefix(3) + ["", "", "", ""]).randomElement(using: &dice) ?? ""
      let name = code.isEmpty ? names.randomElement(using: &dice) ?? "" : ""
      let account = ["A1", "A2", "A3", ""].randomElement(using: &dice) ?? ""
      let about = [month, month, max(1, month - 1)].randomElement(using: &dice) ?? month
      guard seen.insert(account.isEmpty ? "\(about)" : account).inserted || repeats else {
        continue
      }
      text += "\(account),\(code),\(name),2026-0\(about),\(Int.random(in: 1...99, using: &dice))\n"
    }
    return text
  }
}
