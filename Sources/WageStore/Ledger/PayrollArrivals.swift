internal import GRDB
internal import WageDomain

/// Counts the firms of whose wages a month's files speak.
///
/// Not their payments: one firm that pays thirty teams on thirty days is one firm that paid, and no
/// delivery of the others' wages.
struct PayrollArrivals {
  private let snapshot: StoreSnapshot
  private let view: LayerView

  /// - Parameters:
  ///   - snapshot: the store.
  ///   - day: counts what was known by then; nil counts all.
  /// - Throws: what the store throws.
  init(_ snapshot: StoreSnapshot, knownBy day: Day?) throws {
    self.snapshot = snapshot
    view = try snapshot.layerView(knownBy: day, feed: .payroll)
  }

  /// Each firm on the first day that spoke of a payment of the month that still stands.
  func all() throws -> [FeedArrival] {
    try counted("block = ? AND measure = ?", [], layers: nil)
  }

  /// How many firms have payments of each month; of one file's `layers` those that it spoke of.
  func firms(in months: ClosedRange<Month>, layers: Set<Int64>? = nil) throws -> [Month: Int] {
    try counted(
      "block = ? AND measure = ? AND month BETWEEN ? AND ?",
      [Int64(months.lowerBound.index), Int64(months.upperBound.index)], layers: layers
    ).reduce(into: [:]) { $0[$1.month, default: 0] += $1.keys }
  }

  private func counted(
    _ condition: String, _ arguments: [Int64], layers: Set<Int64>?
  ) throws -> [FeedArrival] {
    let days = view.days.map { Day($0) }
    var tally = ArrivalTally()
    var ranks = [Int32](repeating: .max, count: SeriesIndex.firmsPerBlock)
    for block in 0..<(try BlockReader.blockCount(in: snapshot)) {
      let firms = try snapshot.seriesFirms(feed: .payroll, block: block)
      guard !firms.isEmpty else { continue }
      let first = block * SeriesIndex.firmsPerBlock + 1
      var month: Int32?
      var lines = FirstSaid(slotCount: firms.count)
      func close() {
        guard let closed = month.map({ Month(index: $0) }) else { return }
        for place in ranks.indices { ranks[place] = .max }
        lines.forEach { slot, rank in
          let place = Int(firms[slot]) - first
          ranks[place] = min(ranks[place], rank)
        }
        var keys = [Int](repeating: 0, count: days.count)
        for rank in ranks where rank != .max { keys[Int(rank)] += 1 }
        for (knownOn, keys) in zip(days, keys) where keys > 0 {
          if let knownOn { tally.add(closed, on: knownOn, keys: keys) }
        }
      }
      try snapshot.forEachSlab(
        condition, [Int64(block), Int64(SlabKind.lines(of: .payroll))] + arguments
      ) { slab in
        guard let rank = view.rank(slab.layer), layers?.contains(slab.layer) ?? true else { return }
        if slab.month != month {
          close()
          month = slab.month
          lines.clear()
        }
        lines.merge(form: slab.form, data: slab.data, rank: rank)
      }
      close()
    }
    return tally.arrivals(of: .payroll)
  }
}
