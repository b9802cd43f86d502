internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Every name that firms have or had, for matching rows without a code.
  public func firmNames(places: PlaceNames) throws -> FirmNameIndex {
    var index = FirmNameIndex(places: places, expecting: try firmCount())
    try addNames(
      to: &index,
      from: Row.fetchCursor(
        db,
        sql: """
          SELECT \(Self.nameColumns)
          FROM firm f LEFT JOIN firmVersion v ON v.firmId = f.id
          ORDER BY f.id, v.knownOn, v.fileId
          """))
    return index
  }

  /// The names and places of the firms that versions after one of the register speak of.
  func addNames(to index: inout FirmNameIndex, ofVersionsAfter version: Int64) throws {
    try addNames(
      to: &index,
      from: Row.fetchCursor(
        db,
        sql: """
          SELECT \(Self.nameColumns)
          FROM firmVersion v JOIN firm f ON f.id = v.firmId WHERE v.id > ?
          ORDER BY f.id, v.knownOn, v.fileId
          """, arguments: [version]))
  }

  /// The firm, where the register places it last, the name of the row that first named it, of one
  /// version the name and place, each with its known-on day, and what the register first said of a firm
  /// that others had named.
  private static let nameColumns = """
    f.id, f.creditCode, f.townCode, coalesce(f.firstName, iif(v.id IS NULL, f.name, NULL)),
    coalesce(f.firstNameOn, f.knownOn), v.name, \(RegisterWord.said("townCode")), v.knownOn,
    iif(f.firstName IS NULL, NULL, (SELECT w.name FROM firmVersion w WHERE w.firmId = f.id
      ORDER BY w.knownOn, w.fileId LIMIT 1)),
    iif(f.firstName IS NULL, NULL, (SELECT min(w.knownOn) FROM firmVersion w WHERE w.firmId = f.id))
    """

  private func addNames(to index: inout FirmNameIndex, from rows: RowCursor) throws {
    var last: Int32 = 0
    while let row = try rows.next() {
      guard let code = try? CreditCode(row[1] as String) else { continue }
      let firm: Int32 = row[0]
      let county = Self.county(row[2])
      if firm != last, let name: String = row[3] {
        index.add(
          name, firm: firm, code: code.packed, county: county, since: Self.day(row[4]),
          toldUntil: Self.toldUntil(name, registered: row[8], on: row[9], index.places))
      }
      last = firm
      guard let name: String = row[5] else { continue }
      index.add(name, firm: firm, code: code.packed, county: county, since: Self.day(row[7]))
      index.place(firm, in: Self.county(row[6]), since: Self.day(row[7]))
    }
  }

  /// What others told of a firm holds until the register calls it by another name; a name that only
  /// states place and form otherwise is the same.
  private static func toldUntil(
    _ told: String, registered: String?, on day: String?, _ places: PlaceNames
  ) -> Int32 {
    guard let registered, registered != told,
      FirmName(registered, places: places).core != FirmName(told, places: places).core
    else { return .max }
    return Self.day(day)
  }

  private static func county(_ town: String?) -> CountyCode? {
    town.flatMap { TownCode($0) }?.county
  }

  private static func day(_ text: String?) -> Int32 { text.flatMap { Day($0) }?.number ?? .min }
}
