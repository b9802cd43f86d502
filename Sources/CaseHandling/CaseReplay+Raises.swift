import WageDomain

/// A raise as it is on record, which later events may show to have been for nothing.
struct RecordedRaise {
  let step: OverdueStep
  let at: Instant
  /// What the head-count demanded then.
  let receptionLevel: CaseLevel
}

/// Which raises stand: an event that is typed in late may have answered a clock in time, moved its due
/// day or undone its round.
extension CaseReplay {
  var standingRaises: [RecordedRaise] { raises.filter(stands) }

  func stands(_ raise: RecordedRaise) -> Bool { fault(of: raise) == nil }

  /// The events that withdraw what does not stand, each at the moment of its raise or breach, so that no
  /// day on which the case is looked at counts it.
  var withdrawals: [CaseEvent] {
    let breaches = voidBreaches.compactMap { event -> CaseEvent? in
      guard case .breached(let broken) = event.act else { return nil }
      return CaseEvent(
        .breachWithdrawn(broken), effectiveAt: event.effectiveAt, actor: CaseEvent.policyActor)
    }
    return breaches + raiseWithdrawals
  }

  private var raiseWithdrawals: [CaseEvent] {
    raises.compactMap { raise in
      fault(of: raise).map { why in
        CaseEvent(
          .raiseWithdrawn(WithdrawnRaise(step: raise.step, why: why)), effectiveAt: raise.at,
          actor: CaseEvent.policyActor)
      }
    }
  }

  /// Raised by every clock that ran out.
  ///
  /// Where a raise fell away, the later ones count from what stands: each raises by one level, those of
  /// one moment together.
  var level: CaseLevel {
    guard !raises.isEmpty else { return receptionLevel }
    let standing = standingRaises
    let highest = standing.map(\.step.level).max() ?? receptionLevel
    guard hasWithdrawn || standing.count < raises.count else { return max(receptionLevel, highest) }
    var before = CaseLevel.officer
    var level = CaseLevel.officer
    var moment: Instant?
    for raise in standing {
      if raise.at != moment { before = level }
      moment = raise.at
      let next = max(before, raise.receptionLevel).next
      level = max(level, min(raise.step.level, next))
    }
    return max(receptionLevel, level)
  }

  /// Why a raise is none; nil where it stands. What cannot be counted, or stands in no policy any more,
  /// speaks against nothing.
  private func fault(of raise: RecordedRaise) -> WithdrawnRaise.Reason? {
    var isThere = false
    var why: WithdrawnRaise.Reason?
    for index in clocks.indices where clocks[index].isRound(of: raise.step) {
      isThere = true
      guard let moment = moment(ofStep: raise.step.step, of: clocks[index]) else { return nil }
      if moment > raise.at {
        why = why ?? .moved
      } else if let ending = clocks[index].ending, ending.at < moment {
        why = .ended
      } else {
        return nil
      }
    }
    return isThere ? why : raise.step.startsOn == nil ? nil : .gone
  }

  /// When a step of a clock's ladder is due, by the due day as it is counted now.
  func moment(ofStep step: Int, of clock: RunningClock) -> Instant? {
    guard let dueOn = clock.deadline.dueOn, let place = clock.place else { return nil }
    let ladder = rules.clocks[place].ladder
    guard ladder.indices.contains(step - 1) else { return nil }
    return Instant(day: dueOn.adding(days: ladder[step - 1].daysAfterDue))
  }
}

extension RunningClock {
  /// Of a step from before its round's first day was kept, any round may be the one.
  fileprivate func isRound(of step: OverdueStep) -> Bool {
    id == step.clock && (step.startsOn.map { $0 == from } ?? true)
  }
}
