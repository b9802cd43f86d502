import WageDomain

/// The time that a case was on one body's desk without a break.
struct DeskSpell: Hashable {
  let body: String
  let from: Instant
  /// Taken to another authority meanwhile, or before it came back from another county.
  var isEscalated = false
  /// Nil while the case is there.
  var ending: DeskEnding?
  /// The moment of the ending.
  var until: Instant?

  /// At the end of a day, given the spells of the events by that day or a later one.
  func isOpen(atEndOf day: Day) -> Bool { from.day <= day && (until.map { $0.day > day } ?? true) }

  /// On a day, the first and the last of the spell among them.
  func holds(_ day: Day) -> Bool { from.day <= day && (until.map { day <= $0.day } ?? true) }
}

/// Walks the events of a case in the order in which they take effect.
struct DeskWalk {
  private let policy: AssessmentPolicy
  private(set) var spells: [DeskSpell] = []
  /// Of the last transfer order; nil once it was sent back.
  private var body: String?
  /// Of the spell that another county ended: whether that counts as taken to another authority.
  private var wasTakenByCounty = false
  private var paidOn: [Int: Day] = [:]
  /// A breach that was none had opened the case when it was recorded.
  private var wasOpenedForNothing = false
  /// Resolved or withdrawn, and not taken up again.
  private var isOver = false

  init(_ events: [CaseEvent], policy: AssessmentPolicy) {
    self.policy = policy
    for event in events { apply(event.act, at: event.effectiveAt) }
  }

  private mutating func apply(_ act: CaseAct, at moment: Instant) {
    if isOnDesk, policy.escalatedBy.contains(where: { $0.fits(act) }) {
      spells[spells.count - 1].isEscalated = true
    }
    if wasOpenedForNothing, act.isOfOpenCase {
      // The case went on all the same, at the body that had it.
      returnToBody(at: moment)
      wasOpenedForNothing = false
      isOver = false
    }
    defer { isOver = act.isEnd ?? isOver }
    switch act {
    // An order that went out before anybody knew that the case was over by then.
    case .dispatched where isOver && !wasOpenedForNothing: return
    case .dispatched(let order): dispatch(to: order.body, at: moment)
    case .bounced:
      end(.moved, at: moment)
      // With nobody, whatever comes, until a new order names a body.
      body = nil
    case .escalated(let escalation) where escalation.forum == .county:
      // Another county has it now, and it is counted apart.
      wasTakenByCounty = isOnDesk && spells.last?.isEscalated == true
      end(.moved, at: moment)
    // Not resolved there: it is the own body's again, as the state machine has it.
    case .concluded(.county, _): returnToBody(at: moment)
    case .resolved:
      wasOpenedForNothing = false
      end(.resolved, at: moment)
    case .withdrawn:
      wasOpenedForNothing = false
      end(.withdrawn, at: moment)
    case .merged: end(.merged, at: moment)
    case .reopened: returnToBody(at: moment)
    case .instalmentPaid(let number): paidOn[number] = moment.day
    case .breached(let broken):
      // Paid in time after all, as somebody recorded later: the plan was never broken.
      if let paid = paidOn[broken.number], paid <= broken.dueOn {
        wasOpenedForNothing = true
        return
      }
      returnToBody(at: moment)
    default: return
    }
  }

  private var isOnDesk: Bool { spells.last.map { $0.ending == nil } ?? false }

  private mutating func dispatch(to next: String, at moment: Instant) {
    body = next
    // A second order to the body that has it: the same case on the same desk.
    if isOnDesk, spells.last?.body == next { return }
    end(.moved, at: moment)
    open(next, at: moment)
  }

  private mutating func returnToBody(at moment: Instant) {
    guard let body, !isOnDesk else { return }
    open(body, at: moment)
  }

  /// What the same body resolves after another county had it is not its own resolution.
  private mutating func open(_ body: String, at moment: Instant) {
    let isBack = wasTakenByCounty && spells.last?.body == body
    wasTakenByCounty = false
    spells.append(DeskSpell(body: body, from: moment, isEscalated: isBack))
  }

  private mutating func end(_ ending: DeskEnding, at moment: Instant) {
    guard isOnDesk else { return }
    spells[spells.count - 1].ending = ending
    spells[spells.count - 1].until = moment
  }
}

extension CaseAct {
  /// Whether the case is over after it; nil where it is as before.
  fileprivate var isEnd: Bool? {
    switch self {
    case .resolved, .withdrawn: true
    case .reopened, .breached: false
    default: nil
    }
  }

  /// Moves no case that is resolved, and names no new body.
  fileprivate var isOfOpenCase: Bool {
    switch self {
    case .received, .extended, .paused, .resumed, .escalated, .accepted, .concluded, .advanced: true
    default: false
    }
  }
}
