/// An event that a case cannot take; nothing was changed.
public enum IllegalCaseEvent: Error, Hashable, Sendable {
  /// The state does not allow it; holds what it does allow.
  case notAllowed(CaseEventKind, in: CaseState, allowed: [CaseEventKind])
  /// A case begins with its registration and nothing else.
  case notRegistered(CaseEventKind)
  /// Received below the level that the head-count demands (N8).
  case receptionBelow(demanded: CaseLevel, found: CaseLevel)
  /// A transfer order before a leader received the visitors (N8).
  case notReceived(demanded: CaseLevel)
  /// Not one of the ways of the policy's resolution standard (N14).
  case notAResolution(ResolutionKind, accepted: [ResolutionKind])
  /// The body has this case already.
  case alreadyWith(body: String)
  /// Takes effect before the case was registered.
  case beforeRegistration(Instant, registeredAt: Instant)
  /// Takes effect later than now.
  case inTheFuture(Instant, now: Instant)
  /// The other case was registered later, or is finished; a merge may not lose a running clock.
  case cannotMergeInto(String, reason: Bilingual)
}

extension IllegalCaseEvent: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }

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
    case .alreadyWith(let body):
      Bilingual(zh: "案件已在 \(body)", en: "the case is with \(body) already")
    case .beforeRegistration, .inTheFuture, .cannotMergeInto: outOfOrder
    }
  }

  private var outOfOrder: Bilingual {
    switch self {
    case .beforeRegistration(let found, let registeredAt):
      Bilingual(
        zh: "生效时间 \(found) 早于登记时间 \(registeredAt)",
        en: "takes effect at \(found), before the case was registered at \(registeredAt)")
    case .inTheFuture(let found, let now):
      Bilingual(
        zh: "生效时间 \(found) 晚于现在 \(now)",
        en: "takes effect at \(found), later than now, \(now)")
    case .cannotMergeInto(let other, let reason):
      Bilingual(
        zh: "不能并入 \(other)：\(reason.zh)", en: "cannot be merged into \(other): \(reason.en)")
    default: .same("")
    }
  }

  private func notAllowed(
    _ kind: CaseEventKind, _ state: CaseState, _ allowed: [CaseEventKind]
  ) -> Bilingual {
    let zh = allowed.map(\.title.zh).joined(separator: "、")
    let en = allowed.map(\.rawValue).joined(separator: ", ")
    return Bilingual(
      zh: "案件\(state.title.zh)，不能\(kind.title.zh)；" + (zh.isEmpty ? "不再接受任何操作" : "可以：\(zh)"),
      en: "a case that is \(state.rawValue) cannot take the event \(kind.rawValue); "
        + (en.isEmpty ? "it takes none any more" : "it can take: \(en)"))
  }
}
