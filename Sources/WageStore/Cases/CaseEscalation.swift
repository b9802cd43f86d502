internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Raises every case whose clock ran out by `day`, each clock and step once, whatever nights were
  /// missed. The same night twice appends nothing.
  ///
  /// - Parameters:
  ///   - day: the last day looked at.
  ///   - moved: cases whose stored due days the calendar counts differently now.
  ///   - rules: what the policy demands.
  ///   - now: the moment of recording.
  /// - Returns: how many events were appended.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  @discardableResult
  public func escalate(
    asOf day: Day, moved: [String] = [], rules: some CaseRules, now: Instant
  ) throws -> Int {
    let overdue = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT caseNo FROM caseClock
        WHERE dueOn < ? AND (endedAt IS NULL OR substr(endedAt, 1, 10) > dueOn) ORDER BY caseNo
        """,
      arguments: [day.description])
    var count = 0
    for caseNo in Set(overdue + moved).sorted() {
      let events = try snapshot.events(ofCase: caseNo).map(\.event)
      let followUps = try rules.followUps(of: events, asOf: day)
      guard !followUps.isEmpty else { continue }
      try append(followUps, toCase: caseNo, rules: rules, now: now)
      count += followUps.count
    }
    return count
  }
}
