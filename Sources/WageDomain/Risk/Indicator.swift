/// One comparison of a scorecard and the points it is worth.
public struct Indicator: Hashable, Sendable {
  /// As reasons name it, e.g. `electricity-drop`.
  public let id: String
  public let classId: String
  public let kind: IndicatorKind
  public let bins: PointsBins
  public let reason: ReasonTemplate
  /// Where the numbers come from, or `assumption`.
  public let source: String
  /// Why the indicator is there, in one line.
  public let rationale: String

  public init(
    id: String, classId: String, kind: IndicatorKind, bins: PointsBins, reason: ReasonTemplate,
    source: String, rationale: String
  ) {
    self.id = id
    self.classId = classId
    self.kind = kind
    self.bins = bins
    self.reason = reason
    self.source = source
    self.rationale = rationale
  }
}

/// The closed vocabulary of comparisons. Each kind's rule stands at its parameters' type.
///
/// A new kind is its parameters here, its reader in `PolicyFiles/ScorecardKinds` and its evaluator
/// in `RiskScoring`; the compiler asks for each.
public enum IndicatorKind: Hashable, Sendable {
  case drop(DropParameters)
  case arrears(ArrearsParameters)
  case missing(MissingParameters)
  case level(LevelParameters)
  case count(CountParameters)

  /// The kind's name in scorecard files.
  public var name: Name {
    switch self {
    case .drop: .drop
    case .arrears: .arrears
    case .missing: .missing
    case .level: .level
    case .count: .count
    }
  }

  /// What the thresholds of the indicator's bins are counted in.
  public var binUnit: BinUnit {
    switch self {
    case .drop: .basisPoints
    case .arrears(let parameters): parameters.binUnit
    case .missing: .whole("months")
    case .level(let parameters): parameters.binUnit
    case .count: .whole("weighted events")
    }
  }

  /// The measures read, none for ``count(_:)``.
  public var measures: [Measure] {
    switch self {
    case .drop(let parameters): [parameters.measure]
    case .arrears(let parameters): [parameters.measure] + parameters.against.measures
    case .missing(let parameters): [parameters.measure]
    case .level(let parameters): [parameters.measure] + parameters.against.measures
    case .count: []
    }
  }

  /// The feeds that must have come for the indicator to say anything.
  public var feeds: Set<Feed> {
    if case .count(let parameters) = self { return [parameters.feed] }
    return Set(measures.map(\.feed))
  }

  /// How many months before the as-of day's month the comparison may reach.
  public var reachMonths: Int {
    switch self {
    case .drop(let parameters): parameters.reachMonths
    case .arrears(let parameters): parameters.reachMonths
    case .missing(let parameters): parameters.reachMonths
    case .level(let parameters): parameters.reachMonths
    case .count: 0
    }
  }

  /// The names that scorecard files use.
  public enum Name: String, CaseIterable, Sendable {
    case drop, arrears, missing, level, count

    /// What a reason's template may name.
    public var placeholders: [String] {
      switch self {
      case .drop: ["period", "value", "baseline", "percent", "against"]
      case .arrears: ["since", "month", "months", "amount", "percent", "base"]
      case .missing: ["since", "last", "months"]
      case .level: ["month", "months", "value", "base", "percent", "fall"]
      case .count: ["events", "persons", "days", "latest", "weight"]
      }
    }
  }
}

/// What a bin's threshold is counted in.
public enum BinUnit: Hashable, Sendable {
  /// Hundredths of a percent; files write `50%`.
  case basisPoints
  /// A whole number of what is named.
  case whole(String)
  /// A measure's stored unit; files write `300 kWh`, `500 yuan`.
  case quantity(Measure.Unit)
}
