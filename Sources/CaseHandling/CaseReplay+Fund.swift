import WageDomain

/// Money from the district's petition account (N16).
extension CaseReplay {
  func check(_ advance: Advance, on day: Day) throws(IllegalCaseEvent) {
    guard let fund = policy.fund else { throw .fund(.noPolicy) }
    try checkRunOut(fund, on: day)
    guard let unpaid = course.unpaid(of: details.amount) else { throw .fund(.amountNotStated) }
    guard advance.amount <= unpaid else {
      throw .fund(.aboveUnpaid(wanted: advance.amount, unpaid: unpaid))
    }
  }

  /// The days count whether or not the conference has decided meanwhile: what pays the worker is money
  /// or an agreement, and the case is still open (N16).
  private func checkRunOut(_ fund: FundPolicy, on day: Day) throws(IllegalCaseEvent) {
    guard course.forums.contains(fund.forum), let round = roundBeforeAdvance.map({ clocks[$0] })
    else { throw .fund(.notBefore(fund.forum, takenTo: course.forums)) }
    guard let dueOn = round.deadline.dueOn else {
      throw .fund(.notCountable(fund.clock, year: round.deadline.missingYear ?? day.year))
    }
    guard dueOn < day else { throw .fund(.clockRuns(fund.clock, dueOn: dueOn)) }
  }

  /// Where the round stands that has to run out before wages are advanced. One from before the case was taken
  /// up again is over: the case went another way then. A second conference gives no new days and takes none
  /// away: the round goes on.
  var roundBeforeAdvance: Int? {
    guard let fund = policy.fund else { return nil }
    return clocks.firstIndex { $0.id == fund.clock && $0.from >= takenUpAt.day }
  }

  func check(_ recovery: Recovery) throws(IllegalCaseEvent) {
    guard recovery.amount <= course.outstanding else {
      throw .fund(
        .aboveOutstanding(wanted: recovery.amount, outstanding: course.outstanding))
    }
  }
}

extension CaseHistory {
  /// Money stays with the grievance that it was paid for: it is recorded where the case goes on, and what
  /// was paid is not asked for again in a case of its own.
  func checkMoney(_ more: [CaseEvent], _ status: CaseStatus) throws(IllegalCaseEvent) {
    for act in more.map(\.act) {
      switch act {
      case .instalmentPaid(let number):
        guard let other = status.mergedInto else { continue }
        let plan = status.course.instalments.first { $0.number == number }
        throw .paidElsewhere(other, plan?.promise.amount ?? .zero)
      case .paid(let amount):
        if let other = status.mergedInto { throw .paidElsewhere(other, amount) }
      case .unlinked(let unlinking):
        let settled = status.course.settled
        guard settled == .zero else { throw .advancedFor(unlinking.complaintNo, settled) }
      default: continue
      }
    }
  }

  /// Money typed in with an earlier day counts together with what was recorded before it.
  func checkFund(_ more: [CaseEvent], _ status: CaseStatus) throws(IllegalCaseEvent) {
    for act in more.map(\.act) {
      switch act {
      case .advanced(let advance):
        let amount = status.details.amount ?? .zero
        guard status.course.settled <= amount else {
          let rest = status.course.settled - advance.amount
          throw .fund(.aboveUnpaid(wanted: advance.amount, unpaid: max(.zero, amount - rest)))
        }
      case .recovered(let recovery):
        let least = status.course.leastOutstanding
        guard least >= .zero else {
          throw .fund(
            .aboveOutstanding(wanted: recovery.amount, outstanding: least + recovery.amount))
        }
      default: continue
      }
    }
  }
}
