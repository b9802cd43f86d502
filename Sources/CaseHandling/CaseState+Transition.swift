public import WageDomain

extension CaseState {
  /// The state after an act; a new state or act does not compile until every pair has an answer.
  ///
  /// - Throws: ``IllegalCaseEvent/notAllowed(_:in:allowed:)``.
  public func after(_ act: CaseAct) throws(IllegalCaseEvent) -> CaseState {
    guard let next = next(act.kind) else {
      throw .notAllowed(act.kind, in: self, allowed: allowed)
    }
    return next
  }

  /// The kinds of event that this state takes.
  public var allowed: [CaseEventKind] { CaseEventKind.allCases.filter { next($0) != nil } }

  /// The state after an event of `kind`; nil when this state does not take it.
  ///
  /// Two kinds leave the state alone wherever they are taken. *Raised* records that a moment passed,
  /// also when the nightly run notices it only after the case ended. *Details changed* records what
  /// a later file says: a file never reopens a case.
  public func next(_ kind: CaseEventKind) -> CaseState? {
    switch (self, kind) {
    case (.registered, .received), (.received, .received): .received
    case (.registered, .dispatched), (.received, .dispatched), (.dispatched, .dispatched),
      (.replied, .dispatched), (.escalated, .dispatched):
      .dispatched
    case (.dispatched, .replied), (.replied, .replied): .replied
    // The body still owes its written reply after another authority took the case, or the firm paid.
    case (.escalated, .replied): .escalated
    case (.resolved, .replied): .resolved
    case (.registered, .resolved), (.received, .resolved), (.dispatched, .resolved),
      (.replied, .resolved), (.escalated, .resolved):
      .resolved
    case (.registered, .escalated), (.received, .escalated), (.dispatched, .escalated),
      (.replied, .escalated), (.escalated, .escalated):
      .escalated
    case (.registered, .merged), (.received, .merged), (.dispatched, .merged),
      (.replied, .merged), (.escalated, .merged):
      .merged
    // N14: only a resolution leads to the end; a reply alone does not.
    case (.resolved, .closed): .closed
    case (.registered, .linked), (.received, .linked), (.dispatched, .linked), (.replied, .linked),
      (.escalated, .linked), (.resolved, .linked):
      self
    case (.registered, .raised), (.received, .raised), (.dispatched, .raised),
      (.replied, .raised), (.escalated, .raised), (.resolved, .raised), (.closed, .raised),
      (.merged, .raised):
      self
    case (.registered, .detailsChanged), (.received, .detailsChanged),
      (.dispatched, .detailsChanged), (.replied, .detailsChanged), (.escalated, .detailsChanged),
      (.resolved, .detailsChanged), (.closed, .detailsChanged):
      self
    case (.registered, .registered), (.received, .registered), (.dispatched, .registered),
      (.replied, .registered), (.escalated, .registered), (.resolved, .registered),
      (.closed, .registered), (.merged, .registered):
      nil
    case (.registered, .replied), (.received, .replied), (.closed, .replied), (.merged, .replied):
      nil
    case (.dispatched, .received), (.replied, .received), (.escalated, .received),
      (.resolved, .received), (.closed, .received), (.merged, .received):
      nil
    case (.resolved, .dispatched), (.closed, .dispatched), (.merged, .dispatched): nil
    case (.resolved, .resolved), (.closed, .resolved), (.merged, .resolved): nil
    case (.resolved, .escalated), (.closed, .escalated), (.merged, .escalated): nil
    case (.resolved, .merged), (.closed, .merged), (.merged, .merged): nil
    case (.registered, .closed), (.received, .closed), (.dispatched, .closed),
      (.replied, .closed), (.escalated, .closed), (.closed, .closed), (.merged, .closed):
      nil
    case (.closed, .linked), (.merged, .linked), (.merged, .detailsChanged): nil
    }
  }
}
