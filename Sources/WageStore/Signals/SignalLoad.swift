internal import GRDB
internal import WageDomain

/// How many rows of a file went where; `rows` is their sum.
public struct LoadCounts: Hashable, Sendable {
  public var stored = 0
  public var rejected = 0
  public var unchanged = 0
  public var waiting = 0
  /// Of the stored rows, those that replace what an earlier file said.
  public var superseded = 0
  /// Control totals of the file, checked and dropped: no rows, and not among ``rows``.
  public var totals = 0

  public init() {}

  public var rows: Int { stored + rejected + unchanged + waiting }
}

/// Takes the rows of one file of a monthly feed and lays them down as slabs, a layer a month.
///
/// Rows are collected month by month and written at the end, in slab order: a file is a handful of
/// blobs, however many rows it has. A very large file is written in several goes, so that memory
/// does not grow with it.
struct SignalLoad {
  private let feed: Feed
  private let measures: [Measure]
  private var series: SeriesIndex
  private var layers: [PendingLayer] = []
  private var layerByKey: [LayerKey: Int] = [:]
  /// The layers asked for last, a few hundred months side by side: a file may mix its months.
  private var recent = [RecentLayer](repeating: RecentLayer(), count: Self.recentMonths)
  /// For each month, which series have had a row in this file.
  private var seen: [SeenSeries] = []
  /// The layer of all rows of the last batch; nil when they were of several.
  private var onlyLayer: Int?
  private let bytesInMemory: Int
  /// Of a file in the order of its months, so many of the months that fit into memory are one go.
  private static let months = 48
  private static let recentMonths = 256
  private var counts = LoadCounts()
  /// Set when the rows are rejects of a file that is in already.
  private var holdings: FileHoldings?

  /// `rowsInMemory` rows are collected before they are written, fewer of them where their numbers are
  /// so large that they take more memory.
  init(feed: Feed, series: SeriesIndex, rowsInMemory: Int) {
    self.feed = feed
    self.series = series
    measures = Measure.measures(of: feed)
    bytesInMemory = rowsInMemory * (2 + measures.count) * MemoryLayout<Int32>.size
  }

  /// Which rows lie in one layer.
  private struct LayerKey: Hashable {
    var month: Int32 = .max
    var knownOn: Int32 = .max
    var saidOn: Int32 = .max
  }

  private struct RecentLayer {
    var key = LayerKey()
    var index = 0
    var sheet = 0
  }

  /// The firms that have had an account, and since when that is known.
  mutating func holders(
    account: UnsafeRawBufferPointer, in db: Database
  ) throws -> [AccountHolder] {
    try series.readDays(in: db)
    return series.holders(ofKey: account)
  }

  /// From here on rows that the file holds already find no place.
  mutating func resume(_ file: ResumedFile) {
    holdings = FileHoldings(file: file.id, feed: feed, snapshot: file.snapshot)
  }

  /// The series of rows by account and firm, -1 where they have to be asked for one by one.
  mutating func knownSeries(accounts: TextColumn, firms: [Int32]) -> [Int32] {
    series.known(accounts: accounts, firms: firms)
  }

  /// Finds the place of a row that was known on `saidOn` and counts from `knownOn`; `found` is its
  /// series where that is known.
  ///
  /// - Returns: nil when this file already gave the series a row for the month.
  mutating func place(
    row: Int, firm: Int32, key: UnsafeRawBufferPointer?, month: Int32, knownOn: Int32,
    saidOn: Int32, found: Int32 = -1
  ) throws -> PlacedRow? {
    let layerKey = LayerKey(month: month, knownOn: knownOn, saidOn: saidOn)
    let known = series.count
    let index =
      found >= 0
      ? found : key.map { series.series(key: $0, firm: firm) } ?? series.series(firm: firm)
    let (layer, sheet) = layerIndex(layerKey)
    if holdings != nil, try isHeld(index, layerKey) {
      if series.count > known { series.removeLast() }
      return nil
    }
    // An account is one key, whichever firm a row names for it.
    if series.hasSiblings(index) {
      let siblings = series.siblings(of: index)
      guard !siblings.contains(where: seen[sheet].contains) else {
        // A row that is set aside must not make another firm a holder of the account.
        if series.count > known { series.removeLast() }
        return nil
      }
      guard seen[sheet].insert(index) else { return nil }
      layers[layer].takeBack.append(contentsOf: siblings)
    } else if !seen[sheet].insert(index) {
      return nil
    }
    series.saw(index, on: knownOn)
    return PlacedRow(row: Int32(row), series: index, layer: Int32(layer))
  }

  /// True when a row of the account, whoever's, would find no place for the month.
  mutating func isTaken(
    key: UnsafeRawBufferPointer, month: Int32, knownOn: Int32
  ) throws -> Bool {
    guard !key.isEmpty else { return false }
    let all = series.series(ofKey: key)
    guard !all.isEmpty else { return false }
    let layerKey = LayerKey(month: month, knownOn: knownOn, saidOn: knownOn)
    let sheet = layerIndex(layerKey).sheet
    return try all.contains(where: seen[sheet].contains) || isHeld(all, layerKey)
  }

  /// True when a row of the account stands already: this file's own, or that of a later file which
  /// was known on the same day.
  private mutating func isHeld(_ index: Int32, _ key: LayerKey) throws -> Bool {
    guard holdings != nil else { return false }
    let siblings = series.hasSiblings(index) ? series.siblings(of: index) : []
    return try isHeld([index] + siblings, key)
  }

