/// Damages the bytes of a file as transport, editors and hands do; the same seed, the same damage.
public struct FileMutator {
  private var random: MutationSeed

  public init(seed: UInt64) { random = MutationSeed(state: seed) }

  /// Bytes that decide something: quotes, delimiters, line ends, NUL, marks, halves of characters.
  private static let nasty: [[UInt8]] = [
    [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x09], [0x3B], [0x00], [0xC4],
    [0xEF, 0xBB, 0xBF], [0x84, 0x31, 0x95, 0x33], [0xFF, 0xFE], [0xE3, 0x80, 0x80], [0xA1, 0xA1],
    [0x30, 0x81], [0xF0, 0x9F, 0x98, 0x80], [0x80], Array("合计,".utf8), Array("#N/A".utf8),
    Array("9.1E+17".utf8), Array("9223372036854775808".utf8), Array("-0".utf8),
  ]

  /// The bytes with one to four faults in them.
  public mutating func mutated(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&bytes) }
    return bytes
  }

  /// A number below the bound, for whoever needs another choice from the same seed.
  public mutating func pick(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, at + Int.random(in: 0...40, using: &random))
    switch Int.random(in: 0..<16, using: &random) {
    case 0: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &random) }
    case 1: bytes.removeSubrange(at...)
    case 2...4: bytes.removeSubrange(at..<end)
    case 5...7: bytes.insert(contentsOf: bytes[at..<end], at: at)
    case 8: if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    default:
      bytes.insert(contentsOf: Self.nasty.randomElement(using: &random) ?? [], at: at)
    }
  }
}

/// A small generator with a seed.
struct MutationSeed: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
