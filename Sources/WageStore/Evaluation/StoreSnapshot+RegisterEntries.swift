internal import GRDB
public import WageDomain

/// What the register said of a firm by a day.
public struct KnownRegisterEntry: Hashable, Sendable {
  public let industry: String?
  /// Nine digits.
  public let townCode: String?
  public let persons: Int64?
}

extension StoreSnapshot {
  /// The register's entries as they were known by a day, by firm; a firm that no register has named
  /// is left out.
  public func registerEntries(asOf day: Day) throws -> [Int64: KnownRegisterEntry] {
    // In the order of the table's key: of each column the last word of a firm holds.
    let versions = try BoundStatement(
      """
      SELECT firmId, industry, townCode, persons FROM firmVersion
      WHERE knownOn <= ? ORDER BY firmId, knownOn, fileId
      """, in: db)
    versions.bind(day.description)
    var entries: [Int64: KnownRegisterEntry] = [:]
    try versions.forEach { row in
      let before = entries[row.integer(0)]
      entries[row.integer(0)] = KnownRegisterEntry(
        industry: row.string(1) ?? before?.industry,
        townCode: row.string(2) ?? before?.townCode,
        persons: row.optionalInteger(3) ?? before?.persons)
    }
    return entries
  }

  /// By firm, the one that it counts as on a day; firms that count as themselves are left out.
  public func survivors(asOf day: Day) throws -> [Int64: Int64] {
    let merges = try firmMerges(asOf: day)
    return Dictionary(
      uniqueKeysWithValues: merges.merged.map { ($0, merges.survivor(of: $0)) })
  }
}
