extension IllegalCaseEvent {
  /// The same with what people call clocks and bodies in the place of their ids.
  /// `listed` calls those clocks that may be named instead.
  public func naming(
    clock: (String) -> String, listed: (String) -> String, body: (String) -> String
  ) -> IllegalCaseEvent {
    switch self {
    case .alreadyWith(let id): .alreadyWith(body: body(id))
    case .bouncedBy(let id): .bouncedBy(body: body(id))
    case .unsigned(let id, let dueOn, let demanded):
      .unsigned(clock: clock(id), dueOn: dueOn, demanded: demanded)
    case .notRunning(let id, let running):
      .notRunning(clock: clock(id), running: running.map(listed))
    case .notExtendable(let id, let extendable):
      .notExtendable(clock: clock(id), extendable: extendable.map(listed))
    case .extendedTooLate(let id, let dueOn): .extendedTooLate(clock: clock(id), dueOn: dueOn)
    case .extendedTooFar(let id, let days, let left):
      .extendedTooFar(clock: clock(id), days: days, left: left)
    case .nothingToPause(let pausable, let running):
      .nothingToPause(pausable: pausable.map(clock), running: running.map(clock))
    case .alreadyBefore(let forum, let since, let acceptedOn, let id):
      .alreadyBefore(forum, since: since, acceptedOn: acceptedOn, clock: id.map(clock))
    case .alreadyAccepted(let forum, let id): .alreadyAccepted(forum, clock: clock(id))
    case .standsAgainst(let kind, let recorded, let fault):
      .standsAgainst(
        kind, recorded: recorded, fault.naming(clock: clock, listed: listed, body: body))
    case .fund(let fault): .fund(fault.naming(clock: clock))
    default: self
    }
  }
}

extension FundFault {
  fileprivate func naming(clock: (String) -> String) -> FundFault {
    switch self {
    case .clockRuns(let id, let dueOn): .clockRuns(clock(id), dueOn: dueOn)
    case .notCountable(let id, let year): .notCountable(clock(id), year: year)
    case .noPolicy, .notBefore, .amountNotStated, .aboveUnpaid, .aboveOutstanding: self
    }
  }
}
