import WageDomain

/// Electricity files in a random order of days, some of whose rows name their firm by code and some
/// by a name that nobody knows.
struct RandomDeliveries {
  /// What the accounts' rows without a code call their firm.
  static let oldName = "甲乙丙旧招牌电机有限公司"
  static let days = ["2026-04-10", "2026-05-10", "2026-05-20", "2026-06-10", "2026-07-10"]

  /// A file: its text as sent, and as if the rows by name had carried `code`.
  struct File {
    let name: String
    let text: String
    let coded: String
  }

  let files: [File]

  /// `code` is the firm that the rows by name are found to be, `other` one that had the account.
  init(seed: UInt64, code: String, other: String) {
    var random = DeliveryDice(state: seed)
    var files = [Self.opening(code, other)]
    for number in 1...Int.random(in: 3...7, using: &random) {
      let day = Self.days.randomElement(using: &random) ?? Self.days[0]
      var rows: [(code: String, account: String, name: String, rest: String)] = []
      for month in ["2026-01", "2026-02", "2026-03"] {
        for account in ["A", "B", ""] where Int.random(in: 0..<3, using: &random) > 0 {
          let quantity = [100, 200].randomElement(using: &random) ?? 100
          let fee = ["", "7", "8"].randomElement(using: &random) ?? ""
          let holder = [code, other, "", "", ""].randomElement(using: &random) ?? ""
          let name = holder.isEmpty ? Self.oldName : ""
          rows.append((holder, account, name, "\(month),\(quantity),\(fee)"))
        }
      }
      let header = "credit_code,account_no,name,month,quantity,fee_yuan\n"
      func text(_ fill: String) -> String {
        header
          + rows.map { row in
            let holder = row.code.isEmpty ? fill : row.code
            return "\(holder),\(row.account),\(row.name),\(row.rest)\n"
          }.joined()
      }
      // A file number first: two files may share their day, never their name.
      let file = "electricity_\(number)__known-\(day).csv"
      if !rows.isEmpty { files.append(File(name: file, text: text(""), coded: text(code))) }
    }
    self.files = files
  }

  /// Both firms have had both accounts, so that an account alone decides nothing.
  private static func opening(_ code: String, _ other: String) -> File {
    let text = """
      credit_code,account_no,name,month,quantity,fee_yuan
      \(code),A,,2025-11,1,
      \(other),A,,2025-12,2,
      \(code),B,,2025-12,3,
      \(other),B,,2025-11,4,

      """
    return File(name: "electricity_0__known-2026-01-10.csv", text: text, coded: text)
  }
}

/// SplitMix64: the same numbers on every machine and in every run.
struct DeliveryDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
