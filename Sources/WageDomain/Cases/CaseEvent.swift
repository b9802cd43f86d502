/// One thing that happened to a case. The events are the truth; all else is computed from them.
///
/// Events hold numbers, codes and hashes, never a complainant's name, identity number or phone nor a
/// text that a person wrote, so that erasing a complainant leaves the hash chain whole.
public struct CaseEvent: Hashable, Sendable {
  public let act: CaseAct
  /// When it counts from: the legal moment, not the moment of typing.
  public let effectiveAt: Instant
  /// The person who did it, or the policy that demands it.
  public let actor: String

  public init(_ act: CaseAct, effectiveAt: Instant, actor: String) {
    self.act = act
    self.effectiveAt = effectiveAt
    self.actor = actor
  }

  /// The actor of events that the nightly run appends by the workflow policy.
  public static let policyActor = "policy"
}

/// What happened.
public enum CaseAct: Hashable, Sendable {
  case registered(RegisteredComplaint)
  /// Another complaint about the same grievance joins this case.
  case linked(LinkedComplaint)
  /// One of them is another grievance after all and leaves it.
  case unlinked(Unlinking)
  /// A leader received the visitors; holds the leader's level.
  case received(CaseLevel)
  case dispatched(TransferOrder)
  /// The body says that the case is not its own; no clock stands still for that.
  case bounced(Bounce)
  case replied(Reply)
  /// A leader signed the transfer order.
  case signed(Signature)
  /// An approver gave a clock more days.
  case extended(ClockExtension)
  /// The clocks that the policy lets pause stand still.
  case paused(Pause)
  case resumed
  case resolved(Resolution)
  /// One instalment of the repayment plan was paid; holds its number, from 1.
  case instalmentPaid(Int)
  /// Wages were paid outside of the plan in force, by whoever owes them; holds how much.
  case paid(Money)
  /// An instalment was not paid by its day: the case is open again.
  case breached(BrokenInstalment)
  /// That was none: by what was recorded later it had been paid in time.
  case breachWithdrawn(BrokenInstalment)
  /// To the next level, because a clock ran out.
  case raised(OverdueStep)
  /// Such a raise was for nothing: by what was recorded later its clock had not run out.
  case raiseWithdrawn(WithdrawnRaise)
  /// To another authority, because a person decided so.
  case escalated(Escalation)
  /// That authority took the case on.
  case accepted(Forum)
  /// That authority decided; with the hash of what, where somebody wrote it down.
  case concluded(Forum, textHash: String? = nil)
  /// Wages were paid from the district's petition account.
  case advanced(Advance)
  /// The responsible body paid money back into that account.
  case recovered(Recovery)
  /// The worker was asked whether it is really so.
  case calledBack(CallbackAnswer)
  case reopened(Reopening)
  case withdrawn(Withdrawal)
  /// A later file or a clerk changed persons, amount or place.
  case detailsChanged(RegisteredComplaint)
  /// A clerk said which firm a complaint is about.
  case firmNamed(FirmNaming)
  /// A later holiday notice moved a due day.
  case rescheduled(MovedDueDay)
  /// This case is the same grievance as another, whose number it holds.
  case merged(into: String)
  case closed
  /// Somebody had the complainants shown.
  case unmasked(Unmasking)
  /// The complainants of the finished case were erased by policy.
  case erased(Erasure)

  public var kind: CaseEventKind {
    switch self {
    case .registered: .registered
    case .linked: .linked
    case .unlinked: .unlinked
    case .received: .received
    case .dispatched: .dispatched
    case .bounced: .bounced
    case .replied: .replied
    case .signed: .signed
    case .extended: .extended
    case .paused: .paused
    case .resumed: .resumed
    case .resolved: .resolved
    case .instalmentPaid: .instalmentPaid
    case .paid: .paid
    case .breached: .breached
    case .breachWithdrawn: .breachWithdrawn
    case .raised: .raised
    case .raiseWithdrawn: .raiseWithdrawn
    case .escalated: .escalated
    case .accepted: .accepted
    case .concluded: .concluded
    case .advanced: .advanced
    case .recovered: .recovered
    case .calledBack: .calledBack
    case .reopened: .reopened
    case .withdrawn: .withdrawn
    case .detailsChanged: .detailsChanged
    case .firmNamed: .firmNamed
    case .rescheduled: .rescheduled
    case .merged: .merged
    case .closed: .closed
    case .unmasked: .unmasked
    case .erased: .erased
    }
  }

  /// The authority that the act is about; nil for acts that are about none.
  public var forum: Forum? {
    switch self {
    case .escalated(let escalation): escalation.forum
    case .accepted(let forum), .concluded(let forum, _): forum
    default: nil
    }
  }
}
