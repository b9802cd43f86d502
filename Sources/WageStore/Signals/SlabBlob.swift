internal import WageDomain

/// The bytes of one slab: one Int64 a slot, stored as narrow as its values allow.
///
/// Dense, the value of slot *i* is the *i*-th; sparse, the slots (UInt32, ascending) come first and
/// the values after them. All little-endian. ``form`` is the width of a value in bytes (1, 2, 4 or
/// 8), plus 16 when sparse. At each width the least integer means "no value here" and the one above
/// it "withdrawn": an older layer's value no longer holds.
struct SlabBlob {
  let form: Int
  let data: [UInt8]

  /// This layer says nothing of the slot.
  static let silent = Int64.min
  /// This layer takes back what an older one said.
  static let withdrawn = Int64.min + 1

  private static let sparseFlag = 16

  /// - Parameters:
  ///   - slots: ascending, each once.
  ///   - values: one for each slot; none is ``silent``.
  init(slots: [Int32], values: [Int64]) {
    let width = Self.width(of: values)
    let span = slots.last.map { Int($0) + 1 } ?? 0
    // Sparse pays 4 bytes a slot; dense pays the width for every gap.
    let isSparse = slots.count * (4 + width) < span * width
    form = isSparse ? width | Self.sparseFlag : width
    data =
      switch width {
      case 1: Self.packed(slots, values, span, isSparse, as: Int8.self)
      case 2: Self.packed(slots, values, span, isSparse, as: Int16.self)
      case 4: Self.packed(slots, values, span, isSparse, as: Int32.self)
      default: Self.packed(slots, values, span, isSparse, as: Int64.self)
      }
  }

  /// Calls `body` with every slot below `limit` that the slab speaks of; ``withdrawn`` comes as it
  /// is.
  static func forEach(
    form: Int, data: UnsafeRawBufferPointer, below limit: Int = .max,
    _ body: (_ slot: Int, _ value: Int64) -> Void
  ) {
    switch form & 15 {
    case 1: forEach(form, data, limit, Int8.self, body)
    case 2: forEach(form, data, limit, Int16.self, body)
    case 4: forEach(form, data, limit, Int32.self, body)
    default: forEach(form, data, limit, Int64.self, body)
    }
  }

