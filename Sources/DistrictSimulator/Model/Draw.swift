/// A stream of pseudo-random integers that depends only on the seed and on what it is drawn for.
///
/// Every firm, month and purpose has a stream of its own, so a change in one feed does not move
/// the numbers of another. Integers only: the same on every machine.
///
/// - Source: SplitMix64, Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators".
struct Draw {
  /// What a stream is for.
  enum Purpose: UInt64 {
    case firm = 1, accounts, fate, trend, month, meter, festival, payroll, file, row, project
    case wageAccount, complaint, background, person, shuffle
    case tenancy, loan, site, inspection, judicial, gridReport
    case blur, spell, gaming, dirt, shock, bonus, falseClaim
  }

  private var state: UInt64

  init(_ seed: UInt64, _ purpose: Purpose, _ first: Int = 0, _ second: Int = 0) {
    state = Self.mixed(seed &+ purpose.rawValue &* 0x9E37_79B9_7F4A_7C15)
    state = Self.mixed(state ^ UInt64(bitPattern: Int64(first)))
    state = Self.mixed(state &+ UInt64(bitPattern: Int64(second)) &* 0xD1B5_4A32_D192_ED03)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// 0..<limit, even to one part in 2^64 / limit.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(_ permille: Int) -> Bool { below(1000) < permille }

  /// Bell-shaped around 0, within twice `spread`, standard deviation 0.58 `spread`.
  mutating func bell(_ spread: Int) -> Int {
    var sum = 0
    for _ in 0..<4 { sum += within(-spread...spread) }
    return sum / 2
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// The index of a weight, as often as the weight says.
  mutating func index(weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }

  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for index in elements.indices.dropFirst().reversed() {
      elements.swapAt(index, below(index + 1))
    }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

extension Int {
  /// This value times `factor` thousandths, toward zero.
  func permille(_ factor: Int) -> Int { self * factor / 1000 }
}
