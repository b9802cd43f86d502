extension CaseEventKind {
  /// The verb that a person types for it, as `case dispatch`; nil for what follows from something
  /// else, and for a look at personal data, which moves no case.
  public var verb: String? {
    switch self {
    case .linked: "complaint attach"
    case .unlinked: "complaint detach"
    case .firmNamed: "complaint assign"
    case .received: "case receive"
    case .dispatched: "case dispatch"
    case .bounced: "case bounce"
    case .replied: "case reply"
    case .signed: "case sign"
    case .extended: "case extend"
    case .paused: "case pause"
    case .resumed: "case resume"
    case .resolved: "case resolve"
    case .advanced: "case advance"
    case .recovered: "case recover"
    case .instalmentPaid, .paid: "case pay"
    case .escalated: "case escalate"
    case .accepted: "case accept"
    case .concluded: "case conclude"
    case .calledBack: "case callback"
    case .reopened: "case reopen"
    case .withdrawn: "case withdraw"
    case .merged: "case merge"
    case .closed: "case close"
    default: nil
    }
  }
}
