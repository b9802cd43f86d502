internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The cases registered by `day`, or those in one state, as they stood at its end, by number.
  ///
  /// - Throws: as ``CaseRules/status(of:)``, where events after the day are left out.
  public func cases(
    state: CaseState? = nil, asOf day: Day, rules: some CaseRules
  ) throws -> [ListedCase] {
    let moved = try casesMoved(after: day)
    return try cases().compactMap { listed -> ListedCase? in
      guard moved.contains(listed.caseNo) else { return listed }
      return try status(ofCase: listed.caseNo, asOf: day, rules: rules).map(listed.standing)
    }.filter { state == nil || $0.state == state }
  }

  /// Cases with an event that took effect after a day, and those of complaints that were taken out of
  /// another case since: their projections are not of that day.
  func casesMoved(after day: Day) throws -> Set<String> {
    // Distinct here: SQLite would walk the events of every case for it, not those after the day.
    Set(
      try String.fetchAll(
        db, sql: Self.movedCases, arguments: ["after": day.adding(days: 1).description]))
  }

  /// ``casesMoved(after:)`` of the day before `:after`.
  static let movedCases = """
    SELECT caseNo FROM caseEvent WHERE effectiveAt >= :after
    UNION ALL
    SELECT c.caseNo FROM caseEvent e
    JOIN complaint c ON c.complaintNo = e.payload ->> 'complaint' AND c.caseNo IS NOT NULL
    WHERE e.effectiveAt >= :after AND e.type = 'unlinked'
    """

  /// What a case's events amounted to at the end of a day; nil while the case was not there.
  func status(
    ofCase number: String, asOf day: Day, rules: some CaseRules
  ) throws -> CaseStatus? {
    let events = try caseEvents(ofCase: number).inEffect(by: day)
    return events.isEmpty ? nil : try rules.status(of: events)
  }
}

extension ListedCase {
  /// The same case with another status.
  fileprivate func standing(_ status: CaseStatus) -> ListedCase {
    ListedCase(
      caseNo: caseNo, state: status.state, level: status.level, body: status.body,
      county: status.course.county,
      registeredAt: registeredAt, dueOn: status.dueOn, dueClock: status.nextDue?.id,
      persons: status.details.persons, amount: status.details.amount,
      town: status.details.town?.description, firmName: firmName, firmAsNamed: firmAsNamed,
      creditCode: creditCode,
      held: status.waitsForBody ? held : nil)
  }
}
