internal import GRDB
internal import WageDomain

/// The event under which a rule gives the rows of an entry to a firm, in memory over the files of a
/// run: rows are asked about one by one, the store once a feed.
///
/// Holds a hash of 128 bits in the place of each entry's name and account.
final class RuleEvents {
  private struct Key: Hashable {
    let one, other: UInt64
  }

  private var events: [Key: Int64] = [:]
  private var feeds: Set<Feed> = []

  /// Nil where no event of the kind is in force.
  func event(of group: GroupKey, _ identity: RowIdentity, in db: Database) throws -> Int64? {
    if feeds.insert(group.feed).inserted { try read(group.feed, db) }
    return events[Self.key(group, identity.firm, identity.rule)]
  }

  func keep(_ event: Int64, of group: GroupKey, _ identity: RowIdentity) {
    events[Self.key(group, identity.firm, identity.rule)] = event
  }

  private func read(_ feed: Feed, _ db: Database) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT e.id, g.name, g.accountNo, g.county, e.firmId, e.reason
        FROM matchGroup g JOIN matchEvent e ON e.groupId = g.id
        WHERE g.feed = ? AND e.kind = 'automatic'
          AND NOT EXISTS (SELECT 1 FROM matchEvent u WHERE u.undoes = e.id)
        ORDER BY e.id
        """, arguments: [feed.rawValue])
    while let row = try rows.next() {
      let group = GroupKey(
        feed: feed, name: row[1], account: row[2],
        county: (row[3] as String?).flatMap { CountyCode($0) })
      events[Self.key(group, row[4], row[5])] = row[0]
    }
  }

  /// FNV-1a from two beginnings.
  private static func key(_ group: GroupKey, _ firm: Int32, _ rule: String) -> Key {
    var (one, other): (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15)
    func add(_ text: String?) {
      for byte in (text ?? "").utf8 { add(byte) }
      add(text == nil ? 0xFE : 0xFF)
    }
    func add(_ byte: UInt8) {
      one = (one ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      other = (other ^ UInt64(byte)) &* 0x9FB2_1C65_1E98_DF25
      other ^= other >> 29
    }
    add(group.feed.rawValue)
    add(group.name)
    add(group.account)
    add(group.county?.description)
    add(rule)
    withUnsafeBytes(of: firm.littleEndian) { for byte in $0 { add(byte) } }
    return Key(one: one, other: other)
  }
}
