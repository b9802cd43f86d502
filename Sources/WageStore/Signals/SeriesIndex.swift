internal import Glibc
internal import GRDB
internal import WageDomain

/// The series of one feed, in memory while one file is loaded: (account or payday, firm) -> series.
///
/// A series is a column of its firm's block. Where a key has moved to another firm (a tenant
/// changes, the meter stays), each firm has a series of its own and all are chained under the key.
struct SeriesIndex {
  let feed: Feed
  /// `firm.id` of each series.
  private(set) var firmIds: [Int32] = []
  /// The place of each series in its block's slabs.
  private(set) var slots: [Int32] = []
  /// Series that are not in the database yet begin here.
  private(set) var storedCount = 0

  private var keyRanges: [(start: Int32, count: Int32)] = []
  private var keyBytes: [UInt8] = []
  private var hashes: [UInt64] = []
  /// The next series of the same key, -1 at the end.
  private(set) var next: [Int32] = []
  private var isChained: [Bool] = []
  /// Hash slot -> the upper half of the key's hash and, below it, one more than the first series of
  /// the key; 0 when free. So nearly every other key is told apart without being looked at.
  private var heads: [UInt64] = Array(repeating: 0, count: 4096)
  private var keyCount = 0
  var lastFound: Int32 = -1
  /// Series without a key, by firm id.
  private var byFirm: [Int32] = []
  private var nextSlot: [Int32] = []
  /// ``Day/number`` of the first day from which a row of each series counts, as far as it was read;
  /// `Int32.max` where none is known.
  private var firstDays: [Int32] = []
  private var hasReadDays = false

  init(feed: Feed) { self.feed = feed }

  var count: Int { firmIds.count }

  /// How many slots each block has.
  var slotCounts: [Int32] { nextSlot }

  /// Where each block's slots begin when all blocks' slots stand in one row; the last is their count.
  var slotStarts: [Int32] { nextSlot.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }

  static func block(ofFirm id: Int32) -> Int { (Int(id) - 1) / firmsPerBlock }
  static let firmsPerBlock = 1024

  /// The series of a firm in a feed without accounts, made when it is new.
  mutating func series(firm: Int32) -> Int32 {
    while byFirm.count <= Int(firm) { byFirm.append(-1) }
    if byFirm[Int(firm)] >= 0 { return byFirm[Int(firm)] }
    let series = append(firm: firm, key: nil, hash: 0)
    byFirm[Int(firm)] = series
    return series
  }

  /// The series of a key and firm, made when it is new.
  mutating func series(key: UnsafeRawBufferPointer, firm: Int32) -> Int32 {
    // Agencies send the same accounts in the same order: the next one is often the one meant.
    let following = lastFound + 1
    if Int(following) < count, firmIds[Int(following)] == firm, matches(following, key) {
      lastFound = following
      return following
    }
    let found = look(key, firm)
    lastFound = found
    return found
  }

  private mutating func look(_ key: UnsafeRawBufferPointer, _ firm: Int32) -> Int32 {
    let hash = Self.hash(of: key)
    let head = headSlot(of: key, hash: hash)
    var series = Self.series(heads[head])
    while series >= 0 {
      if firmIds[Int(series)] == firm { return series }
      series = next[Int(series)]
    }
    let made = append(firm: firm, key: key, hash: hash)
    chain(made, at: head)
    if keyCount * 2 >= heads.count { growHeads() }
    return made
  }

  /// The other firms' series of the same key, newest first.
  func siblings(of series: Int32) -> [Int32] {
    guard let key = key(series) else { return [] }
    var found: [Int32] = []
    key.withUnsafeBytes { bytes in
      var other = head(of: bytes)
      while other >= 0 {
        if other != series { found.append(other) }
        other = next[Int(other)]
      }
    }
    return found
  }

  /// Every series of a key, newest first.
  func series(ofKey key: UnsafeRawBufferPointer) -> [Int32] {
    var found: [Int32] = []
    var series = head(of: key)
    while series >= 0 {
      found.append(series)
      series = next[Int(series)]
    }
    return found
  }

  /// The series of a firm in rows without an account; nil when there are none.
  func known(firm: Int32) -> Int32? {
    guard Int(firm) < byFirm.count, byFirm[Int(firm)] >= 0 else { return nil }
    return byFirm[Int(firm)]
  }

  /// A row of a series counts from a day (``Day/number``).
  @inline(__always)
  mutating func saw(_ series: Int32, on day: Int32) {
    if day < firstDays[Int(series)] { firstDays[Int(series)] = day }
  }

  /// The firms that a key belongs or belonged to, and since when that is known; to be called after
  /// ``readDays(in:)``.
  func holders(ofKey key: UnsafeRawBufferPointer) -> [AccountHolder] {
    series(ofKey: key).map {
      AccountHolder(firm: firmIds[Int($0)], since: firstDays[Int($0)])
    }
  }

