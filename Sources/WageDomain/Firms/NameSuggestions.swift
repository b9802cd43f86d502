/// Firms whose names are near a given one, best first, each with its reason.
///
/// Candidates come from an inverted index over pairs of near characters, order within the pair
/// apart, so that a swap loses none; the few best are then compared letter by letter. Integers only.
public struct NameSuggestions: Sendable {
  private let index: FirmNameIndex
  /// Entries by pair.
  private var postings: [UInt64: [Int32]] = [:]
  /// The characters of each entry's key and core.
  private var keys: [[Unicode.Scalar]] = []
  private var cores: [[Unicode.Scalar]] = []

  /// A firm that a row may belong to.
  public struct Suggestion: Hashable, Sendable {
    public let firm: Int32
    /// The firm's name that was found near.
    public let name: String
    public let reason: MatchReason
    /// The two stand in different places by what name, row and register state, or differ in a place's
    /// own characters (湖州, 潮州): most likely another firm of the kind.
    public let isPlaceInDoubt: Bool
    /// Others told the name; the register came to call the firm otherwise.
    public let isContradicted: Bool
  }

  /// Builds the inverted index.
  public init(_ index: FirmNameIndex) {
    self.index = index
    for (number, entry) in index.entries.enumerated() {
      let key = Array(entry.name.key.unicodeScalars)
      keys.append(key)
      cores.append(Array(entry.name.core.unicodeScalars))
      for pair in Self.pairs(key) { postings[pair, default: []].append(Int32(number)) }
    }
  }

  /// The firms nearest to `text`, at most `limit`; names that share next to nothing are left out.
  ///
  /// Firms outside `county`, where the row names one, come after those in it.
  public func nearest(
    to text: String, county: CountyCode? = nil, limit: Int = 5
  ) -> [Suggestion] {
    let name = FirmName(text, places: index.places)
    let query = Query(
      name: name, county: county?.description, isShared: index.isShared(name))
    let ranked = candidates(of: query).map { rank($0.entry, share: $0.share, query) }
      .sorted { $0.order < $1.order }
    var seen: Set<Int32> = []
    return ranked.filter { seen.insert($0.suggestion.firm).inserted }.prefix(limit)
      .map(\.suggestion)
  }

  private struct Query {
    let name: FirmName
    let key: [Unicode.Scalar]
    let core: [Unicode.Scalar]
    let county: String?
    /// Several firms have exactly the name.
    let isShared: Bool

    init(name: FirmName, county: String?, isShared: Bool) {
      self.name = name
      self.county = county
      self.isShared = isShared
      key = Array(name.key.unicodeScalars)
      core = Array(name.core.unicodeScalars)
    }
  }

  private struct Ranked {
    let suggestion: Suggestion
    let order: Order
  }

  private struct Order: Comparable {
    let group: Int
    let distance: Int
    let share: Int
    let code: UInt128

    static func < (left: Order, right: Order) -> Bool {
      (left.group, left.distance, right.share, left.code)
        < (right.group, right.distance, left.share, right.code)
    }
  }

  /// So many are compared letter by letter.
  private static let compared = 24
  /// Below this share of common pairs, in percent, two names are not near.
  private static let leastShare = 20

  /// The entries with the greatest weight of common pairs, a rare pair weighing more.
  private func candidates(of query: Query) -> [(entry: Int, share: Int)] {
    let count = index.entries.count
    var weights = [Int32](repeating: 0, count: count)
    var whole = 0
    for pair in Self.pairs(query.key) {
      let posting = postings[pair] ?? []
      let weight = Self.weight(of: posting.count, among: count)
      whole += weight
      // Pairs that one name in eight has tell nothing.
      guard posting.count <= max(200, count / 8) else { continue }
      for entry in posting { weights[Int(entry)] += Int32(weight) }
    }
    let least = max(1, Int32(whole * Self.leastShare / 100), Self.leastOfBest(weights))
    var found: [(entry: Int, share: Int)] = []
    for (entry, weight) in weights.enumerated() where weight >= least {
      found.append((entry, Int(weight) * 100 / max(1, whole)))
    }
    return found
  }

