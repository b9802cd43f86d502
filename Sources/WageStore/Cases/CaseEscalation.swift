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
  /// - Returns: how many events were appended, and the cases whose events cannot take what is due:
  ///   they are left as they are, and none keeps the others waiting.
  /// - Throws: what the database throws; nothing is changed then.
  @discardableResult
  public func escalate(
    asOf day: Day, moved: [String] = [], rules: some CaseRules, now: Instant
  ) throws -> (raised: Int, refused: [CaseStoreError]) {
    let overdue = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT caseNo FROM caseClock
        WHERE dueOn < ? AND (endedAt IS NULL OR substr(endedAt, 1, 10) > dueOn) ORDER BY caseNo
        """,
      arguments: [day.description])
    var count = 0
    var refused: [CaseStoreError] = []
    for caseNo in Set(overdue + moved).sorted() {
      let events = try snapshot.events(ofCase: caseNo).map(\.event)
      do {
        let followUps = try rules.followUps(of: events, asOf: day)
        guard !followUps.isEmpty else { continue }
        try db.inSavepoint {
          try append(followUps, toCase: caseNo, rules: rules, now: now)
          return .commit
        }
        count += followUps.count
      } catch let fault as IllegalCaseEvent {
        refused.append(.illegal(caseNo: caseNo, fault))
      } catch let fault as CaseStoreError {
        refused.append(fault)
      }
    }
    return (count, refused)
  }
}
