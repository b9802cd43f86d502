/// What the names of several firms end in: 实木地板 after two brands is a trade, and no brand itself.
///
/// So a register teaches its own trades, those that no list thought of. Known by day: what was heard of
/// later does not change what a name said before.
///
/// - Source: 企业名称登记管理规定 (国务院令第734号), as reprinted, 第八条: a brand has two characters or more, and is
///   no trade unless it has another meaning. That two firms make a tail a trade is an assumption.
struct CommonTails: Sendable {
  /// Of the firms whose names end in a tail the two that were heard of first.
  private struct First: Sendable {
    var firm: Int32
    var since: Int32
    var second: Second?
  }

  private struct Second: Sendable {
    let firm: Int32
    let since: Int32
  }

  /// By a hash of the tail, which takes a fraction of the tails' own memory.
  private var firsts: [UInt64: First] = [:]

  /// A brand, and a tail that says something.
  private static let shortest = 2

  /// Takes in what follows the first two characters of a name without place and form, and the first
  /// three, and so on.
  mutating func add(_ core: String, firm: Int32, since: Int32) {
    let scalars = Array(core.unicodeScalars)
    guard scalars.count >= 2 * Self.shortest else { return }
    var hash = Self.seed
    for start in scalars.indices.reversed() where start >= Self.shortest {
      hash = Self.step(hash, scalars[start])
      if scalars.count - start >= Self.shortest { note(hash, firm, since) }
    }
  }

  /// The day (``Day/number``) from which on two other firms' names end in the whole of a core.
  func commonSince(_ core: String) -> Int32? {
    let hash = core.unicodeScalars.reversed().reduce(Self.seed, Self.step)
    return firsts[hash]?.second?.since
  }

  private mutating func note(_ hash: UInt64, _ firm: Int32, _ since: Int32) {
    guard var found = firsts[hash] else {
      firsts[hash] = First(firm: firm, since: since, second: nil)
      return
    }
    if firm == found.firm {
      found.since = min(found.since, since)
    } else if since < found.since {
      found = First(
        firm: firm, since: since, second: Second(firm: found.firm, since: found.since))
    } else if since < found.second?.since ?? .max || found.second == nil {
      found.second = Second(firm: firm, since: since)
    }
    firsts[hash] = found
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a over scalars: the same on every machine.
  private static func step(_ hash: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
    (hash ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01B3
  }
}