  /// The weight that about ``compared`` entries reach, ties included.
  private static func leastOfBest(_ weights: [Int32]) -> Int32 {
    var histogram = [Int](repeating: 0, count: Int(weights.max() ?? 0) + 1)
    for weight in weights { histogram[Int(weight)] += 1 }
    var reached = 0
    for weight in histogram.indices.reversed() {
      reached += histogram[weight]
      if reached >= compared { return Int32(weight) }
    }
    return 0
  }

  /// The bits of how many times rarer than everything: 1 for a pair that all names have.
  private static func weight(of found: Int, among count: Int) -> Int {
    let ratio = count / max(1, found)
    return 1 + Int.bitWidth - ratio.leadingZeroBitCount
  }

  private func rank(_ number: Int, share: Int, _ query: Query) -> Ranked {
    let entry = index.entries[number]
    let whole = NameDistance(query.key, keys[number])
    let inner = NameDistance(query.core, cores[number])
    let (reason, group) = reason(entry, whole, inner, share: share, query)
    // Names that only look alike stand in the order of what they are said to have in common.
    var distance = whole.count
    if case .similar = reason { distance = 100 - share }
    let isElsewhere = query.county != nil && entry.county != nil && query.county != entry.county
    return Ranked(
      suggestion: Suggestion(
        firm: entry.firm, name: entry.text, reason: reason,
        isPlaceInDoubt: isElsewhere || isPlaceInDoubt(entry, whole, query.name),
        isContradicted: entry.isContradicted),
      order: Order(
        group: isElsewhere ? group + 10 : group, distance: distance, share: share,
        code: entry.code))
  }

  private func isPlaceInDoubt(
    _ entry: FirmNameIndex.Entry, _ whole: NameDistance, _ name: FirmName
  ) -> Bool {
    guard name.key != entry.name.key else { return false }
    // One step apart and yet in different places: the step was within the place.
    if whole.count == 1, name.place != entry.name.place { return true }
    if !name.isPlaced(like: entry.name) { return true }
    guard entry.name.place.isEmpty, let county = entry.county else { return false }
    return !county.hasPrefix(name.place) && !name.place.hasPrefix(county)
  }

  private func reason(
    _ entry: FirmNameIndex.Entry, _ whole: NameDistance, _ inner: NameDistance, share: Int,
    _ query: Query
  ) -> (MatchReason, Int) {
    let (name, other) = (query.name, entry.name)
    if name.key == other.key { return (.sameName(isShared: query.isShared), 0) }
    if name.core == other.core {
      let isNear =
        name.place.hasPrefix(other.place) || other.place.hasPrefix(name.place)
      if !isNear { return (.otherPlace, 3) }
      // Before the form: 劳务厂 is no more the one 劳务 firm than 劳务公司 is.
      if index.isTradeAlone(name), name.form != other.form || name.place != other.place {
        return (.tradeAlone(name.core), 0)
      }
      if let form = name.form, let otherForm = other.form, !form.isCompatible(with: otherForm) {
        return (.otherForm, 0)
      }
      return (name.place == other.place ? .otherSpelling : .otherPlace, 0)
    }
    for distance in [whole, inner] where distance.count == 1 {
      if let swapped = distance.swapped { return (.transposed(swapped), 1) }
    }
    for distance in [whole, inner] where distance.count == 1 {
      return (.oneCharacter(found: distance.found, expected: distance.expected), 2)
    }
    return (.similar(percent: share), 4)
  }

  /// Unordered pairs of neighbours and of characters one apart, each once, in ascending order.
  private static func pairs(_ text: [Unicode.Scalar]) -> [UInt64] {
    var pairs: Set<UInt64> = []
    for index in text.indices {
      for step in 1...2 where index + step < text.count {
        let (low, high) = (
          min(text[index].value, text[index + step].value),
          max(text[index].value, text[index + step].value)
        )
        pairs.insert(UInt64(low) << 32 | UInt64(high))
      }
    }
    return pairs.sorted()
  }
}
