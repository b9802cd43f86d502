import WageDomain

/// `missing` on one block; the rule stands at ``MissingParameters``.
struct MissingEvaluator: IndicatorEvaluator {
  private let parameters: MissingParameters
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// Newest first.
  private let columns: [Int]
  private let isGone: [Bool]

  init?(_ parameters: MissingParameters, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(parameters.measure, block) else { return nil }
    self.parameters = parameters
    self.matrix = matrix
    self.calendar = calendar
    isGone = block.firms.map(\.isGone)
    columns = calendar.columns(parameters.measure.feed).reversed()
  }

  func value(firm: Int, scratch: inout [Int64]) -> Quotient? {
    // A firm that is struck off or has moved away has no signals to miss.
    guard !isGone[firm] else { return nil }
    let silent = silentMonths(firm: firm)
    guard silent > 0, silent <= parameters.forgetAfterMonths else { return nil }
    var present = 0
    for column in columns[silent...].prefix(parameters.historyMonths)
    where matrix[firm, column] != SignalBlock.absent { present += 1 }
    return present >= parameters.presentMonths ? Quotient(Int64(silent)) : nil
  }

  /// Not beyond what can still count, so that a firm that never had a row costs little.
  private func silentMonths(firm: Int) -> Int {
    var silent = 0
    for column in columns {
      guard silent <= parameters.forgetAfterMonths,
        matrix[firm, column] == SignalBlock.absent
      else { break }
      silent += 1
    }
    return silent
  }

  func explain(firm: Int, scratch: inout [Int64]) -> Explanation {
    let silent = silentMonths(firm: firm)
    let history = columns[silent...].prefix(parameters.historyMonths)
      .filter { matrix[firm, $0] != SignalBlock.absent }
    return Explanation(
      values: [
        "since": .same(calendar.month(columns[silent - 1]).description),
        "last": .same(history.first.map { calendar.month($0).description } ?? "-"),
        "months": .same(String(silent)),
      ],
      evidence: calendar.evidence(parameters.measure.feed, history))
  }
}
