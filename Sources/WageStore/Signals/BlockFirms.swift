internal import WageDomain

/// The firms of a block as they were known by a day.
final class BlockFirms {
  private let snapshot: StoreSnapshot
  private let merges: FirmMerges
  private let asOf: Day
  private let events: FirmEvents
  private let goneStatuses: Set<String>
  /// Few trades and places serve all firms.
  private var groups: [Place: PeerGroup?] = [:]
  /// Nearly all firms have the status of the one before.
  private var lastStatus: (text: [UInt8], isGone: Bool?) = ([], nil)

  private struct Place: Hashable {
    var industry: String?
    var town: String?
  }

  /// What the register says of a firm: of each column the last word, since an empty cell says nothing.
  private struct Entry {
    let firm: Int64
    var place: Place
    /// When the status was told last.
    var toldOn: Day?
    var goneSince: Day?
    /// The same by what was told before that day.
    var goneBefore: Day?

    init(firm: Int64) {
      self.firm = firm
      place = Place(industry: nil, town: nil)
    }

    mutating func tell(_ isGone: Bool, on day: Day?) {
      // Of one day's versions only the last held at all.
      if toldOn != day { goneBefore = goneSince }
      toldOn = day
      goneSince = isGone ? goneBefore ?? day : nil
    }
  }

  init(
    _ snapshot: StoreSnapshot, _ merges: FirmMerges, asOf: Day, events: FirmEvents,
    goneStatuses: Set<String>
  ) {
    self.snapshot = snapshot
    self.merges = merges
    self.asOf = asOf
    self.events = events
    self.goneStatuses = Set(goneStatuses.map(RegisterWord.status))
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
          group: entry.flatMap { group($0.place) }))
    }
    return firms
  }

  /// Each firm's entry as it was told by the day, by firm.
  private func register(_ block: Int) throws -> [Entry] {
    // In the order of the table's key.
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
      if entries.last?.firm != firm { entries.append(Entry(firm: firm)) }
      let last = entries.count - 1
      if let isGone = row.text(1).flatMap(isGone) {
        entries[last].tell(isGone, on: row.text(4).flatMap(Day.init(utf8:)))
      }
      if let industry = row.string(2) { entries[last].place.industry = industry }
      if let town = row.string(3) { entries[last].place.town = town }
    }
    return entries
  }

  /// What a status says; nil for a text that is none.
  private func isGone(_ text: UnsafeRawBufferPointer) -> Bool? {
    if text.elementsEqual(lastStatus.text) { return lastStatus.isGone }
    let status = String(decoding: text, as: UTF8.self)
    let isGone =
      RegisterWord.isStatus(status) ? goneStatuses.contains(RegisterWord.status(status)) : nil
    lastStatus = (Array(text), isGone)
    return isGone
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
