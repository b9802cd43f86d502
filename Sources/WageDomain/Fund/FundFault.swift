/// Why a case takes no money from the district's petition account, or gives none back.
public enum FundFault: Hashable, Sendable {
  /// The workflow policy says nothing of an account.
  case noPolicy
  /// The case is not before the authority that advances are for, or was resolved since.
  case notBefore(Forum, takenTo: [Forum])
  /// The clock after which an advance is due still runs, this day included.
  case clockRuns(String, dueOn: Day)
  /// Nobody can tell before the holiday notice of a year whether that clock ran out.
  case notCountable(String, year: Int)
  /// Nobody said how much is owed.
  case amountNotStated
  case aboveUnpaid(wanted: Money, unpaid: Money)
  case aboveOutstanding(wanted: Money, outstanding: Money)

  /// What was found and what is expected, without a full stop.
  public var text: Bilingual {
    switch self {
    case .noPolicy:
      Bilingual(
        zh: "流程规则没有 fund 一节，不得垫付",
        en: "the workflow policy has no section fund, so nothing is advanced")
    case .notBefore(let forum, let takenTo):
      Self.notBefore(forum, takenTo)
    case .clockRuns(let clock, let dueOn):
      Bilingual(
        zh: "\(clock)：到 \(dueOn) 为止，其后仍未化解方可垫付",
        en: "\(clock) runs to \(dueOn); wages are advanced from the day after, if still unresolved")
    case .notCountable(let clock, let year):
      Bilingual(
        zh: "\(clock)：\(MissingNotice.text(year).zh)，不能断定已到期",
        en: "\(clock) is \(MissingNotice.text(year).en), so nobody can tell that it ran out")
    case .amountNotStated:
      Bilingual(
        zh: "案件没有写明金额，金额不明确不得垫付",
        en: "the case states no amount; only a clear amount is advanced")
    case .aboveUnpaid(let wanted, let unpaid):
      Bilingual(
        zh: "要垫付 \(wanted) 元，未付工资为 \(unpaid) 元",
        en: "an advance of \(wanted) yuan, but \(unpaid) yuan are unpaid")
    case .aboveOutstanding(let wanted, let outstanding):
      Bilingual(
        zh: "要追回 \(wanted) 元，已垫付而未追回的为 \(outstanding) 元",
        en: "a recovery of \(wanted) yuan, but \(outstanding) yuan are advanced and not recovered")
    }
  }

  private static func notBefore(_ forum: Forum, _ takenTo: [Forum]) -> Bilingual {
    let zh = takenTo.isEmpty ? "-" : takenTo.map(\.title.zh).joined(separator: "、")
    let en = takenTo.isEmpty ? "-" : takenTo.map(\.rawValue).joined(separator: ", ")
    return Bilingual(
      zh: "只有提交\(forum.title.zh)而未化解的案件可以垫付，移送过：\(zh)；可（再次）提交："
        + "`case escalate --to \(forum.rawValue)`",
      en: "only a case before the \(forum.title.en), unresolved since, gets an advance; "
        + "taken to: \(en); take it there (again) with `case escalate --to \(forum.rawValue)`")
  }
}
