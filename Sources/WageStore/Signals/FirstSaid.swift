/// The layer that first spoke of each slot of a block, where a later one did not take it back.
struct FirstSaid {
  private var slots: [Said]

  private struct Said {
    var first = Int32.max
    /// The highest rank that said anything.
    var last: Int32 = -1
    var isStanding = false
  }

  init(slotCount: Int) { slots = [Said](repeating: Said(), count: slotCount) }

  /// Empties the slots so that their memory serves the next month.
  mutating func clear() {
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: Said()) }
  }

  /// Order does not matter; slots beyond those asked for are passed over.
  mutating func merge(form: Int, data: UnsafeRawBufferPointer, rank: Int32) {
    slots.withUnsafeMutableBufferPointer { slots in
      SlabBlob.forEach(form: form, data: data, below: slots.count) { slot, value in
        let isRow = value > SlabBlob.withdrawn
        if isRow { slots[slot].first = min(slots[slot].first, rank) }
        guard rank >= slots[slot].last else { return }
        slots[slot].last = rank
        slots[slot].isStanding = isRow
      }
    }
  }

  /// Calls `body` with slot and rank of each row that stands.
  func forEach(_ body: (_ slot: Int, _ rank: Int32) -> Void) {
    for (slot, said) in slots.enumerated() where said.isStanding { body(slot, said.first) }
  }
}
