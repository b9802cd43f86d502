internal import GRDB
internal import WageDomain

/// Where a series stands in the slabs.
struct SeriesPlace: Hashable {
  let block: Int
  let slot: Int32
}

extension StoreSnapshot {
  /// Every row that some layers of a feed and month have, also those that said what was known.
  ///
  /// Slabs of other layers are not unpacked.
  func forEachLine(
    of feed: Feed, month: Month, in layers: Set<Int64>,
    _ visit: (_ place: SeriesPlace, _ layer: Int64, _ line: Int64) -> Void
  ) throws {
    guard !layers.isEmpty else { return }
    for block in 0..<(try BlockReader.blockCount(in: self)) {
      for kind in [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)] {
        try forEachSlab(
          "block = ? AND measure = ? AND month = ?",
          [Int64(block), Int64(kind), Int64(month.index)]
        ) { slab in
          guard layers.contains(slab.layer) else { return }
          SlabBlob.forEach(form: slab.form, data: slab.data) { slot, line in
            guard line > SlabBlob.withdrawn else { return }
            visit(SeriesPlace(block: block, slot: Int32(slot)), slab.layer, line)
          }
        }
      }
    }
  }
}
