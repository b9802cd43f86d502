internal import GRDB

extension StoreSnapshot {
  /// What was written with the acts of a case, by the hash that its event holds; without those that
  /// were erased.
  public func texts(ofCase caseNo: String) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT hash, text FROM caseText WHERE caseNo = ?", arguments: [caseNo])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["hash"], $0["text"]) })
  }
}