  /// The firms that a key belongs or belonged to; empty for an unknown key.
  func firms(ofKey key: UnsafeRawBufferPointer) -> [Int32] {
    series(ofKey: key).map { firmIds[Int($0)] }
  }

  /// True when other firms have series of the same key.
  func hasSiblings(_ series: Int32) -> Bool { isChained[Int(series)] }

  func key(_ series: Int32) -> [UInt8]? {
    let range = keyRanges[Int(series)]
    guard range.count >= 0 else { return nil }
    return Array(keyBytes[Int(range.start)..<Int(range.start + range.count)])
  }

  /// True of a key of at least two bytes, the first of them `0`.
  func beginsWithZero(_ series: Int32) -> Bool {
    let range = keyRanges[Int(series)]
    return range.count > 1 && keyBytes[Int(range.start)] == UInt8(ascii: "0")
  }

  private mutating func chain(_ series: Int32, at head: Int) {
    let first = Self.series(heads[head])
    if first < 0 {
      keyCount += 1
    } else {
      isChained[Int(first)] = true
      isChained[Int(series)] = true
    }
    next[Int(series)] = first
    heads[head] = Self.head(series, hashes[Int(series)])
  }

  private mutating func append(
    firm: Int32, key: UnsafeRawBufferPointer?, hash: UInt64
  ) -> Int32 {
    hashes.append(hash)
    let block = Self.block(ofFirm: firm)
    while nextSlot.count <= block { nextSlot.append(0) }
    firmIds.append(firm)
    slots.append(nextSlot[block])
    nextSlot[block] += 1
    next.append(-1)
    isChained.append(false)
    firstDays.append(.max)
    keyRanges.append((Int32(keyBytes.count), Int32(key?.count ?? -1)))
    if let key { keyBytes.append(contentsOf: key) }
    return Int32(firmIds.count - 1)
  }

  /// Forgets the series made last, one of several of its key.
  mutating func removeLast() {
    guard let firm = firmIds.last, let older = next.last, let range = keyRanges.last,
      let key = key(Int32(count - 1))
    else { return }
    key.withUnsafeBytes { bytes in
      heads[headSlot(of: bytes)] = Self.head(older, Self.hash(of: bytes))
    }
    nextSlot[Self.block(ofFirm: firm)] -= 1
    keyBytes.removeLast(Int(range.count))
    hashes.removeLast()
    firmIds.removeLast()
    slots.removeLast()
    next.removeLast()
    isChained.removeLast()
    firstDays.removeLast()
    keyRanges.removeLast()
  }

  /// The newest series of a key, -1 when it has none.
  func head(of key: UnsafeRawBufferPointer) -> Int32 { Self.series(heads[headSlot(of: key)]) }

  /// The newest series of the first key whose hash is alike in the half that is kept; -1 without one.
  func likely(_ hash: UInt64) -> Int32 {
    let mask = heads.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while heads[slot] != 0, (heads[slot] ^ hash) & Self.hashBits != 0 { slot = (slot + 1) & mask }
    return Self.series(heads[slot])
  }

  private static let hashBits: UInt64 = 0xFFFF_FFFF_0000_0000

  /// -1 for a free slot.
  private static func series(_ head: UInt64) -> Int32 { Int32(truncatingIfNeeded: head) &- 1 }

  private static func head(_ series: Int32, _ hash: UInt64) -> UInt64 {
    hash & hashBits | UInt64(UInt32(bitPattern: series &+ 1))
  }

  private func headSlot(of key: UnsafeRawBufferPointer) -> Int {
    headSlot(of: key, hash: Self.hash(of: key))
  }

  private func headSlot(of key: UnsafeRawBufferPointer, hash: UInt64) -> Int {
    let mask = heads.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while heads[slot] != 0 {
      let isLike = (heads[slot] ^ hash) & Self.hashBits == 0
      if isLike, matches(Self.series(heads[slot]), key) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  /// FNV-1a, its high half folded in.
  static func hash(of key: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash >> 32)
  }

  func matches(_ series: Int32, _ key: UnsafeRawBufferPointer) -> Bool {
    let range = keyRanges[Int(series)]
    guard Int(range.count) == key.count else { return false }
    return keyBytes.withUnsafeBytes { all in
      guard let mine = all.baseAddress, let theirs = key.baseAddress else { return key.isEmpty }
      return memcmp(mine + Int(range.start), theirs, key.count) == 0
    }
  }

  private mutating func growHeads() {
    let old = heads.filter { $0 != 0 }
    heads = Array(repeating: 0, count: heads.count * 2)
    let mask = heads.count - 1
    // The keys all differ: only a free place has to be found.
    for head in old {
      var slot = Int(truncatingIfNeeded: hashes[Int(Self.series(head))]) & mask
      while heads[slot] != 0 { slot = (slot + 1) & mask }
      heads[slot] = head
    }
  }
}

extension SeriesIndex {
  /// A slot is 24 bits of the word by which rows are sorted.
  static let slotsPerBlock: Int32 = 1 << 24

