import WageDomain

/// Random sequences of power files over a handful of firms, accounts, months and days, so that
/// corrections, moves, repeats and late files meet each other often.
struct RandomFiles {
  private var generator: SeededGenerator
  private let firms: [CreditCode]

  init(seed: UInt64, firms: [CreditCode]) {
    generator = SeededGenerator(seed: seed)
    self.firms = firms
  }

  mutating func files() -> [FeedFile] {
    (0..<Int.random(in: 2...7, using: &generator)).map { number in
      let day = day()
      let rows = (0..<Int.random(in: 1...8, using: &generator)).map { _ in row() }
      return FeedFile(.electricity, day, rows, name: "file-\(number).csv")
    }
  }

  static let days = (1...6).map { "2026-03-0\($0)" }

  private mutating func day() -> String {
    Self.days[Int.random(in: Self.days.indices, using: &generator)]
  }

  private mutating func row() -> FeedRow {
    let account = Int.random(in: 0...3, using: &generator)
    return .power(
      firms[Int.random(in: firms.indices, using: &generator)],
      account == 0 ? nil : "A\(account)",
      ["2026-01", "2026-02"][Int.random(in: 0...1, using: &generator)],
      quantity: cell(), fee: cell(), arrears: cell(),
      knownOn: Int.random(in: 0...4, using: &generator) == 0 ? day() : nil)
  }

  private mutating func cell() -> Int64? {
    switch Int.random(in: 0...9, using: &generator) {
    case 0...2: nil
    case 3...6: Int64.random(in: 1...2, using: &generator)
    case 7: -128
    case 8: Int64.random(in: -40_000...40_000, using: &generator)
    default: Int64.random(in: -90_000_000_000_000...90_000_000_000_000, using: &generator)
    }
  }
}