  private mutating func isHeld(_ all: [Int32], _ key: LayerKey) throws -> Bool {
    guard holdings != nil else { return false }
    let day = LayerDay(knownOn: Day(number: key.knownOn), saidOn: Day(number: key.saidOn))
    for series in all {
      let block = SeriesIndex.block(ofFirm: self.series.firmIds[Int(series)])
      let slot = self.series.slots[Int(series)]
      let isHeld = try holdings?.holds(
        block: block, slot: slot, month: Month(index: key.month), day: day)
      if isHeld == true { return true }
    }
    return false
  }

  /// Takes the values of placed rows, a column after another.
  ///
  /// `lines` and `columns` are of the whole batch, a column a measure; nil where the file has none.
  mutating func take(_ placed: [PlacedRow], lines: [Int32], columns: [[Int64]?]) {
    let placed = byLayer(placed)
    onlyLayer = placed.first?.layer == placed.last?.layer ? placed.first.map { Int($0.layer) } : nil
    var start = 0
    while start < placed.count {
      let layer = placed[start].layer
      var end = start
      while end < placed.count, placed[end].layer == layer { end += 1 }
      layers[Int(layer)].append(placed[start..<end], lines: lines, columns: columns)
      start = end
    }
  }

  /// The rows of each layer side by side, in the order they came: a file may mix its months.
  private func byLayer(_ placed: [PlacedRow]) -> [PlacedRow] {
    let isGrouped = zip(placed, placed.dropFirst()).allSatisfy { $0.layer <= $1.layer }
    guard !isGrouped else { return placed }
    var starts = [Int](repeating: 0, count: layers.count + 1)
    for row in placed { starts[Int(row.layer) + 1] += 1 }
    for layer in layers.indices { starts[layer + 1] += starts[layer] }
    var grouped = placed
    for row in placed {
      grouped[starts[Int(row.layer)]] = row
      starts[Int(row.layer)] += 1
    }
    return grouped
  }

  /// Writes what was collected when it has become much; of a file in the order of its months, a month
  /// when the next has begun, so that whoever reads ahead never waits for long.
  mutating func writeIfMuch(file: Int64, in transaction: StoreTransaction) throws {
    let pending = layers.reduce(0) { $0 + $1.bytes }
    guard pending < bytesInMemory else {
      return try write(Array(layers.indices), file: file, in: transaction)
    }
    guard let current = onlyLayer,
      pending - layers[current].bytes >= bytesInMemory / Self.months
    else { return }
    try write(layers.indices.filter { $0 != current }, file: file, in: transaction)
  }

  /// Writes what is left.
  ///
  /// - Returns: stored, unchanged and superseded rows of the whole file.
  mutating func finish(
    file: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts {
    defer { firms.keep(series) }
    try write(Array(layers.indices), file: file, in: transaction)
    return counts
  }

  private mutating func write(
    _ full: [Int], file: Int64, in transaction: StoreTransaction
  ) throws {
    if let refusal = series.refusal() { throw refusal }
    try series.save(in: transaction.db)
    let full = full.filter { !layers[$0].isEmpty }
    // Oldest known-on first, so that a later layer of the same file sees the earlier one.
    let ordered = full.sorted {
      (layers[$0].day, layers[$0].month) < (layers[$1].day, layers[$1].month)
    }
    for index in ordered {
      var writer = try LayerWriter(
        layer: layers[index], feed: feed, measures: measures, series: series, file: file,
        transaction: transaction)
      let written = try writer.write()
      counts.stored += written.stored
      counts.unchanged += written.unchanged
      counts.superseded += written.superseded
    }
    for layer in full { layers[layer].empty() }
  }

  /// The layer of a month and day, and which set of seen series it has.
  private mutating func layerIndex(_ key: LayerKey) -> (layer: Int, sheet: Int) {
    let place = Int(key.month) & (Self.recentMonths - 1)
    if recent[place].key != key {
      let index = layerByKey[key] ?? makeLayer(key)
      recent[place] = RecentLayer(key: key, index: index, sheet: layers[index].seenIndex)
    }
    return (recent[place].index, recent[place].sheet)
  }

  private mutating func makeLayer(_ key: LayerKey) -> Int {
    let month = Month(index: key.month)
    let sheet = layers.first { $0.month == month }?.seenIndex
    if sheet == nil { seen.append(SeenSeries()) }
    var layer = PendingLayer(
      month: month,
      day: LayerDay(knownOn: Day(number: key.knownOn), saidOn: Day(number: key.saidOn)),
      measures: measures.count, seenIndex: sheet ?? seen.count - 1)
    // One that was written, and of whose month no more came, leaves its memory to the next.
    if let spare = layers.firstIndex(where: \.isSpare) { layer.takeMemory(of: &layers[spare]) }
    layers.append(layer)
    layerByKey[key] = layers.count - 1
    return layers.count - 1
  }
}

/// A row that has its series and layer.
struct PlacedRow {
  /// Its place in the batch.
  let row: Int32
  let series: Int32
  let layer: Int32
}

/// A set of series, a bit each.
struct SeenSeries {
  private var words: [UInt64] = []

  func contains(_ series: Int32) -> Bool {
    let word = Int(series) / 64
    return word < words.count && words[word] & (1 << UInt64(series % 64)) != 0
  }

  /// - Returns: false when the series was there before.
  mutating func insert(_ series: Int32) -> Bool {
    let word = Int(series) / 64
    if word >= words.count {
      words.append(
        contentsOf: repeatElement(0, count: max(word + 1, words.count * 2) - words.count))
    }
    let bit: UInt64 = 1 << UInt64(series % 64)
    guard words[word] & bit == 0 else { return false }
    words[word] |= bit
    return true
  }
}
