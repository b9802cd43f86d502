public import WageDomain

/// Why the district's petition account takes no movement; nothing was changed.
public enum FundStoreError: Error, Hashable, Sendable {
  /// The least balance from the movement's day on, and the first day on which it is that low.
  case overdrawn(wanted: Money, balance: Money, on: Day)
  /// The voucher was booked before.
  case booked(FundMovementKind, reference: String, seq: Int64, on: Day)
  case inTheFuture(Day, today: Day)
  /// The case never had a transfer order, so that nobody is named who pays back.
  case nobodyPaysBack(caseNo: String)

  /// What is told: what was found, what was wanted, what to do.
  public var text: Bilingual {
    switch self {
    case .overdrawn(let wanted, let balance, let day): Self.overdrawn(wanted, balance, day)
    case .booked(let kind, let reference, let seq, let day):
      Bilingual(
        zh: """
          专户：凭证 \(reference) 已记为第 \(seq) 笔\(kind.title.zh)（\(day)），不再记一次。未作改动。
            如是另一笔，请写它自己的凭证号；流水清单：`wagewatch fund list`。
          """,
        en: """
          the petition account: voucher \(reference) is booked already, as \(kind.rawValue) \(seq) of \
          \(day). Nothing was changed.
            Give another movement its own voucher number; see `wagewatch fund list`.
          """)
    case .inTheFuture(let day, let today):
      Bilingual(
        zh: "专户：\(day) 晚于今天 \(today)，应为今天或以前。未作改动。\n  请到当日再记。",
        en: """
          the petition account: \(day) is later than today, \(today). Nothing was changed.
            Book it on its day.
          """)
    case .nobodyPaysBack(let caseNo):
      Bilingual(
        zh: "案件 \(caseNo)：没有转办单，不知由哪个责任主体追回。未作改动。\n  请用 --from BODY 指明。",
        en: """
          case \(caseNo): it has no transfer order, so no body is known to pay back. Nothing was changed.
            Name the body with --from BODY.
          """)
    }
  }

  private static func overdrawn(_ wanted: Money, _ balance: Money, _ day: Day) -> Bilingual {
    let short = wanted - balance
    return Bilingual(
      zh: """
        专户：\(day) 余额 \(balance) 元，要支出 \(wanted) 元，差 \(short) 元。未作改动。
          请先用 `wagewatch fund deposit --amount 元` 记入拨款，或支出至多 \(balance) 元。
        """,
      en: """
        the petition account holds \(balance) yuan on \(day), wanted \(wanted) yuan: \(short) short. \
        Nothing was changed.
          Book a deposit first with `wagewatch fund deposit --amount YUAN`, or pay at most \(balance).
        """)
  }
}

extension FundStoreError: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }
}
