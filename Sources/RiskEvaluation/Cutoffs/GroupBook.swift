internal import WageDomain

/// How the card ranks the firms of one trade, place or size among themselves, over all cutoffs.
public struct GroupBook: Sendable {
  public enum Dimension: String, CaseIterable, Hashable, Sendable {
    case industry, county, town, size
  }

  /// One group's figures.
  public struct Figures: Hashable, Sendable {
    public let dimension: Dimension
    /// A section's letter, a place's code, or a number of persons such as `10-49`; nil where the
    /// register does not say.
    public let group: String?
    public let firms: Int
    /// Firms, each at every cutoff.
    public let count: Int
    public let positives: Int
    /// Different firms that came true at some cutoff, and that did not at some; a firm may be both.
    public let positiveFirms: Int
    public let negativeFirms: Int
    /// How many of the group stood on the list of the last capacity, equal points in any order.
    public let listed: Double
    /// How many of those came true.
    public let hits: Double
    /// Pairs of one cutoff and group; nil where there are too few to say.
    public var auc: Double? { isTooFew ? nil : pooledAUC }
    let pooledAUC: Double?

    /// Fewer different firms that came true, or did not, say nothing (assumption): a firm that comes true
    /// at many cutoffs is one.
    public static let fewest = 10

    public var isTooFew: Bool { positiveFirms < Self.fewest || negativeFirms < Self.fewest }
  }

  private struct Key: Hashable {
    let dimension: Dimension
    let group: String?
  }

  private struct Sums {
    var count = 0
    var positives = 0
    var positiveFirms: Set<Int64> = []
    var negativeFirms: Set<Int64> = []
    var listed = 0.0
    var hits = 0.0
    var pairs = 0.0
    var ordered = 0.0
  }

  /// Whose list it is.
  public let capacity: VisitCapacity
  private var sums: [Key: Sums] = [:]

  init(capacity: VisitCapacity) { self.capacity = capacity }

  mutating func add(_ firms: [SampledFirm], _ came: [Bool]) {
    let chances = ListChances(firms.map(\.points), k: capacity.count(of: firms.count))
    for dimension in Dimension.allCases {
      let groups = Dictionary(grouping: firms.indices) { Self.group(dimension, firms[$0]) }
      for (group, places) in groups {
        let own = sums[Key(dimension: dimension, group: group), default: Sums()]
        sums[Key(dimension: dimension, group: group)] = Self.added(
          own, places, firms, came, chances)
      }
    }
  }

  private static func added(
    _ sums: Sums, _ places: [Int], _ firms: [SampledFirm], _ came: [Bool], _ chances: ListChances
  ) -> Sums {
    var sums = sums
    for place in places {
      let chance = chances.chance(firms[place].points)
      sums.listed += chance
      if came[place] {
        sums.hits += chance
        sums.positiveFirms.insert(firms[place].id)
      } else {
        sums.negativeFirms.insert(firms[place].id)
      }
    }
    let ranked = RankedOutcomes(
      points: places.map { firms[$0].points }, outcomes: places.map { came[$0] })
    sums.count += ranked.count
    sums.positives += ranked.positives
    if let auc = ranked.auc {
      let pairs = Double(ranked.positives * (ranked.count - ranked.positives))
      sums.pairs += pairs
      sums.ordered += auc * pairs
    }
    return sums
  }

  private static func group(_ dimension: Dimension, _ firm: SampledFirm) -> String? {
    switch dimension {
    case .industry:
      return firm.register.industry.flatMap { IndustryCode($0) }.map { String($0.section) }
    case .county: return firm.register.townCode.map { String($0.prefix(6)) }
    case .town: return firm.register.townCode
    case .size:
      guard let persons = firm.register.persons else { return nil }
      return persons < 10
        ? "0-9" : persons < 50 ? "10-49" : persons < 300 ? "50-299" : "300+"
    }
  }

  /// By dimension, then by group, the unknown last.
  public var figures: [Figures] {
    sums.map { key, sums in
      Figures(
        dimension: key.dimension, group: key.group,
        firms: sums.positiveFirms.union(sums.negativeFirms).count, count: sums.count,
        positives: sums.positives, positiveFirms: sums.positiveFirms.count,
        negativeFirms: sums.negativeFirms.count, listed: sums.listed, hits: sums.hits,
        pooledAUC: sums.pairs == 0 ? nil : sums.ordered / sums.pairs)
    }.sorted { left, right in
      if left.dimension != right.dimension {
        return Dimension.allCases.firstIndex(of: left.dimension) ?? 0
          < Dimension.allCases.firstIndex(of: right.dimension) ?? 0
      }
      guard let one = left.group, let other = right.group else { return left.group != nil }
      return one.utf8.lexicographicallyPrecedes(other.utf8)
    }
  }
}

/// How likely a firm of so many points stands on a list of k, when equal points come in any order.
private struct ListChances {
  /// The points of those of whom only some find room; nil when all do.
  private let edge: Int32?
  private let edgeChance: Double

  init(_ points: [Int32], k: Int) {
    var left = k
    var edge: (points: Int32, chance: Double)?
    let counts = points.reduce(into: [Int32: Int]()) { $0[$1, default: 0] += 1 }
    for (points, count) in counts.sorted(by: { $0.key > $1.key }) {
      guard count > left else {
        left -= count
        continue
      }
      edge = (points, Double(left) / Double(count))
      break
    }
    self.edge = edge?.points
    edgeChance = edge?.chance ?? 1
  }

  func chance(_ points: Int32) -> Double {
    guard let edge else { return 1 }
    return points > edge ? 1 : points == edge ? edgeChance : 0
  }
}
