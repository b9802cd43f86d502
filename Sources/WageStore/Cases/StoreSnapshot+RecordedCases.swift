internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The events of every case, without those recorded after `day`; nil leaves out nothing.
  ///
  /// - Returns: cases by number, of each its events in the order they were recorded.
  /// - Throws: ``CaseStoreError/damagedEvent(seq:)``.
  public func recordedCases(knownBy day: Day? = nil) throws -> [[RecordedEvent]] {
    var cases: [[RecordedEvent]] = []
    let rows = try BoundStatement(
      "SELECT \(EventChain.cases.columns) FROM caseEvent ORDER BY caseNo, seq", in: db)
    try rows.forEach { row in
      let recorded = try RecordedEvent(row)
      if let day, recorded.recordedAt.day > day { return }
      if cases.last?.first?.caseNo == recorded.caseNo {
        cases[cases.count - 1].append(recorded)
      } else {
        cases.append([recorded])
      }
    }
    return cases
  }

  /// The day on which the first case was registered; nil before there is one.
  public func firstCaseDay() throws -> Day? {
    try String.fetchOne(db, sql: "SELECT min(registeredAt) FROM complaintCase")
      .flatMap { Instant($0)?.day }
  }
}
