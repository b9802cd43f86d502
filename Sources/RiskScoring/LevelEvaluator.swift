import WageDomain

/// `level` on one block; the rule stands at ``LevelParameters``.
struct LevelEvaluator: IndicatorEvaluator {
  private let parameters: LevelParameters
  private let bound: PointsBins.Bound
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// The months looked at, newest first.
  private let columns: [Int]
  private let usual: UsualMonth?

  init?(
    _ parameters: LevelParameters, _ bound: PointsBins.Bound, _ block: SignalBlock,
    _ calendar: SignalCalendar
  ) {
    let columns = calendar.columns(parameters.measure.feed).suffix(parameters.months)
    guard let matrix = MeasureMatrix(parameters.measure, block),
      columns.count == parameters.months
    else { return nil }
    self.parameters = parameters
    self.bound = bound
    self.matrix = matrix
    self.calendar = calendar
    self.columns = columns.reversed()
    usual = parameters.against.flatMap { UsualMonth($0, of: parameters.measure, block, calendar) }
    guard parameters.against == nil || usual != nil else { return nil }
  }

  func value(firm: Int, scratch: inout [Int64]) -> Quotient? {
    mildest(firm: firm, &scratch)?.value
  }

  /// Of equal ones the newest.
  private func mildest(
    firm: Int, _ scratch: inout [Int64]
  ) -> (value: Quotient, column: Int)? {
    var mildest: (value: Quotient, column: Int)?
    for column in columns {
      guard let value = value(firm: firm, column, &scratch) else { return nil }
      let isMilder = mildest.map { bound == .atLeast ? value < $0.value : value > $0.value }
      if isMilder ?? true { mildest = (value, column) }
    }
    return mildest
  }

  private func value(firm: Int, _ column: Int, _ scratch: inout [Int64]) -> Quotient? {
    let value = matrix[firm, column]
    guard value != SignalBlock.absent else { return nil }
    guard let usual else { return Quotient(value) }
    return usual.value(firm: firm, at: column, &scratch).map {
      Quotient(basisPoints: Int128(value), of: Int128($0))
    }
  }

  func explain(firm: Int, scratch: inout [Int64]) -> Explanation {
    guard let mildest = mildest(firm: firm, &scratch) else {
      return Explanation(values: [:], evidence: [])
    }
    let unit = parameters.measure.unit
    var values: [String: Bilingual] = [
      "month": .same(calendar.month(mildest.column).description),
      "months": .same(String(columns.count)),
      "value": .same(ShownNumber.quantity(matrix[firm, mildest.column], unit)),
      "base": .same("-"), "percent": .same("-"), "fall": .same("-"),
    ]
    var evidence = calendar.evidence(parameters.measure.feed, columns)
    if let usual, let base = usual.value(firm: firm, at: mildest.column, &scratch) {
      let fall = Quotient(
        basisPoints: Int128(base) - Int128(matrix[firm, mildest.column]), of: Int128(base))
      values["base"] = .same(ShownNumber.quantity(base, unit))
      values["percent"] = .same(ShownNumber.percent(mildest.value))
      values["fall"] = .same(ShownNumber.percent(fall))
      let known = usual.columns(firm: firm, at: mildest.column)
      evidence = calendar.merged(evidence, calendar.evidence(usual.against.measure.feed, known))
    }
    return Explanation(values: values, evidence: evidence)
  }
}
