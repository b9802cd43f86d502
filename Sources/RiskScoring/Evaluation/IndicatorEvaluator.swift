import WageDomain

/// One indicator made ready for a block: which columns it reads is settled, rows are to come.
///
/// A row is a firm, or a building project where the measure is of projects.
protocol IndicatorEvaluator {
  /// The value that bins are held against.
  ///
  /// `scratch` is room for a median, so that a row without a finding allocates nothing.
  ///
  /// - Returns: nil when the row is not assessed, or there is nothing to hold against it.
  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient?

  /// What was compared, in words and rows; asked only for a row that got points.
  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation

  /// What would make the row milder: the least of these changes that does is told.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever]

  /// All rows that reach a bin, in order. A requirement, so that each kind has its own loop.
  func findings(_ rows: Int, _ bins: PointsBins) -> BlockFindings
}

/// What one indicator says of a block.
struct BlockFindings {
  var findings: [Finding] = []
  /// For comparisons with peers: each row's drop in basis points toward zero, ``unknown`` where it
  /// is not assessed.
  var drops: [Int32]?

  static let unknown = Int32.min
}

/// A row that reaches a bin.
struct Finding {
  let row: Int
  let value: Quotient
}

extension IndicatorEvaluator {
  func findings(_ rows: Int, _ bins: PointsBins) -> BlockFindings {
    var result = BlockFindings()
    var scratch: [Int64] = []
    scratch.reserveCapacity(64)
    for row in 0..<rows {
      guard let value = value(row, &scratch), bins.isReached(by: value) else { continue }
      result.findings.append(Finding(row: row, value: value))
    }
    return result
  }
}

/// The values for a reason's text, and the rows they came from, oldest first.
struct Explanation {
  var values: ReasonValues
  var evidence: [EvidenceSource]

  static let nothing = Explanation(values: [:], evidence: [])
}
