extension IllegalCaseEvent {
  /// What was found and what is expected, without a full stop.
  public var text: Bilingual {
    switch self {
    case .notAllowed(let kind, let state, let allowed): notAllowed(kind, state, allowed)
    case .notRegistered(let kind):
      Bilingual(
        zh: "案件须从登记开始，却是\(kind.title.zh)",
        en: "a case begins with the event registered, found \(kind.rawValue)")
    case .receptionBelow(let demanded, let found):
      Bilingual(
        zh: "接访人为\(found.title.zh)，按人数须由\(demanded.title.zh)接访",
        en: "received by \(found.rawValue), but the head-count demands \(demanded.rawValue)")
    case .notReceived(let demanded):
      Bilingual(
        zh: "按人数须先由\(demanded.title.zh)接访再转办，请先用 `case receive` 记录",
        en: "the head-count demands reception by \(demanded.rawValue) before a transfer order; "
          + "record it with `case receive` first")
    case .notAResolution(let kind, let accepted):
      Bilingual(
        zh: "\(kind.title.zh)不算化解，只有" + accepted.map(\.title.zh).joined(separator: "、") + "算",
        en: "\(kind.rawValue) does not resolve a case, only "
          + accepted.map(\.rawValue).joined(separator: ", "))
    case .alreadyWith, .bouncedBy, .unsigned, .nothingToSign: orderText
    case .notTakenTo, .alreadyAccepted, .alreadyBefore, .alreadyConcluded: forumText
    case .notRunning, .notExtendable, .extendedTooLate, .extendedTooFar, .nothingToPause,
      .alreadyPaused, .notPaused:
      clockText
    case .instalmentNotAfter, .noUnpaidInstalment, .instalmentVoid, .instalmentsUnpaid,
      .instalmentsLate, .paidTwice:
      instalmentText
    case .paidElsewhere(let other, let amount):
      Bilingual(
        zh: "案件已并入 \(other)，付款记在那里：`case pay \(other) --amount \(amount.typed) --on 付款日`",
        en: "the case was merged into \(other); record the payment there with "
          + "`case pay \(other) --amount \(amount.typed) --on DAY`")
    case .advancedFor(let number, let amount):
      Bilingual(
        zh: "本案已支付或垫付 \(amount) 元，投诉 \(number) 不能移出",
        en: "\(amount) yuan were paid or advanced in this case, so complaint \(number) stays in it")
    case .beforeRegistration, .inTheFuture, .cannotMergeInto, .standsAgainst: orderOfTimeText
    case .cannotLeave(let number, let complaints):
      Bilingual(
        zh: "投诉 \(number) 不能移出：案件中的投诉为 \(Self.list(complaints, "、"))，须至少留下一件",
        en:
          "complaint \(number) cannot leave: the case holds \(Self.list(complaints)), and one stays"
      )
    case .fund(let fault): fault.text
    }
  }

  private func notAllowed(
    _ kind: CaseEventKind, _ state: CaseState, _ allowed: [CaseEventKind]
  ) -> Bilingual {
    let typed = allowed.filter { $0.verb != nil }
    let zh = typed.map { "\($0.title.zh)（\($0.verb ?? "")）" }.joined(separator: "、")
    let verbs = typed.compactMap(\.verb)
    let en = verbs.enumerated().filter { !verbs[..<$0.offset].contains($0.element) }
      .map(\.element).joined(separator: ", ")
    return Bilingual(
      zh: "案件\(state.title.zh)，不能\(kind.title.zh)；" + (zh.isEmpty ? "不再接受任何操作" : "可以：\(zh)"),
      en: "a case that is \(state.rawValue) cannot take "
        + "\(kind.verb ?? "the event \(kind.rawValue)"); "
        + (en.isEmpty ? "it takes nothing any more" : "it can take: \(en)"))
  }

