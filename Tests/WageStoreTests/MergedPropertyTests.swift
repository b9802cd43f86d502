import Testing
import WageDomain

@testable import WageStore

@Suite("Firms that count as others, whatever came of them")
struct MergedPropertyTests {
  private static let last = SeriesIndex.firmsPerBlock + 2
  /// Firms by the one that goes on; one of them stands in another block.
  private static let families: [Int: [Int]] = [1: [1, 2, last], 3: [3, 4], 5: [5]]
  private static let month = "2026-01"

  /// What a row is about.
  private struct Key: Hashable {
    let feed: Feed
    /// Nil for an account, which is one thing whoever it belongs to.
    let firm: Int?
    /// The account; of a payment its payday and batch.
    let part: String
  }

  private struct Word {
    let firm: Int
    let values: [Measure: Int64]
  }

  /// The words that hold, file after file in the order of their known-on days.
  private struct Naive {
    var words: [Key: Word] = [:]

    /// A family's month: rows about the same count once where they are equal in every value.
    func sum(_ measure: Measure, _ firms: [Int]) -> Int64? {
      var told: [String: Set<[Measure: Int64]>] = [:]
      var sum: Int64?
      for (key, word) in words where key.feed == measure.feed && firms.contains(word.firm) {
        if key.firm != nil, !told[key.part, default: []].insert(word.values).inserted { continue }
        if let value = word.values[measure] { sum = (sum ?? 0) + value }
      }
      return sum
    }
  }

  private struct Drawn {
    var rows: [FeedRow] = []
    var words: [Key: Word] = [:]

    mutating func add(_ row: FeedRow, _ key: Key, _ word: Word) {
      guard words[key] == nil else { return }
      words[key] = word
      rows.append(row)
    }
  }

  private func draw(_ feed: Feed, using generator: inout SeededGenerator) -> Drawn {
    var drawn = Drawn()
    for _ in 0..<6 {
      let firm = [1, 2, Self.last, 3, 4, 5].randomElement(using: &generator) ?? 1
      let small = Int64.random(in: 0...1, using: &generator)
      let amounts: [Int64?] = [nil, 0, 7]
      let other = amounts[Int.random(in: 0..<amounts.count, using: &generator)]
      switch feed {
      case .electricity:
        let account = [nil, nil, "A", "B"].randomElement(using: &generator) ?? nil
        drawn.add(
          .power(.firm(firm), account, Self.month, quantity: small, fee: other),
          Key(feed: feed, firm: account == nil ? firm : nil, part: account ?? ""),
          word(firm, [.electricityQuantity: small, .electricityFee: other]))
      case .payroll:
        let day = Bool.random(using: &generator) ? "2026-02-10" : "2026-02-11"
        let batch = Bool.random(using: &generator) ? "1" : nil
        drawn.add(
          .payment(
            .firm(firm), Self.month, paidOn: day, batch: batch, persons: small, amount: other),
          Key(feed: feed, firm: firm, part: "\(day) \(batch ?? "")"),
          word(firm, [.payrollPersons: small, .payrollAmount: other]))
      default:
        drawn.add(
          .tax(.firm(firm), Self.month, sales: small, arrears: other),
          Key(feed: feed, firm: firm, part: ""),
          word(firm, [.taxSales: small, .taxArrears: other]))
      }
    }
    return drawn
  }

  private func word(_ firm: Int, _ values: [Measure: Int64?]) -> Word {
    Word(firm: firm, values: values.compactMapValues { $0 })
  }

  @Test("Their months are those of a plain list of what holds", arguments: 1...12)
  func months(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let store = try TestStore()
    try store.load(
      FeedFile(.firms, "2026-01-01", (1...Self.last).map { .firm(.firm($0), "甲\($0)厂") }))
    var naive = Naive()
    for number in 0..<9 {
      let feed = [Feed.electricity, .payroll, .tax][number % 3]
      let drawn = draw(feed, using: &generator)
      try store.load(FeedFile(feed, "2026-02-1\(number)", drawn.rows))
      naive.words.merge(drawn.words) { $1 }
    }
    try store.database.write { transaction in
      let desk = try MatchDesk(transaction, firms: FirmRegister(transaction)) { _ in [] }
      let entry = MatchEntry(actor: "a", reason: "r", now: Instant(day: .of("2026-03-01")))
      for (other, firms) in Self.families.sorted(by: { $0.key < $1.key }) {
        for firm in firms where firm != other {
          _ = try desk.merge(
            Int64(firm), into: Int64(other), since: .of("2026-03-01"), entry: entry)
        }
      }
    }
    let apart = Dictionary(uniqueKeysWithValues: Self.families.values.joined().map { ($0, [$0]) })
    for measure in [
      Measure.electricityQuantity, .electricityFee, .payrollPersons, .payrollAmount, .taxSales,
      .taxArrears,
    ] {
      for (day, families) in [("2026-02-28", apart), ("2026-03-01", Self.families)] {
        let found = try store.cells(measure, asOf: day)
        var expected: [String: Int64] = [:]
        for (firm, members) in families {
          expected["\(CreditCode.firm(firm))|\(Self.month)"] = naive.sum(measure, members)
        }
        #expect(found == expected, "\(measure) as of \(day)")
      }
    }
  }
}
