import WageDomain

/// `arrears` on one block; the rule stands at ``ArrearsParameters``.
struct ArrearsEvaluator: IndicatorEvaluator {
  private let parameters: ArrearsParameters
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// Newest first, within the look-back.
  private let columns: [Int]
  private let newest: Int
  private let usual: UsualMonth?

  init?(_ parameters: ArrearsParameters, _ block: SignalBlock, _ calendar: SignalCalendar) {
    let columns = calendar.columns(parameters.measure.feed)
    guard let matrix = MeasureMatrix(parameters.measure, block), let newest = columns.last else {
      return nil
    }
    self.parameters = parameters
    self.matrix = matrix
    self.calendar = calendar
    self.newest = newest
    self.columns = columns.reversed().filter { newest - $0 < parameters.lookBackMonths }
    usual = parameters.against.flatMap { UsualMonth($0, of: parameters.measure, block, calendar) }
    guard parameters.against == nil || usual != nil else { return nil }
  }

  func value(firm: Int, scratch: inout [Int64]) -> Quotient? {
    let owed = matrix[firm, newest]
    guard owed >= parameters.minimum else { return nil }
    switch parameters.scale {
    case .months: return Quotient(Int64(run(firm: firm)))
    case .amount: return Quotient(owed)
    case .share:
      guard let base = usual?.value(firm: firm, at: newest, &scratch) else { return nil }
      return Quotient(basisPoints: Int128(owed), of: Int128(base))
    }
  }

  /// The months of the run; no row is less than any minimum.
  private func run(firm: Int) -> Int {
    columns.firstIndex { matrix[firm, $0] < parameters.minimum } ?? columns.count
  }

  func explain(firm: Int, scratch: inout [Int64]) -> Explanation {
    let run = columns.prefix(run(firm: firm))
    let unit = parameters.measure.unit
    var values: [String: Bilingual] = [
      "since": .same(calendar.month(run.last ?? newest).description),
      "month": .same(calendar.month(newest).description),
      "months": .same(String(run.count)),
      "amount": .same(ShownNumber.quantity(matrix[firm, newest], unit)),
      "percent": .same("-"), "base": .same("-"),
    ]
    var evidence = calendar.evidence(parameters.measure.feed, Array(run))
    if let usual, let base = usual.value(firm: firm, at: newest, &scratch),
      let share = value(firm: firm, scratch: &scratch)
    {
      values["percent"] = .same(ShownNumber.percent(share))
      values["base"] = .same(ShownNumber.quantity(base, unit))
      let columns = usual.columns(firm: firm, at: newest)
      evidence = calendar.merged(evidence, calendar.evidence(usual.against.measure.feed, columns))
    }
    return Explanation(values: values, evidence: evidence)
  }
}

extension SignalCalendar {
  /// Two lists as one, oldest first, then by feed, each entry once.
  func merged(_ left: [EvidenceSource], _ right: [EvidenceSource]) -> [EvidenceSource] {
    let months = Set(left + right).compactMap { source -> (Month, Feed)? in
      guard case .month(let feed, let month) = source else { return nil }
      return (month, feed)
    }
    return months.sorted { $0 < $1 }.map { .month($0.1, $0.0) }
  }
}