  private var orderText: Bilingual {
    switch self {
    case .alreadyWith(let body):
      Bilingual(zh: "案件已在 \(body)", en: "the case is with \(body) already")
    case .bouncedBy(let body):
      Bilingual(
        zh: "\(body) 刚退回本案，须转给另一个责任主体",
        en: "\(body) has just sent this case back; it goes to another body")
    case .unsigned(let clock, let dueOn, let demanded):
      Bilingual(
        zh: """
          \(clock) 已于 \(dueOn) 到期，逾期回复前转办单上须有\(demanded.title.zh)签字，\
          请先用 `case sign` 记录
          """,
        en: "\(clock) was due on \(dueOn): before a late reply the order needs the signature of "
          + "the \(demanded.title.en); record it with `case sign` first")
    case .nothingToSign:
      Bilingual(zh: "还没有转办单，无可签字", en: "there is no transfer order to sign yet")
    default: .same("")
    }
  }

  private var forumText: Bilingual {
    switch self {
    case .alreadyBefore(let forum, let since, let acceptedOn, let clock):
      Bilingual(
        zh: "案件自 \(since) 起在\(forum.title.zh)"
          + (acceptedOn.map { "，\($0) 已受理" } ?? "") + (clock.map { "，时限 \($0) 正在计时" } ?? "")
          + "，不重复移送；作出决定后先用 `case conclude --by \(forum.rawValue)` 记录",
        en: "the case is before \(forum.rawValue) since \(since)"
          + (acceptedOn.map { ", accepted on \($0)" } ?? "")
          + (clock.map { ", and \($0) runs" } ?? "")
          + "; record what is decided with `case conclude --by \(forum.rawValue)` before it is taken "
          + "there again")
    case .alreadyConcluded(let forum, let on):
      Bilingual(
        zh: "\(forum.title.zh)已于 \(on) 作出决定；再次移送（`case escalate --to \(forum.rawValue)`）后才有新的决定",
        en:
          "\(forum.rawValue) decided on \(on) already; a new decision follows when the case is taken "
          + "there again with `case escalate --to \(forum.rawValue)`")
    case .alreadyAccepted(let forum, let clock):
      Bilingual(
        zh: "\(forum.title.zh)已受理，时限 \(clock) 正在计时",
        en: "\(forum.rawValue) has taken it on already: \(clock) runs")
    case .notTakenTo(let forum, let takenTo):
      Bilingual(
        zh: "案件没有移送\(forum.title.zh)，只移送过：" + Self.list(takenTo.map(\.title.zh), "、"),
        en: "the case was never taken to \(forum.rawValue), only to: "
          + Self.list(takenTo.map(\.rawValue)))
    default: .same("")
    }
  }

  private var clockText: Bilingual {
    switch self {
    case .notRunning(let clock, let running):
      Bilingual(
        zh: "时限 \(clock) 没有在计时，正在计时的有：\(Self.list(running, "、"))",
        en: "no clock \(clock) runs; those that run: \(Self.list(running))")
    case .notExtendable(let clock, let extendable):
      Bilingual(
        zh: "时限 \(clock) 不得延期，可延期的有：\(Self.list(extendable, "、"))",
        en: "the policy gives \(clock) no more days; it does to: \(Self.list(extendable))")
    case .extendedTooLate(let clock, let dueOn):
      Bilingual(
        zh: "时限 \(clock) 已于 \(dueOn) 到期，到期后不得延期",
        en: "\(clock) was due on \(dueOn); a clock is extended by its due day or not at all")
    case .extendedTooFar(let clock, let days, let left):
      Bilingual(
        zh: "时限 \(clock) 申请延 \(days) 天，还可延 \(left) 天",
        en: "\(days) more days for \(clock), but the policy leaves \(left)")
    case .nothingToPause(let pausable, let running):
      Bilingual(
        zh: "没有可以暂停的时限在计时；可暂停：\(Self.list(pausable, "、"))；"
          + "正在计时：\(Self.list(running, "、"))",
        en: "no clock runs that may pause; the policy lets pause: \(Self.list(pausable)); "
          + "those that run: \(Self.list(running))")
    case .alreadyPaused(let since):
      Bilingual(zh: "自 \(since) 起已暂停", en: "paused already since \(since)")
    case .notPaused: Bilingual(zh: "没有暂停", en: "it is not paused")
    default: .same("")
    }
  }

