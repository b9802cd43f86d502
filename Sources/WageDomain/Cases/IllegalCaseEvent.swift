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
  case cannotMergeInto(String, reason: String)
}

extension IllegalCaseEvent: CustomStringConvertible {
  /// What was found and what is expected, in English, without a full stop.
  public var description: String {
    switch self {
    case .notAllowed(let kind, let state, let allowed):
      let names = allowed.map(\.rawValue).joined(separator: ", ")
      return "a case that is \(state.rawValue) cannot take the event \(kind.rawValue); "
        + (names.isEmpty ? "it takes none any more" : "it can take: \(names)")
    case .notRegistered(let kind):
      return "a case begins with the event registered, found \(kind.rawValue)"
    case .receptionBelow(let demanded, let found):
      return "received by \(found.rawValue), but the head-count demands \(demanded.rawValue)"
    case .notReceived(let demanded):
      return "the head-count demands reception by \(demanded.rawValue) before a transfer order; "
        + "record it with `case receive` first"
    case .notAResolution(let kind, let accepted):
      return "\(kind.rawValue) does not resolve a case, only "
        + accepted.map(\.rawValue).joined(separator: ", ")
    case .alreadyWith(let body):
      return "the case is with \(body) already"
    case .beforeRegistration(let found, let registeredAt):
      return "takes effect at \(found), before the case was registered at \(registeredAt)"
    case .inTheFuture(let found, let now):
      return "takes effect at \(found), later than now, \(now)"
    case .cannotMergeInto(let other, let reason):
      return "cannot be merged into \(other): \(reason)"
    }
  }
}
