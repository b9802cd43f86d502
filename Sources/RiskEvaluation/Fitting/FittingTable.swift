/// One rule of a scorecard as a fit sees it.
public struct FittingRule: Hashable, Sendable {
  /// How thresholds are rounded, so that a person can read them.
  public enum Grid: Hashable, Sendable {
    /// To five percent, in basis points.
    case share
    case whole
    /// To two significant digits.
    case quantity
  }

  public let id: String
  /// More is worse.
  public let isUpward: Bool
  /// The card's own thresholds, from the mildest, at least one.
  public let thresholds: [Int64]
  public let grid: Grid
  /// A hard trigger: its thresholds are law, and only its points are fitted.
  public let isTrigger: Bool
  /// What is added to a threshold of the file that is itself left out, so that here all are reached.
  public let offset: Int64

  public init(
    id: String, isUpward: Bool, thresholds: [Int64], grid: Grid, isTrigger: Bool = false,
    offset: Int64 = 0
  ) {
    self.offset = offset
    self.id = id
    self.isUpward = isUpward
    self.thresholds = thresholds
    self.grid = grid
    self.isTrigger = isTrigger
  }

  /// `value` is at least as severe as `threshold`.
  func reaches(_ value: Int64, _ threshold: Int64) -> Bool {
    isUpward ? value >= threshold : value <= threshold
  }

  /// The mildest threshold that may be fitted: a quarter of the card's own mildest; where less is
  /// worse a quarter beyond it (an assumption: what is milder is no reason for a visit). A share that
  /// is as good as usual is no reason either: it must be below the whole, or at most 95 % of it.
  public var mildest: Int64 {
    let own = thresholds.first ?? 0
    if isUpward { return max(1, (own + 3) / 4) }
    let quarter = Int64(own.magnitude / 4)
    guard grid == .share else { return own + quarter }
    return max(own, min(own + quarter, offset < 0 ? 9_999 : 9_500))
  }
}

/// What a card's rules measured of firms on past days, and what became of the firms.
public struct FittingTable: Sendable {
  /// There was nothing to hold against the firm, or too little to assess it by.
  public static let nothing = Int64.min
  /// The firm has no row in what the rule measures.
  public static let absent = Int64.min + 1
  /// The rule was silent: its feed was late, or never came.
  public static let silent = Int64.min + 2

  static func isMeasured(_ value: Int64) -> Bool { value > silent }

  public let rules: [FittingRule]
  /// By row; a firm has one row for each cutoff.
  public private(set) var firms: [Int64] = []
  public private(set) var outcomes: [Bool] = []
  /// Severity of the tier that the card itself gave, 0 for green to 3 for red.
  public private(set) var tiers: [Int] = []
  /// Which of the training days a row is of, from 0.
  private(set) var days: [UInt16] = []
  private var columns: [ReadingColumn]

  public init(rules: [FittingRule]) {
    self.rules = rules
    columns = rules.map(ReadingColumn.init)
  }

  /// What a rule measured, one a row.
  func values(_ rule: Int) -> [Int64] { columns[rule].values }

  public var count: Int { outcomes.count }
  public var positives: Int { outcomes.count { $0 } }

  /// Different firms that came true at one cutoff or more: what happened to one firm is one case,
  /// however many cutoffs saw it coming.
  public var positiveFirms: Int {
    Set(zip(firms, outcomes).filter(\.1).map(\.0)).count
  }

  /// How many rows a firm that came true has on the average, at least 1: rows of one firm are not as
  /// many witnesses.
  var repeats: Double { max(1, Double(positives) / Double(max(1, positiveFirms))) }

  /// One more row.
  ///
  /// - Parameters:
  ///   - values: by rule, in its unit; ``nothing``, ``absent`` or ``silent`` without one.
  ///   - firm: `firm.id` in the store.
  ///   - outcome: whether it came true within the horizon.
  ///   - tier: severity of the tier that the card itself gave.
  ///   - day: which of the training days it is, from 0.
  public mutating func add(
    _ values: [Int64], firm: Int64, outcome: Bool, tier: Int, day: Int = 0
  ) {
    precondition(values.count == rules.count, "one value for each rule")
    for rule in rules.indices { columns[rule].append(values[rule]) }
    firms.append(firm)
    outcomes.append(outcome)
    tiers.append(tier)
    days.append(UInt16(clamping: day))
  }

  /// The rows of some days alone.
  func rows(of days: Range<Int>) -> FittingTable {
    var own = FittingTable(rules: rules)
    let kept = self.days.indices.filter { days.contains(Int(self.days[$0])) }
    for rule in rules.indices {
      let values = values(rule)
      for row in kept { own.columns[rule].append(values[row]) }
    }
    own.firms = kept.map { firms[$0] }
    own.outcomes = kept.map { outcomes[$0] }
    own.tiers = kept.map { tiers[$0] }
    own.days = kept.map { self.days[$0] }
    return own
  }
}