  /// As the README lists it.
  private static let noRoom = "too-many-accounts"

  /// Why the file whose rows made the last series stays out; nil when every block has room.
  func refusal(slotsPerBlock most: Int32 = slotsPerBlock) -> FileRefusal? {
    guard let block = nextSlot.firstIndex(where: { $0 > most }) else { return nil }
    let first = block * Self.firmsPerBlock + 1
    let (count, last) = (nextSlot[block], first + Self.firmsPerBlock - 1)
    return FileRefusal(
      code: Self.noRoom,
      found: Bilingual(
        zh: "序号 \(first) 至 \(last) 的企业共有 \(count) 个 \(feed.rawValue) 户号",
        en: "\(count) accounts of \(feed.rawValue) for the firms numbered \(first) to \(last)"),
      expected: Bilingual(
        zh: "最多 \(most) 个，含以前文件的户号", en: "at most \(most), accounts of earlier files counted"),
      remedy: Bilingual(
        zh: "多半是某列每行都不同，并非户号：请与报送单位核实。",
        en: "Mostly a column that is no account number, new in every row: ask the agency."))
  }

  /// The series of a feed that the store has.
  init(feed: Feed, in db: Database) throws {
    var index = Self(feed: feed)
    try StoreSnapshot(db: db).forEachSeries(of: feed) { firm, key in
      if let key {
        _ = index.series(key: key, firm: firm)
      } else {
        _ = index.series(firm: firm)
      }
    }
    index.storedCount = index.count
    self = index
  }

  /// Reads since when each series is known, unless that was done: some milliseconds a million rows.
  mutating func readDays(in db: Database) throws {
    guard !hasReadDays else { return }
    hasReadDays = true
    let days = try StoreSnapshot(db: db).layerDays(of: feed)
    let starts = slotStarts
    var seriesAt = [Int](repeating: -1, count: Int(starts.last ?? 0))
    for series in firmIds.indices {
      let block = Self.block(ofFirm: firmIds[series])
      seriesAt[Int(starts[block]) + Int(slots[series])] = series
    }
    for block in nextSlot.indices {
      for kind in [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)] {
        try StoreSnapshot(db: db).forEachSlab(
          "block = ? AND measure = ?", [Int64(block), Int64(kind)]
        ) { slab in
          guard let day = days[slab.layer] else { return }
          SlabBlob.forEach(form: slab.form, data: slab.data, below: Int(nextSlot[block])) {
            slot, line in
            guard line > SlabBlob.withdrawn else { return }
            let series = seriesAt[Int(starts[block]) + slot]
            if series >= 0, day < firstDays[series] { firstDays[series] = day }
          }
        }
      }
    }
  }

  /// Writes the series made since the last time, a sheet a block.
  mutating func save(in db: Database) throws {
    let insert = try BoundStatement(SeriesSheet.insertion, in: db)
    var sheets: [Int: SeriesSheet] = [:]
    for series in storedCount..<count {
      let block = Self.block(ofFirm: firmIds[series])
      let range = keyRanges[series]
      keyBytes.withUnsafeBytes { bytes in
        let key =
          range.count < 0
          ? nil
          : UnsafeRawBufferPointer(
            rebasing: bytes[Int(range.start)..<Int(range.start + range.count)])
        sheets[block, default: SeriesSheet(firstSlot: slots[series])]
          .append(firm: firmIds[series], key: key)
      }
    }
    for (block, sheet) in sheets.sorted(by: { $0.key < $1.key }) {
      try sheet.insert(feed: feed, block: block, with: insert)
    }
    storedCount = count
  }
}

/// A firm that has had an account, and since when that is known (``Day/number``).
struct AccountHolder: Hashable {
  let firm: Int32
  let since: Int32
}

extension StoreSnapshot {
  /// From when each layer of a feed counts, as ``Day/number``.
  fileprivate func layerDays(of feed: Feed) throws -> [Int64: Int32] {
    let layers = try BoundStatement("SELECT id, knownOn FROM layer WHERE feed = ?", in: db)
    layers.bind(feed.rawValue)
    var days: [Int64: Int32] = [:]
    try layers.forEach { row in
      days[row.integer(0)] = row.text(1).flatMap { Day(utf8: $0) }?.number
    }
    return days
  }
}
