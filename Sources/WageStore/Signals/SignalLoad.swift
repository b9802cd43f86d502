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

  public init() {}

  public var rows: Int { stored + rejected + unchanged + waiting }
}

/// Takes the rows of one file of a monthly feed and lays them down as slabs, a layer a month.
///
/// Rows are collected month by month and written at the end, in slab order: a file is a handful of
/// blobs, however many rows it has.
struct SignalLoad {
  private let feed: Feed
  private let measures: [Measure]
  private var series: SeriesIndex
  private var layers: [PendingLayer] = []
  private var layerByKey: [UInt64: Int] = [:]
  /// For each month, which series have had a row in this file.
  private var seen: [Int32: [UInt64]] = [:]

  init(feed: Feed, in db: Database) throws {
    self.feed = feed
    measures = Measure.measures(of: feed)
    series = try SeriesIndex(feed: feed, in: db)
  }

  /// The one firm known to hold an account.
  func firm(account: UnsafeRawBufferPointer) -> Int32? { series.onlyFirm(key: account) }

  /// Takes a row.
  ///
  /// - Returns: false when this file already gave the series a row for the month.
  mutating func add(
    firm: Int32, key: UnsafeRawBufferPointer?, month: Int32, knownOn: Int32, line: Int32,
    values: (Int) -> Int64
  ) -> Bool {
    let index = key.map { series.series(key: $0, firm: firm) } ?? series.series(firm: firm)
    // An account is one key, whichever firm a row names for it.
    let siblings = series.hasSiblings(index) ? series.siblings(of: index) : []
    guard !siblings.contains(where: { isSeen($0, month: month) }),
      markSeen(index, month: month)
    else { return false }
    let layer = layerIndex(month: month, knownOn: knownOn)
    layers[layer].append(series: index, line: line, measureCount: measures.count, values: values)
    layers[layer].takeBack.append(contentsOf: siblings)
    return true
  }

  /// Writes every layer.
  ///
  /// - Returns: stored, unchanged and superseded rows.
  mutating func finish(file: Int64, in transaction: StoreTransaction) throws -> LoadCounts {
    try series.save(in: transaction.db)
    var counts = LoadCounts()
    // Oldest known-on first, so that a later layer of the same file sees the earlier one.
    for layer in layers.sorted(by: { ($0.knownOn, $0.month) < ($1.knownOn, $1.month) }) {
      var writer = try LayerWriter(
        layer: layer, feed: feed, measures: measures, series: series, file: file,
        transaction: transaction)
      let written = try writer.write()
      counts.stored += written.stored
      counts.unchanged += written.unchanged
      counts.superseded += written.superseded
    }
    return counts
  }

  private mutating func layerIndex(month: Int32, knownOn: Int32) -> Int {
    let key = UInt64(UInt32(bitPattern: month)) << 32 | UInt64(UInt32(bitPattern: knownOn))
    if let found = layerByKey[key] { return found }
    layers.append(
      PendingLayer(
        month: Month(index: month), knownOn: Day(number: knownOn), measures: measures.count))
    layerByKey[key] = layers.count - 1
    return layers.count - 1
  }

  private mutating func markSeen(_ series: Int32, month: Int32) -> Bool {
    let word = Int(series) / 64
    let bit: UInt64 = 1 << UInt64(series % 64)
    if seen[month]?.count ?? 0 <= word {
      var words = seen[month] ?? []
      words.append(
        contentsOf: repeatElement(0, count: max(word + 1, words.count) * 2 - words.count))
      seen[month] = words
    }
    guard seen[month, default: []][word] & bit == 0 else { return false }
    seen[month, default: []][word] |= bit
    return true
  }

  private func isSeen(_ series: Int32, month: Int32) -> Bool {
    guard let words = seen[month], Int(series) / 64 < words.count else { return false }
    return words[Int(series) / 64] & (1 << UInt64(series % 64)) != 0
  }
}

/// The rows of one file for one month and known-on day, not yet written.
struct PendingLayer {
  let month: Month
  let knownOn: Day
  private(set) var series: [Int32] = []
  private(set) var lines: [Int32] = []
  /// One array a measure; ``SlabBlob/silent`` for an empty cell.
  private(set) var values: [[Int64]]
  /// Series of other firms whose account one of the rows claims for the month.
  var takeBack: [Int32] = []

  init(month: Month, knownOn: Day, measures: Int) {
    self.month = month
    self.knownOn = knownOn
    values = Array(repeating: [], count: measures)
  }

  mutating func append(series: Int32, line: Int32, measureCount: Int, values: (Int) -> Int64) {
    self.series.append(series)
    lines.append(line)
    for measure in 0..<measureCount { self.values[measure].append(values(measure)) }
  }
}
