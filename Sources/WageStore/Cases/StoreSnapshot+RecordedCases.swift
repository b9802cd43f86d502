internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The events of every case, without those recorded after `day`; nil leaves out nothing.
  ///
  /// - Returns: cases by number, of each its events in the order they were recorded.
  /// - Throws: ``CaseStoreError/damagedEvent(seq:)``.
  public func recordedCases(knownBy day: Day? = nil) throws -> [[RecordedEvent]] {
    var cases: [[RecordedEvent]] = []
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM caseEvent ORDER BY caseNo, seq")
    while let row = try rows.next() {
      let columns = ChainRow(row)
      guard let event = columns.event, let recordedAt = Instant(columns.recordedAt) else {
        throw CaseStoreError.damagedEvent(seq: columns.seq)
      }
      if let day, recordedAt.day > day { continue }
      let recorded = RecordedEvent(
        seq: columns.seq, caseNo: columns.caseNo, event: event, recordedAt: recordedAt,
        previous: columns.previous, hash: row["hash"])
      if cases.last?.first?.caseNo == columns.caseNo {
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
