import WageDomain

extension CaseCourse {
  /// What leaves its trace here only.
  mutating func keep(_ event: CaseEvent) {
    let day = event.effectiveAt.day
    switch event.act {
    case .bounced(let bounce):
      bounces.append(bounce.body)
      isBackWithNobody = true
      county = nil
    case .signed(let signature): signedBy = max(signedBy ?? signature.level, signature.level)
    case .paused: if pausedOn == nil { pauses.append(CasePause(pausedOn: day)) }
    case .resumed: endPause(on: day)
    case .escalated(let escalation):
      forums.append(escalation.forum)
      county = escalation.forum == .county ? escalation.county ?? "" : nil
    case .concluded(.county, _): county = nil
    case .advanced(let advance): advanced = advanced + advance.amount
    case .recovered(let recovery):
      recovered = recovered + recovery.amount
      leastOutstanding = min(leastOutstanding, outstanding)
    case .calledBack(let answer): callbacks.append(answer)
    case .reopened:
      reopenings += 1
      endPlans(on: day)
    case .instalmentPaid(let number): paid(number, at: event.effectiveAt)
    case .paid(let amount): payments.append(WagePayment(on: day, amount: amount))
    case .breached(let broken):
      reopenings += 1
      if let index = instalments.firstIndex(where: { $0.number == broken.number }) {
        instalments[index].isBroken = true
      }
      for index in instalments.indices
      where !instalments[index].isBroken && instalments[index].paidAt == nil {
        instalments[index].voidOn = instalments[index].voidOn ?? day
      }
    default: return
    }
  }

  mutating func endPause(on day: Day) {
    guard pausedOn != nil else { return }
    pauses[pauses.count - 1].resumedOn = day
  }

  /// The agreement so far is given up or replaced.
  mutating func endPlans(on day: Day) {
    for index in instalments.indices where !instalments[index].isPaidInTime {
      instalments[index].voidOn = instalments[index].voidOn ?? day
      instalments[index].isCovered = false
    }
  }

  private mutating func paid(_ number: Int, at moment: Instant) {
    guard let index = instalments.firstIndex(where: { $0.number == number }) else { return }
    instalments[index].paidAt = moment
  }
}
