import WageDomain

/// One indicator made ready for a block: which columns it reads is settled, firms are to come.
protocol IndicatorEvaluator {
  /// The value that bins are held against.
  ///
  /// `scratch` is room for a median, so that a firm without a finding allocates nothing.
  ///
  /// - Returns: nil when the firm is not assessed, or there is nothing to hold against it.
  func value(firm: Int, scratch: inout [Int64]) -> Quotient?

  /// What was compared, in words and rows; asked only for a firm that got points.
  func explain(firm: Int, scratch: inout [Int64]) -> Explanation
}

/// The values for a reason's text, and the rows they came from, oldest first.
struct Explanation {
  var values: [String: Bilingual]
  var evidence: [EvidenceSource]
}

extension Indicator {
  /// - Returns: nil when a feed is late or never came, or no firm of the block has the measure.
  func evaluator(_ block: SignalBlock, _ calendar: SignalCalendar) -> (any IndicatorEvaluator)? {
    guard ScoringOutlook.outcome(of: kind, calendar.coverage) == nil else { return nil }
    return switch kind {
    case .drop(let parameters): DropEvaluator(parameters, block, calendar)
    case .arrears(let parameters): ArrearsEvaluator(parameters, block, calendar)
    case .missing(let parameters): MissingEvaluator(parameters, block, calendar)
    case .level(let parameters): LevelEvaluator(parameters, bins.bound, block, calendar)
    case .count(let parameters): CountEvaluator(parameters, block, calendar.asOf)
    }
  }
}

extension PointsBins {
  /// The points of the most severe bin that the value reaches; 0 when it reaches none.
  func points(_ value: Quotient) -> Int {
    bins.last { value.reaches($0.threshold, bound) }?.points ?? 0
  }
}
