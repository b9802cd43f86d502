/// Firms by a name, in little room: a province's register has millions.
///
/// All names stand in one buffer and are compared there; nothing gives a name away.
struct NameGroups {
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  private struct Entry {
    /// Brings equal names together; that they are equal is seen by their bytes.
    let digest: UInt64
    let firm: Int64
    let name: Range<Int>
  }

  /// Firms come one after the other; of several names of one firm the last holds.
  mutating func add(_ firm: Int64, name: UnsafeRawBufferPointer) {
    if let last = entries.last, last.firm == firm {
      bytes.removeSubrange(last.name)
      entries.removeLast()
    }
    let start = bytes.count
    bytes.append(contentsOf: name)
    entries.append(Entry(digest: Self.digest(name), firm: firm, name: start..<bytes.count))
  }

  /// The firms of each name that so many have and that is one, ascending; the groups in no stated
  /// order.
  mutating func groups(
    of sizes: ClosedRange<Int>, where isName: (String) -> Bool = { _ in true }
  ) -> [[Int64]] {
    let bytes = bytes
    entries.sort { left, right in
      if left.digest != right.digest { return left.digest < right.digest }
      if bytes[left.name] == bytes[right.name] { return left.firm < right.firm }
      return bytes[left.name].lexicographicallyPrecedes(bytes[right.name])
    }
    var groups: [[Int64]] = []
    var rest = entries[...]
    while let first = rest.first {
      let same = rest.prefix { $0.digest == first.digest && bytes[$0.name] == bytes[first.name] }
      if sizes.contains(same.count), isName(String(decoding: bytes[first.name], as: UTF8.self)) {
        groups.append(same.map(\.firm))
      }
      rest = rest.dropFirst(same.count)
    }
    return groups
  }

  /// FNV-1a.
  private static func digest(_ name: UnsafeRawBufferPointer) -> UInt64 {
    name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
