internal import GRDB

extension StoreSnapshot {
  /// The firms that the complaints of a case are about, or of the case into which it was merged; the
  /// first told first.
  func firms(ofCase caseNo: String) throws -> [(id: Int64, code: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.creditCode FROM complaint c JOIN firm f ON f.id = c.firmId
        WHERE c.caseNo = \(MergedCase.last(of: ":caseNo")) ORDER BY c.id
        """, arguments: ["caseNo": caseNo]
    ).map { ($0[0], $0[1]) }
  }

  /// Whether a firm is one of several, or counts as one of them.
  func isAmong(_ firms: [(id: Int64, code: String)], firm code: String) throws -> Bool {
    if firms.contains(where: { $0.code == code }) { return true }
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM firm WHERE creditCode = ?", arguments: [code])
    guard let id else { return false }
    let merges = try firmMerges(asOf: nil)
    return firms.contains { merges.survivor(of: $0.id) == merges.survivor(of: id) }
  }
}
