import WageDomain

/// Holds a firm's drop against those of its trade in its county.
struct Peers: Hashable, Sendable {
  /// Fewer firms with a drop to tell say nothing of a trade.
  let minimumFirms: Int

  static func parameter(isOptional: Bool) -> Parameter {
    Parameter(
      "peers",
      .group([
        Parameter(
          "minimum_firms", .integer(3...1000), "同业同县至少有多少家可比",
          "fewer firms of one trade and county are no peers")
      ]), isOptional: isOptional,
      "同业（行业大类，不足则门类）同县的降幅中位数先扣除",
      "the median drop of the same trade (division, else section) and county is taken out first")
  }

  init?(_ given: GivenParameters) throws(ScorecardFault) {
    guard let group = given.group("peers") else { return nil }
    minimumFirms = try group.integer("minimum_firms")
  }
}

/// A kind whose findings are settled when all blocks have been seen.
protocol PeerComparing: Sendable {
  var peers: Peers? { get }

  /// `peers` are all firms of the group, the firm's own among them; nil when there are too few.
  ///
  /// - Returns: the value to hold against the bins; nil when there is nothing left to say.
  func settled(_ own: Quotient, _ peers: PeerDrops?) -> Quotient?

  /// What the peers had to say in a value that was settled.
  func words(_ own: Quotient, _ peers: PeerDrops?) -> Bilingual

  /// The most severe bin that a value may reach once it is settled; nil for none.
  func worst(_ own: Quotient, _ bins: PointsBins) -> PointsBins.Bin?
}

/// The drops of the firms that one is held against.
struct PeerDrops {
  /// Ascending.
  let drops: [Int16]
  /// True where the division has too few firms, or the register names the section only.
  let isWholeSection: Bool

  /// The lower one of an even number.
  var median: Int64 { Int64(drops[(drops.count - 1) / 2]) }

  /// How many fell less than by `drop`.
  func count(below drop: Int64) -> Int {
    drops.endOfPrefix { Int64($0) < drop }
  }

  /// Who they are: a whole section is wider than the trade of the firm.
  var group: Bilingual {
    isWholeSection
      ? Bilingual(zh: "同门类同县", en: "the whole section and county")
      : Bilingual(zh: "同业同县", en: "the trade and county")
  }
}

/// The rows of a block by trade and county: found once for all indicators with peers.
struct BlockTrades {
  fileprivate let rows: [PeerGroup: [Int]]

  init(_ firms: [BlockFirm]) {
    rows = firms.indices.reduce(into: [:]) { rows, row in
      if let group = firms[row].group { rows[group, default: []].append(row) }
    }
  }
}

/// The drops of one indicator by trade and county.
struct PeerBook {
  /// Each drop once. A drop is at most 10,000 basis points; of a rise it is enough that it is one,
  /// hence the narrow numbers: a province has some ten drops of each of its millions of firms.
  private var groups: [PeerGroup: [Int16]] = [:]
  /// Whole sections, where a division has too few firms.
  private var sections: [PeerGroup: [Int16]] = [:]

  mutating func add(_ drops: [Int32], _ trades: BlockTrades) {
    for (group, rows) in trades.rows {
      let known = rows.filter { drops[$0] != BlockFindings.unknown }
      guard !known.isEmpty else { continue }
      groups[group, default: []].append(contentsOf: known.lazy.map { Int16(clamping: drops[$0]) })
    }
  }

  /// The drops of one group and of the others of its section, without those of `own`.
  func without(_ own: PeerBook?, of group: PeerGroup?) -> PeerBook {
    var book = PeerBook()
    guard let group else { return book }
    book.groups = groups.filter { $0.key.widened == group.widened }
    for drop in own?.groups[group] ?? [] {
      if let place = book.groups[group]?.firstIndex(of: drop) {
        book.groups[group]?.remove(at: place)
      }
    }
    return book
  }

  /// Makes the book ready to be asked for groups of at least so many firms; called when all are in.
  mutating func settle(atLeast count: Int) {
    for group in groups.keys { groups[group]?.sort() }
    let tooFew = groups.filter { $0.key.division == 0 || $0.value.count < count }
    sections = [:]
    for section in Set(tooFew.keys.map(\.widened)) {
      sections[section] =
        groups.lazy.filter { $0.key.widened == section }.flatMap(\.value).sorted()
    }
  }

  /// The drops of the division, of the section where the division has too few, else nil.
  func drops(_ group: PeerGroup?, atLeast count: Int) -> PeerDrops? {
    guard let group else { return nil }
    if group.division != 0, let drops = groups[group], drops.count >= count {
      return PeerDrops(drops: drops, isWholeSection: false)
    }
    guard let drops = sections[group.widened], drops.count >= count else { return nil }
    return PeerDrops(drops: drops, isWholeSection: true)
  }
}
