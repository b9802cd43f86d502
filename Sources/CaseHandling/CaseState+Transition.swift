public import WageDomain

extension CaseState {
  /// The state after an act; a new kind of act does not compile until it has an answer, nor a new
  /// state until it says whether the case is open.
  ///
  /// - Throws: ``IllegalCaseEvent/notAllowed(_:in:allowed:)``.
  public func after(_ act: CaseAct) throws(IllegalCaseEvent) -> CaseState {
    guard let next = next(act.kind) else {
      throw .notAllowed(act.kind, in: self, allowed: allowed)
    }
    return next
  }

  /// The state after an act that was recorded before, under whatever rules held then.
  ///
  /// A call-back was once taken of any case that was not withdrawn or merged. Recorded of a resolved
  /// one, it stays, too, where a breach of that day comes to light later.
  ///
  /// - Throws: as ``after(_:)``.
  func afterRecorded(_ act: CaseAct) throws(IllegalCaseEvent) -> CaseState {
    if act.kind == .calledBack, self != .withdrawn, self != .merged { return self }
    return try after(act)
  }

  /// The kinds of event that this state takes.
  public var allowed: [CaseEventKind] { CaseEventKind.allCases.filter { next($0) != nil } }

  /// The state after an event of `kind`; nil when this state does not take it.
  ///
  /// Some kinds leave the state alone wherever they are taken. *Raised* records that a moment passed,
  /// also when the nightly run notices it only after the case ended; *raise withdrawn* that it was
  /// none, *breach withdrawn* that an instalment had been paid in time; *rescheduled* that a notice moved a day; *unmasked* and *erased* what became of personal data. *Details changed* records what a later file says: a file never reopens a case. *Called
  /// back* records what the worker says; a person decides whether to reopen.
  /// *Recovered* records that the account has its money back.
  public func next(_ kind: CaseEventKind) -> CaseState? {
    switch kind {
    case .registered: nil
    case .linked, .unlinked: isFinal ? nil : self
    case .received: afterReception
    case .dispatched: isOpen ? .dispatched : nil
    case .bounced: self == .dispatched ? .bounced : nil
    case .replied: afterReply
    case .signed: isOpen && hasOrder || self == .resolved ? self : nil
    // What another authority decides does not depend on where the body stands.
    case .extended, .paused, .resumed, .accepted, .concluded: isOpen ? self : nil
    case .escalated: isOpen ? .escalated : nil
    case .advanced: isOpen ? self : nil
    case .resolved: isOpen ? .resolved : nil
    case .instalmentPaid, .paid: isOpen || self == .resolved ? self : nil
    case .breached: self == .resolved ? .reopened : nil
    // Y1: who is called back is asked about what was done for them.
    case .calledBack: self == .resolved || self == .closed ? self : nil
    // N14: only a resolution leads to the end; a reply alone does not.
    case .closed: self == .resolved ? .closed : nil
    case .reopened: self == .resolved || self == .closed || self == .withdrawn ? .reopened : nil
    case .withdrawn: isOpen ? .withdrawn : nil
    case .merged: isOpen ? .merged : nil
    case .detailsChanged, .firmNamed: self == .merged ? nil : self
    // Money comes back whatever became of the case.
    case .raised, .raiseWithdrawn, .breachWithdrawn, .rescheduled, .unmasked, .erased, .recovered:
      self
    }
  }

  private var afterReception: CaseState? {
    switch self {
    case .registered, .received: .received
    // Visitors may be received late, when the case went another way before its first order.
    case .escalated, .reopened: self
    case .dispatched, .bounced, .replied, .resolved, .closed, .withdrawn, .merged: nil
    }
  }

  private var afterReply: CaseState? {
    switch self {
    case .dispatched, .replied, .reopened: .replied
    // The body still owes its written reply after another authority took the case, or the firm paid.
    case .escalated, .resolved: self
    case .registered, .received, .bounced, .closed, .withdrawn, .merged: nil
    }
  }

  /// A transfer order may be out, to be signed.
  private var hasOrder: Bool { self != .registered && self != .received }
}
