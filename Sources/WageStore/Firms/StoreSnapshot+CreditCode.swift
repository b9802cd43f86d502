internal import GRDB

extension StoreSnapshot {
  /// The credit code of a firm; nil where there is no such firm.
  public func creditCode(ofFirm id: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT creditCode FROM firm WHERE id = ?"), arguments: [id])
  }
}