  private var instalmentText: Bilingual {
    switch self {
    case .instalmentNotAfter(let day, let found):
      Bilingual(
        zh: "分期付款日 \(found) 不在协议日 \(day) 之后",
        en: "an instalment due on \(found), expected a day after the agreement's, \(day)")
    case .noUnpaidInstalment(let number, let unpaid):
      Bilingual(
        zh: "没有待付的第 \(number) 期，待付：\(Self.list(unpaid.map { String($0) }, "、"))",
        en: "no instalment \(number) is to be paid; to be paid: "
          + Self.list(unpaid.map { String($0) }))
    case .instalmentVoid(let number, let since, let unpaid):
      Bilingual(
        zh: "第 \(number) 期自 \(since) 起失效（协议违约、放弃或被替换），待付："
          + "\(Self.list(unpaid.map { String($0) }, "、"))；此前已付的请用 --on 写明付款日；"
          + "此后收到的钱用 `case pay NO --amount 元 --on 付款日` 记录；工资付清后用 `case resolve --paid`，或用 `case resolve --agreement` 记录新协议",
        en: "instalment \(number) is void since \(since), its agreement was broken, given up or "
          + "replaced; to be paid: \(Self.list(unpaid.map { String($0) })). A payment of an earlier day "
          + "takes --on with that day, money that came since is recorded with `case pay NO --amount YUAN --on "
          + "DAY`; once all is paid use `case resolve --paid`, for a new agreement "
          + "`case resolve --agreement`")
    case .instalmentsLate(let numbers):
      Bilingual(
        zh: "分期逾期支付：第 \(Self.list(numbers.map { String($0) }, "、")) 期，协议已破，"
          + "下一次夜间运行记录后案件重开",
        en:
          "instalments were paid after their day: \(Self.list(numbers.map { String($0) })); the plan "
          + "is broken, and the next night opens the case again")
    case .paidTwice(let number):
      Bilingual(
        zh: "第 \(number) 期已记录为已付", en: "instalment \(number) is recorded as paid already")
    case .instalmentsUnpaid(let numbers):
      Bilingual(
        zh: "还有分期未付：\(Self.list(numbers.map { String($0) }, "、"))，不能办结",
        en: "instalments are still to be paid: \(Self.list(numbers.map { String($0) }))")
    default: .same("")
    }
  }

  private var orderOfTimeText: Bilingual {
    switch self {
    case .beforeRegistration(let found, let registeredAt):
      Bilingual(
        zh: "生效时间 \(found) 早于登记时间 \(registeredAt)",
        en: "takes effect at \(found), before the case was registered at \(registeredAt)")
    case .inTheFuture(let found, let now):
      Bilingual(
        zh: "生效时间 \(found) 晚于现在 \(now)",
        en: "takes effect at \(found), later than now, \(now)")
    case .standsAgainst(let kind, let recorded, let fault):
      Bilingual(
        zh: "若自该日起\(kind.title.zh)，已记录的 \(recorded.effectiveAt) "
          + "\(recorded.act.kind.title.zh)便不能成立：\(fault.text.zh)；请用 "
          + "`--on \(recorded.effectiveAt.day)` 或更晚的日期记录"
          + (kind == .resolved ? "，并用 `case pay NO --amount 元 --on 付款日` 记下真实付款日" : ""),
        en:
          "with \(kind.rawValue) on that day, the event \(recorded.act.kind.rawValue) recorded for "
          + "\(recorded.effectiveAt) could not have been: \(fault.text.en). Record it with "
          + "`--on \(recorded.effectiveAt.day)` or a later day"
          + (kind == .resolved
            ? ", and the day on which wages really came with `case pay NO --amount YUAN --on DAY`"
            : ""))
    case .cannotMergeInto(let other, let reason):
      Bilingual(
        zh: "不能并入 \(other)：\(reason.zh)", en: "cannot be merged into \(other): \(reason.en)")
    default: .same("")
    }
  }

  private static func list(_ words: [String], _ comma: String = ", ") -> String {
    words.isEmpty ? "-" : words.joined(separator: comma)
  }
}