  private static func forEach<Narrow: FixedWidthInteger & SignedInteger>(
    _ form: Int, _ data: UnsafeRawBufferPointer, _ limit: Int, _ type: Narrow.Type,
    _ body: (Int, Int64) -> Void
  ) {
    let width = MemoryLayout<Narrow>.size
    let isSparse = form & sparseFlag != 0
    let count = data.count / (isSparse ? width + 4 : width)
    let start = isSparse ? count * 4 : 0
    for index in 0..<min(count, limit) {
      let narrow = Narrow(
        littleEndian: data.loadUnaligned(fromByteOffset: start + index * width, as: Narrow.self))
      if narrow == Narrow.min { continue }
      let slot =
        isSparse
        ? Int(UInt32(littleEndian: data.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
        : index
      guard slot < limit else { return }
      body(slot, narrow == Narrow.min + 1 ? withdrawn : Int64(narrow))
    }
  }

  /// Writes what the slab says over `values`; slots beyond them are passed over.
  static func lay(
    form: Int, data: UnsafeRawBufferPointer, over values: UnsafeMutableBufferPointer<Int64>
  ) {
    switch form & 15 {
    case 1: lay(form, data, values, Int8.self)
    case 2: lay(form, data, values, Int16.self)
    case 4: lay(form, data, values, Int32.self)
    default: lay(form, data, values, Int64.self)
    }
  }

  private static func lay<Narrow: FixedWidthInteger & SignedInteger>(
    _ form: Int, _ data: UnsafeRawBufferPointer, _ values: UnsafeMutableBufferPointer<Int64>,
    _ type: Narrow.Type
  ) {
    guard form & sparseFlag == 0 else {
      forEach(form, data, values.count, type) { values[$0] = $1 }
      return
    }
    let width = MemoryLayout<Narrow>.size
    for slot in 0..<min(data.count / width, values.count) {
      let narrow = Narrow(
        littleEndian: data.loadUnaligned(fromByteOffset: slot * width, as: Narrow.self))
      // No branches: the compiler does several slots at once.
      let value = narrow == Narrow.min + 1 ? withdrawn : Int64(narrow)
      values[slot] = narrow == Narrow.min ? values[slot] : value
    }
  }

  /// Writes what the slab says as all that is said: other slots become ``silent``.
  static func fill(
    form: Int, data: UnsafeRawBufferPointer, _ values: UnsafeMutableBufferPointer<Int64>
  ) {
    switch form {
    case 1: fill(data, values, Int8.self)
    case 2: fill(data, values, Int16.self)
    case 4: fill(data, values, Int32.self)
    case 8: fill(data, values, Int64.self)
    default:
      values.update(repeating: silent)
      lay(form: form, data: data, over: values)
    }
  }

  private static func fill<Narrow: FixedWidthInteger & SignedInteger>(
    _ data: UnsafeRawBufferPointer, _ values: UnsafeMutableBufferPointer<Int64>,
    _ type: Narrow.Type
  ) {
    let width = MemoryLayout<Narrow>.size
    let count = min(data.count / width, values.count)
    for slot in 0..<count {
      let narrow = Narrow(
        littleEndian: data.loadUnaligned(fromByteOffset: slot * width, as: Narrow.self))
      // No branches, as in ``lay``.
      let value = narrow == Narrow.min + 1 ? withdrawn : Int64(narrow)
      values[slot] = narrow == Narrow.min ? silent : value
    }
    values[count...].update(repeating: silent)
  }

  /// What a slab says of one slot; ``silent`` where it does not speak of it.
  static func value(form: Int, data: UnsafeRawBufferPointer, slot: Int) -> Int64 {
    switch form & 15 {
    case 1: value(form, data, slot, Int8.self)
    case 2: value(form, data, slot, Int16.self)
    case 4: value(form, data, slot, Int32.self)
    default: value(form, data, slot, Int64.self)
    }
  }

  private static func value<Narrow: FixedWidthInteger & SignedInteger>(
    _ form: Int, _ data: UnsafeRawBufferPointer, _ slot: Int, _ type: Narrow.Type
  ) -> Int64 {
    let width = MemoryLayout<Narrow>.size
    let isSparse = form & sparseFlag != 0
    let count = data.count / (isSparse ? width + 4 : width)
    guard let index = isSparse ? place(of: slot, in: data, count) : slot, index < count else {
      return silent
    }
    let narrow = Narrow(
      littleEndian: data.loadUnaligned(
        fromByteOffset: (isSparse ? count * 4 : 0) + index * width, as: Narrow.self))
    if narrow == Narrow.min { return silent }
    return narrow == Narrow.min + 1 ? withdrawn : Int64(narrow)
  }

  /// The place of a slot among the ascending ones of a sparse slab.
  private static func place(
    of slot: Int, in data: UnsafeRawBufferPointer, _ count: Int
  ) -> Int? {
    func slotAt(_ index: Int) -> Int {
      Int(UInt32(littleEndian: data.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
    }
    let place = (0..<count).endOfPrefix { slotAt($0) < slot }
    return place < count && slotAt(place) == slot ? place : nil
  }

  /// The least width that holds every value and leaves its two lowest integers free.
  private static func width(of values: [Int64]) -> Int {
    var low: Int64 = 0
    var high: Int64 = 0
    for value in values where value > withdrawn {
      low = min(low, value)
      high = max(high, value)
    }
    func fits<Narrow: FixedWidthInteger>(_ type: Narrow.Type) -> Bool {
      low >= Int64(Narrow.min) + 2 && high <= Int64(Narrow.max)
    }
    if fits(Int8.self) { return 1 }
    if fits(Int16.self) { return 2 }
    return fits(Int32.self) ? 4 : 8
  }

  private static func narrowed<Narrow: FixedWidthInteger>(
    _ value: Int64, _ type: Narrow.Type
  ) -> Narrow {
    switch value {
    case silent: Narrow.min
    case withdrawn: Narrow.min + 1
    default: Narrow(value)
    }
  }

  private static func packed<Narrow: FixedWidthInteger & SignedInteger>(
    _ slots: [Int32], _ values: [Int64], _ span: Int, _ isSparse: Bool, as type: Narrow.Type
  ) -> [UInt8] {
    let width = MemoryLayout<Narrow>.size
    let start = isSparse ? slots.count * 4 : 0
    let size = start + width * (isSparse ? slots.count : span)
    if !isSparse, span == slots.count {
      // Every slot speaks, as in most slabs of a full month: the values in a row.
      return values.map { narrowed($0, type).littleEndian }.withUnsafeBytes { Array($0) }
    }
    return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      let data = UnsafeMutableRawBufferPointer(bytes)
      func store(_ value: Narrow, at index: Int) {
        data.storeBytes(of: value.littleEndian, toByteOffset: start + index * width, as: type)
      }
      if isSparse {
        for (index, slot) in slots.enumerated() {
          data.storeBytes(
            of: UInt32(slot).littleEndian, toByteOffset: index * 4, as: UInt32.self)
          store(narrowed(values[index], type), at: index)
        }
      } else {
        if span > slots.count { for slot in 0..<span { store(Narrow.min, at: slot) } }
        for (index, slot) in slots.enumerated() {
          store(narrowed(values[index], type), at: Int(slot))
        }
      }
      count = size
    }
  }
}
