internal import WageDomain

/// The rows of a month's series as they hold on a day, each with the layer since which it has held so.
///
/// A row that says what is known already is not stored again. Where files come in another order, the
/// earlier one lies below a later one that says the same: the row has held since the earlier one, too.
struct HeldRows {
  /// What a layer says of one cell of a series.
  private struct Said {
    let rank: Int32
    let kind: Int
    let value: Int64
  }

  /// A row as it holds.
  struct Row: Equatable {
    /// In the order of the kinds, nil for an empty cell.
    let values: [Int64?]
    let line: Int64
    /// Of the layer since which the values have been these.
    let rank: Int32
  }

  private let kindCount: Int
  private var said: [Int: [Said]]

  /// Reads the cells of some slots; `kinds` are the measures' own.
  init(
    slots: [Int], kinds: [Int], lines: Int, block: Int, month: Month, view: LayerView,
    in snapshot: StoreSnapshot
  ) throws {
    kindCount = kinds.count
    said = Dictionary(uniqueKeysWithValues: slots.map { ($0, []) })
    let slotCount = (slots.max() ?? -1) + 1
    var found = said
    for (place, kind) in (kinds + [lines]).enumerated() {
      try snapshot.forEachSlab(
        "block = ? AND measure = ? AND month = ?", [Int64(block), Int64(kind), Int64(month.index)]
      ) { slab in
        guard let rank = view.rank(slab.layer) else { return }
        SlabBlob.forEach(form: slab.form, data: slab.data, below: slotCount) { slot, value in
          found[slot]?.append(Said(rank: rank, kind: place, value: value))
        }
      }
    }
    said = found
  }

  /// Nil where nothing was said, or it was taken back.
  func row(_ slot: Int) -> Row? {
    let all = (said[slot] ?? []).sorted { $0.rank < $1.rank }
    var cells = [Int64?](repeating: nil, count: kindCount + 1)
    var held: Row?
    for (index, one) in all.enumerated() {
      cells[one.kind] = one.value > SlabBlob.withdrawn ? one.value : nil
      guard index + 1 == all.count || all[index + 1].rank > one.rank else { continue }
      let values = Array(cells.dropLast())
      guard let line = cells[kindCount] else {
        held = nil
        continue
      }
      if held?.values != values { held = Row(values: values, line: line, rank: one.rank) }
    }
    return held
  }
}
