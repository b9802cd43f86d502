/// A stream of pseudo-random integers that depends only on the seed: the same on every machine.
///
/// - Source: SplitMix64, Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators".
struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  /// 0..<limit, even to one part in 2^64 / limit.
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    word ^= word >> 31
    return Int(word.multipliedFullWidth(by: UInt64(limit)).high)
  }
}
