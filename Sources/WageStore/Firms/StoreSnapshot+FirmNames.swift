internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Every name that firms have or had, for matching rows without a code.
  public func firmNames(places: PlaceNames) throws -> FirmNameIndex {
    try firmNames(places: places, merges: .none)
  }

  /// The same, the names of merged firms as those of the firm that goes on.
  func firmNames(places: PlaceNames, merges: FirmMerges) throws -> FirmNameIndex {
    var index = FirmNameIndex(places: places, expecting: try firmCount())
    try addNames(
      to: &index, merges: merges,
      from: Row.fetchCursor(
        db,
        sql: """
          SELECT f.id, f.creditCode, f.townCode, f.name, f.firstName, v.name
          FROM firm f LEFT JOIN firmVersion v ON v.firmId = f.id
          ORDER BY f.id, v.knownOn, v.fileId
          """))
    return index
  }

  /// The names and places of the firms that versions after one of the register speak of.
  func addNames(to index: inout FirmNameIndex, ofVersionsAfter version: Int64) throws {
    try addNames(
      to: &index, merges: .none,
      from: Row.fetchCursor(
        db,
        sql: """
          SELECT f.id, f.creditCode, f.townCode, f.name, f.firstName, v.name
          FROM firmVersion v JOIN firm f ON f.id = v.firmId WHERE v.id > ?
          ORDER BY f.id, v.knownOn
          """, arguments: [version]))
  }

  private func addNames(
    to index: inout FirmNameIndex, merges: FirmMerges, from rows: RowCursor
  ) throws {
    while let row = try rows.next() {
      guard let code = try? CreditCode(row[1] as String) else { continue }
      let town: String? = row[2]
      let county = town.flatMap { TownCode($0) }?.county
      let firm = Int32(merges.survivor(of: row[0]))
      var last: String?
      for column in 3...5 {
        guard let name: String = row[column], name != last else { continue }
        last = name
        index.add(name, firm: firm, code: code.packed, county: county)
      }
    }
  }
}
