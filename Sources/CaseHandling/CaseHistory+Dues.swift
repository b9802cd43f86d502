public import WageDomain

extension CaseHistory {
  /// The clocks of one case that run at the end of `day`, by due day, then in the policy's order.
  ///
  /// - Throws: as ``replay(_:)``.
  public func dues(caseNo: String, events: [CaseEvent], asOf day: Day) throws -> [CaseDue] {
    let known = events.filter { $0.effectiveAt.day <= day }
    guard let first = known.first, first.act.kind == .registered else { return [] }
    let status = try replay(known)
    return status.clocks.filter { $0.ending == nil }
      .map { clock in
        CaseDue(
          caseNo: caseNo, clock: clock.id, round: clock.round, body: clock.body ?? status.body,
          dueOn: clock.dueOn, daysLeft: clock.dueOn.days(since: day), state: status.state,
          level: status.level, persons: status.details.persons, amount: status.details.amount)
      }
      .sorted { $0.dueOn < $1.dueOn }
  }
}
