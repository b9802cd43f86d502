public import WageDomain

/// What one trigger or indicator of a card says of every firm on one day.
public struct SampledColumn: Sendable {
  /// As reasons name it.
  public let id: String
  /// Nil for a hard trigger.
  public let classId: String?
  /// How the value comes about, for a fit that looks for other bins.
  public let comparison: Comparison
  public let bound: PointsBins.Bound
  /// A feed behind it was late or never came: it gave no points to anybody.
  public let isSilent: Bool
  /// One a firm, before the class's cap.
  public internal(set) var points: [Int32] = []
  /// One a firm, or empty where readings were not asked for.
  var codes: [Int64] = []

  init(_ rule: ScoredRule, classId: String?, isSilent: Bool) {
    id = rule.id
    self.classId = classId
    comparison = rule.comparison
    bound = rule.bins.bound
    self.isSilent = isSilent
  }

  /// The value of a firm by its place; nil where readings were not kept.
  public func reading(_ place: Int) -> SampledReading? {
    guard !isSilent else { return .silent }
    guard codes.indices.contains(place) else { return nil }
    return SampledReading(code: codes[place])
  }
}

/// A measured value as bins see it, or why there is none.
public enum SampledReading: Hashable, Sendable {
  /// In the unit of the bins, rounded to the side on which every whole threshold of the column's
  /// bound stays exact: a bin with such a threshold is reached if, and only if, this number reaches it.
  case value(Int64)
  /// Rows have come, and the comparison has nothing to hold against the firm: nothing owed, too short
  /// a history, a baseline too small.
  case nothing
  /// The firm has no row in the newest month of what is measured.
  case absent
  /// The feed is late or never came: nothing can be said of any firm.
  case silent

  static let absentCode = Int64.min
  static let nothingCode = Int64.min + 1

  init(code: Int64) {
    switch code {
    case Self.absentCode: self = .absent
    case Self.nothingCode: self = .nothing
    default: self = .value(code)
    }
  }
}

/// Every firm of a day with the numbers of a card, and no words.
public struct SampledScores: Sendable {
  /// In the order in which their blocks came.
  public internal(set) var firms: [Firm] = []
  /// Triggers, then indicators by class, in the card's order.
  public internal(set) var columns: [SampledColumn] = []

  /// What a run would say of one firm.
  public struct Firm: Hashable, Sendable {
    public let id: Int64
    public let creditCode: CreditCode
    public let isGone: Bool
    /// With the caps of classes.
    public internal(set) var points: Int32 = 0
    public internal(set) var tier = Tier.green

    init(_ firm: BlockFirm) {
      id = firm.id
      creditCode = firm.creditCode
      isGone = firm.isGone
    }
  }
}

extension Quotient {
  /// A whole number that stands on the same side of every whole threshold.
  func whole(_ bound: PointsBins.Bound) -> Int64 {
    let floor = numerator / denominator - (numerator % denominator < 0 ? 1 : 0)
    guard bound == .above || bound == .atMost else { return Int64(clamping: floor) }
    return Int64(clamping: floor + (floor * denominator == numerator ? 0 : 1))
  }
}
