internal import GRDB
internal import WageDomain

extension StoreTransaction {
  /// Tells open cases that the firm of a complaint became known, or is not known any more: what a
  /// person decided about names, or the register brought.
  ///
  /// - Returns: how many events were appended.
  func recordFirms(asOf day: Day, rules: some CaseRules, now: Instant) throws -> Int {
    let clocks = rules.clockRules.filter { $0.lack == .firm }.map(\.id)
    guard !clocks.isEmpty else { return 0 }
    return try complaintsToCheck(clocks, asOf: day).count { row in
      try recordFirm(row, asOf: day, rules: rules, now: now)
    }
  }

  /// Complaints without a firm, and all those of cases that wait for one.
  private func complaintsToCheck(_ clocks: [String], asOf day: Day) throws -> [Row] {
    let words = clocks.map { "'\($0)'" }.joined(separator: ", ")
    return try Row.fetchAll(
      db,
      sql: """
        SELECT c.id, c.complaintNo, c.caseNo FROM complaint c
        JOIN complaintCase k ON k.caseNo = c.caseNo
        WHERE c.knownOn <= :asOf AND substr(k.registeredAt, 1, 10) <= :asOf
          AND k.state IN (\(CaseState.openWords))
          AND c.id IN (
            SELECT id FROM complaint WHERE firmId IS NULL AND caseNo IS NOT NULL
            UNION
            SELECT w.id FROM complaint w JOIN caseClock t ON t.caseNo = w.caseNo
            WHERE t.clock IN (\(words)) AND t.endedAt IS NULL)
        ORDER BY c.caseNo, c.id
        """,
      arguments: ["asOf": day.description])
  }

  private func recordFirm(
    _ row: Row, asOf day: Day, rules: some CaseRules, now: Instant
  ) throws -> Bool {
    let (caseNo, number): (String, String) = (row["caseNo"], row["complaintNo"])
    let events = try snapshot.caseEvents(ofCase: caseNo)
    guard let version = try latestVersion(of: row["id"], asOf: day), let first = events.first,
      let told = lastTold(of: number, in: events), told.isFirmKnown != version.isFirmKnown
    else { return false }
    let complaint = RegisteredComplaint(
      complaintNo: number, details: told.details, placeHash: told.placeHash,
      isFirmKnown: version.isFirmKnown)
    let event = CaseEvent(
      .detailsChanged(complaint),
      effectiveAt: max(
        first.effectiveAt, Instant(day: day), joinedAt(number, in: events)),
      actor: CaseEvent.policyActor)
    try append([event], toCase: caseNo, rules: rules, now: now)
    return true
  }
}
