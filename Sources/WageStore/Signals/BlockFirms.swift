internal import WageDomain

/// The firms of a block as they were known by a day.
final class BlockFirms {
  private let snapshot: StoreSnapshot
  private let merges: FirmMerges
  private let asOf: Day
  private let events: [Int64: [FirmEvent]]
  private let goneStatuses: Set<String>
  /// Few trades and places serve all firms.
  private var groups: [Place: PeerGroup?] = [:]

  private struct Place: Hashable {
    let industry: String?
    let town: String?
  }

  /// What the register says of a firm.
  private struct Entry {
    let firm: Int64
    let knownOn: Day?
    let goneSince: Day?
    /// The same by what was known before that day.
    let goneBefore: Day?
    let group: PeerGroup?
  }

  init(
    _ snapshot: StoreSnapshot, _ merges: FirmMerges, asOf: Day, events: [Int64: [FirmEvent]],
    goneStatuses: Set<String>
  ) {
    self.snapshot = snapshot
    self.merges = merges
    self.asOf = asOf
    self.events = events
    self.goneStatuses = goneStatuses
  }

  /// By id; a firm that counts as another is left out.
  func firms(of block: Int) throws -> [BlockFirm] {
    var entries = try register(block)[...]
    let known = try BoundStatement(
      "SELECT id, creditCode FROM firm WHERE id BETWEEN ? AND ? AND knownOn <= ? ORDER BY id",
      in: snapshot.db)
    bind(known, block)
    var firms: [BlockFirm] = []
    firms.reserveCapacity(SeriesIndex.firmsPerBlock)
    try known.forEach { row in
      let id = row.integer(0)
      while let entry = entries.first, entry.firm < id { entries.removeFirst() }
      guard merges.survivor(of: id) == id, let text = row.text(1),
        let code = try? CreditCode(utf8: text)
      else { return }
      let entry = entries.first.flatMap { $0.firm == id ? $0 : nil }
      firms.append(
        BlockFirm(
          id: id, creditCode: code, events: events[id] ?? [], goneSince: entry?.goneSince,
          group: entry?.group))
    }
    return firms
  }

  /// The version known last of each firm's entry, by firm.
  private func register(_ block: Int) throws -> [Entry] {
    // In the order of the table's key, of which the last of a firm holds.
    let versions = try BoundStatement(
      """
      SELECT firmId, status, industry, townCode, knownOn FROM firmVersion
      WHERE firmId BETWEEN ? AND ? AND knownOn <= ? ORDER BY firmId, knownOn, fileId
      """, in: snapshot.db)
    bind(versions, block)
    var entries: [Entry] = []
    entries.reserveCapacity(SeriesIndex.firmsPerBlock)
    try versions.forEach { row in
      let firm = row.integer(0)
      let earlier = entries.last.flatMap { $0.firm == firm ? $0 : nil }
      if earlier != nil { entries.removeLast() }
      let day = row.text(4).flatMap(Day.init(utf8:))
      // Of one day's versions only the last held at all.
      let before = earlier?.knownOn == day ? earlier?.goneBefore : earlier?.goneSince
      let isGone = row.string(1).map(goneStatuses.contains) ?? false
      entries.append(
        Entry(
          firm: firm, knownOn: day, goneSince: isGone ? before ?? day : nil,
          goneBefore: before, group: group(Place(industry: row.string(2), town: row.string(3)))))
    }
    return entries
  }

  private func bind(_ statement: BoundStatement, _ block: Int) {
    let first = block * SeriesIndex.firmsPerBlock + 1
    statement.bind(Int64(first))
    statement.bind(Int64(first + SeriesIndex.firmsPerBlock - 1))
    statement.bind(asOf.description)
  }

  private func group(_ place: Place) -> PeerGroup? {
    if let known = groups[place] { return known }
    let group = PeerGroup(industry: place.industry, town: place.town)
    groups.updateValue(group, forKey: place)
    return group
  }
}
