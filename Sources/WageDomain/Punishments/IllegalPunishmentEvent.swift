/// An event that an entry of the list cannot take; nothing was changed.
public enum IllegalPunishmentEvent: Error, Hashable, Sendable {
  case notEntered
  /// Its state does not allow it; holds what it does allow.
  case notAllowed(
    PunishmentActKind, in: PunishmentStatus.State, allowed: [PunishmentActKind])
  /// The order to pay may still be obeyed.
  case orderRuns(dueOn: Day, found: Day)
  case termRuns(to: Day, found: Day)
  /// The arrears were paid.
  case paid(on: Day)
  case paidLater(Day, found: Day)
  case notRepaired
  case repairRuns(until: Day, found: Day)
  /// Earlier than what was recorded last.
  case before(Day, latest: Day)
  case inTheFuture(Day, today: Day)

  /// What was found and what is expected, without a full stop.
  public var text: Bilingual {
    switch self {
    case .notEntered: Bilingual(zh: "名单须从列入开始", en: "an entry begins with the event entered")
    case .notAllowed(let kind, let state, let allowed): Self.notAllowed(kind, state, allowed)
    case .orderRuns(let dueOn, let found):
      Bilingual(
        zh: "责令支付期限为 \(dueOn)，\(found) 尚未逾期，逾期未支付方可列入",
        en: "the order to pay runs to \(dueOn), so nobody is entered on \(found): only after it")
    case .termRuns(let endsOn, let found):
      Bilingual(
        zh: "期限到 \(endsOn) 为止，\(found) 尚未届满", en: "the term runs to \(endsOn), not over on \(found)"
      )
    case .paid(let day):
      Bilingual(
        zh: "已于 \(day) 付清并承诺，不再续期或再次修复",
        en: "the arrears were paid on \(day): it is not renewed, nor repaired again")
    case .paidLater(let paid, let found):
      Bilingual(
        zh: "付清日 \(paid) 晚于 \(found)", en: "paid on \(paid), which is after \(found)")
    case .notRepaired:
      Bilingual(
        zh: "没有付清并承诺的记录，请先用 `punish repair` 记录",
        en: "no payment with a promise is recorded; record it with `punish repair` first")
    case .repairRuns(let from, let found):
      Bilingual(
        zh: "\(from) 起方可提前移出，\(found) 未到",
        en: "it may be removed early from \(from), not on \(found)")
    case .before(let day, let latest):
      Bilingual(
        zh: "\(day) 早于最近一次记录之日 \(latest)",
        en: "\(day) is before what was recorded last, on \(latest)")
    case .inTheFuture(let day, let today):
      Bilingual(zh: "\(day) 晚于今天 \(today)", en: "\(day) is later than today, \(today)")
    }
  }

  private static func notAllowed(
    _ kind: PunishmentActKind, _ state: PunishmentStatus.State, _ allowed: [PunishmentActKind]
  ) -> Bilingual {
    let zh = allowed.map(\.title.zh).joined(separator: "、")
    let en = allowed.map(\.rawValue).joined(separator: ", ")
    return Bilingual(
      zh: "名单\(state.title.zh)，不能\(kind.title.zh)；" + (zh.isEmpty ? "不再接受任何操作" : "可以：\(zh)"),
      en: "an entry that is \(state.rawValue) cannot take the event \(kind.rawValue); "
        + (en.isEmpty ? "it takes none any more" : "it can take: \(en)"))
  }
}
