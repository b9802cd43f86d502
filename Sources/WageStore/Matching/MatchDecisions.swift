internal import GRDB
internal import WageDomain

/// What people decided about rows without a code, in memory while files are loaded.
struct MatchDecisions {
  /// A firm, and the event that said so.
  struct Alias: Hashable {
    let firm: Int32
    let event: Int64
    /// Said although another firm of exactly this name was registered.
    var isDeliberate = false
  }

  private var accounts: [Feed: [String: Alias]] = [:]
  /// By ``FirmName/key``.
  private var names: [String: Alias] = [:]
  private var refusedFirms: [GroupKey: Set<Int32>] = [:]
  private var refusedGroups: Set<GroupKey> = []

  /// Firms that count as others, whatever the day.
  let merges: FirmMerges

  /// Nobody has decided anything yet: rows need not be asked about one by one.
  var isEmpty: Bool {
    accounts.isEmpty && names.isEmpty && refusedFirms.isEmpty && refusedGroups.isEmpty
  }

  init(in db: Database) throws {
    merges = try StoreSnapshot(db: db).firmMerges(asOf: nil)
    let aliases = try Row.fetchCursor(
      db,
      sql: """
        SELECT kind, feed, value, firmId, eventId, isDeliberate FROM firmAlias
        WHERE endedBy IS NULL
        """)
    while let row = try aliases.next() {
      let alias = Alias(firm: row[3], event: row[4], isDeliberate: row[5])
      let kind: String = row[0]
      if kind == "name" {
        names[row[2]] = alias
      } else if let feed = Feed(rawValue: row[1]) {
        accounts[feed, default: [:]][row[2]] = alias
      }
    }
    let groups = try Row.fetchCursor(
      db,
      sql: """
        SELECT g.feed, g.name, g.accountNo, g.isRefused, r.firmId, g.county
        FROM matchGroup g LEFT JOIN refusedMatch r ON r.groupId = g.id
        WHERE g.isRefused = 1 OR r.firmId IS NOT NULL
        """)
    while let row = try groups.next() {
      guard let feed = Feed(rawValue: row[0]) else { continue }
      let key = GroupKey(
        feed: feed, name: row[1], account: row[2],
        county: (row[5] as String?).flatMap { CountyCode($0) })
      if row[3] as Bool { refusedGroups.insert(key) }
      if let firm: Int32 = row[4] { refusedFirms[key, default: []].insert(firm) }
    }
  }

  func alias(feed: Feed, account: String) -> Alias? { accounts[feed]?[account] }

  func alias(name key: String) -> Alias? { names[key] }

  /// Out of the queue as a whole.
  func isRefused(_ group: GroupKey) -> Bool { refusedGroups.contains(group) }

  func isRefused(_ group: GroupKey, firm: Int32) -> Bool {
    refusedFirms[group]?.contains(firm) == true
  }
}

/// What rows of one entry of the match queue have in common.
struct GroupKey: Hashable {
  let feed: Feed
  let name: String?
  let account: String?
  /// Of the town that the rows name.
  var county: CountyCode?
}
