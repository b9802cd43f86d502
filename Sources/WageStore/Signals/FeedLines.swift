internal import WageDomain

/// The file lines of one feed's rows in one block, kept as they lie in the database: few of a
/// block's firms are asked for, and not all months.
struct FeedLines {
  private let snapshot: StoreSnapshot
  private let view: LayerView
  private let kind: Int
  private let block: Int
  private let firstFirm: Int64
  /// Where each firm's slots begin in ``slots``, by its place in the block; the last is their count.
  private var starts = [Int32](repeating: 0, count: SeriesIndex.firmsPerBlock + 1)
  /// By firm, ascending.
  private var slots: [Int]
  /// By month, of those that were asked for.
  private var layers: [Int32: [Layer]] = [:]

  private struct Layer {
    let rank: Int32
    let form: Int
    let data: [UInt8]
  }

  /// - Throws: what the store throws.
  init(_ feed: Feed, block: Int, in snapshot: StoreSnapshot, view: LayerView) throws {
    self.snapshot = snapshot
    self.view = view
    self.block = block
    kind = SlabKind.lines(of: feed)
    firstFirm = Int64(block * SeriesIndex.firmsPerBlock + 1)
    let firms = try snapshot.seriesFirms(feed: feed, block: block)
    for firm in firms { starts[Int(Int64(firm) - firstFirm) + 1] += 1 }
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    slots = [Int](repeating: 0, count: firms.count)
    var next = starts
    for (slot, firm) in firms.enumerated() {
      let place = Int(Int64(firm) - firstFirm)
      slots[Int(next[place])] = slot
      next[place] += 1
    }
  }

  /// The lines of a firm's rows in a month, each with the rank of its layer, by slot.
  ///
  /// - Throws: what the store throws.
  mutating func lines(
    _ month: Month, firm: Int64, leavingOut repeats: MergedRepeats?
  ) throws -> [(rank: Int32, line: Int64)] {
    let layers = try layers(of: month.index)
    let place = Int(firm - firstFirm)
    let repeated = repeats?.slots(block: block, month: month.index) ?? []
    return slots[Int(starts[place])..<Int(starts[place + 1])].compactMap { slot in
      guard !repeated.contains(slot) else { return nil }
      var newest: (rank: Int32, line: Int64)?
      for layer in layers where layer.rank >= newest?.rank ?? 0 {
        let line = layer.data.withUnsafeBytes {
          SlabBlob.value(form: layer.form, data: $0, slot: slot)
        }
        if line != SlabBlob.silent { newest = (layer.rank, line) }
      }
      return newest.flatMap { $0.line > SlabBlob.withdrawn ? $0 : nil }
    }
  }

  private mutating func layers(of month: Int32) throws -> [Layer] {
    if let known = layers[month] { return known }
    var found: [Layer] = []
    try snapshot.forEachSlab(
      "block = ? AND measure = ? AND month = ?", [Int64(block), Int64(kind), Int64(month)]
    ) { slab in
      guard let rank = view.rank(slab.layer) else { return }
      found.append(Layer(rank: rank, form: slab.form, data: Array(slab.data)))
    }
    layers[month] = found
    return found
  }
}
