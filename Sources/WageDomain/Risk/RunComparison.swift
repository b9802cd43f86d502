/// What differs between the lists of two runs, or of two scorecards.
///
/// A firm is *on the list* when it is above green and, with a capacity, among so many most pressing
/// ones. Firms on neither list are left out unless all are asked for.
public struct RunComparison: Sendable {
  /// Entered first, then as ``StandingChange/Kind`` lists them; within a kind the higher tier, the
  /// larger difference of points, then the credit code.
  public private(set) var changes: [StandingChange]
  /// All firms by tier, on the list or not.
  public let tiersBefore, tiersAfter: [Tier: Int]

  /// - Parameters:
  ///   - before: the earlier run, by firm id.
  ///   - after: the later run, by firm id.
  ///   - capacity: how many visits the district can make; nil: all.
  ///   - includesAll: whether firms on neither list count too.
  public init(
    before: [Int64: Standing], after: [Int64: Standing], capacity: Int? = nil,
    includesAll: Bool = false
  ) {
    let listed = (Self.list(before, capacity), Self.list(after, capacity))
    tiersBefore = Self.tiers(before)
    tiersAfter = Self.tiers(after)
    changes = Set(before.keys).union(after.keys).compactMap { firm in
      let (wasListed, isListed) = (listed.0.contains(firm), listed.1.contains(firm))
      guard wasListed || isListed || includesAll else { return nil }
      return StandingChange(
        firmId: firm, before: before[firm], after: after[firm], wasListed: wasListed,
        isListed: isListed)
    }.sorted(by: StandingChange.precedes)
  }

  public func count(_ kind: StandingChange.Kind) -> Int { changes.count { $0.kind == kind } }

  /// The firms of which a side's reasons are not known.
  public func unexplained(_ side: KeyPath<StandingChange, Standing?>) -> Set<Int64> {
    Set(
      changes.filter { change in change[keyPath: side].map { $0.reasons == nil } ?? false }
        .map(\.firmId))
  }

  private static func list(_ standings: [Int64: Standing], _ capacity: Int?) -> Set<Int64> {
    let flagged = standings.filter { $0.value.tier > .green }
    guard let capacity, flagged.count > capacity else { return Set(flagged.keys) }
    return Set(
      flagged.sorted { Standing.isMorePressing($0.value, $1.value) }.prefix(capacity).map(\.key))
  }

  private static func tiers(_ standings: [Int64: Standing]) -> [Tier: Int] {
    standings.values.reduce(into: [:]) { $0[$1.tier, default: 0] += 1 }
  }
}

/// One firm that two runs see differently.
public struct StandingChange: Hashable, Sendable {
  /// In the order in which they are listed.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Newly on the list.
    case entered
    case raised, lowered
    /// No longer on the list.
    case left
    /// The same tier with more, or fewer, points.
    case pointsUp = "points-up"
    case pointsDown = "points-down"
    /// The same tier and points, by other indicators.
    case reasons

    fileprivate var place: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(
      uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
  }

  public let firmId: Int64
  public let kind: Kind
  /// Nil when the run did not score the firm.
  public let before, after: Standing?
  /// Largest difference first; nil where the reasons of one side are not known.
  public let reasons: [ReasonChange]?

  /// - Returns: nil when nothing differs.
  init?(firmId: Int64, before: Standing?, after: Standing?, wasListed: Bool, isListed: Bool) {
    self.firmId = firmId
    self.before = before
    self.after = after
    let (old, new) = (before.map(\.reasons) ?? [], after.map(\.reasons) ?? [])
    reasons = old.flatMap { old in new.map { ReasonChange.between(old, $0) } }
    let tiers = (before?.tier ?? .green, after?.tier ?? .green)
    let points = (before?.points ?? 0, after?.points ?? 0)
    if wasListed != isListed {
      kind = isListed ? .entered : .left
    } else if tiers.0 != tiers.1 {
      kind = tiers.0 < tiers.1 ? .raised : .lowered
    } else if points.0 != points.1 {
      kind = points.0 < points.1 ? .pointsUp : .pointsDown
    } else if reasons?.isEmpty == false {
      kind = .reasons
    } else {
      return nil
    }
  }

  public var creditCode: String { after?.creditCode ?? before?.creditCode ?? "" }

  /// After less before; a firm that was not scored had none.
  public var pointsDelta: Int { (after?.points ?? 0) - (before?.points ?? 0) }

  static func precedes(_ left: StandingChange, _ right: StandingChange) -> Bool {
    let (first, second) = (left.sortKey, right.sortKey)
    return first != second ? first < second : left.creditCode < right.creditCode
  }

  private var sortKey: (Int, Int, Int) {
    let tier = max(before?.tier ?? .green, after?.tier ?? .green)
    return (kind.place, -tier.severity, -Int(pointsDelta.magnitude))
  }
}
