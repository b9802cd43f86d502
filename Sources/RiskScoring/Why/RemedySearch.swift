import WageDomain

/// Changes thought of for one rule, and what they lead to.
struct FoundRemedy: Equatable {
  let rule: Int
  let changes: [InputChange]
  /// The rule's points then.
  let points: Int
}

/// Looks for the least change of the newest values that takes a rule to a milder bin.
///
/// Nothing is worked out by hand: a kind says which values to turn and which way, and the evaluator
/// is asked again with other values until the smallest change that does it is found.
struct RemedySearch {
  let trial: FirmTrial

  /// To the next lower bin and to no points, mildest change first; empty where no values of the
  /// firm do it.
  func remedies(_ rule: Int) -> [FoundRemedy] {
    let now = trial.points(rule)
    let lower = trial.pass.rules[rule].scored.bins.bins.map(\.points).filter { $0 < now }
    var found: [FoundRemedy] = []
    for most in Set([lower.last ?? 0, 0]).sorted(by: >) {
      guard let changes = changes(rule, most) else { continue }
      let remedy = FoundRemedy(
        rule: rule, changes: changes, points: trial.applying(changes, for: rule).points(rule))
      if found.last?.changes != remedy.changes { found.append(remedy) }
    }
    return found
  }

  /// Project by project, the worst first, until the rule gives at most so many points.
  private func changes(_ rule: Int, _ most: Int) -> [InputChange]? {
    var trial = trial
    var changes: [InputChange] = []
    for _ in 0...trial.block.projects.count {
      if trial.points(rule) <= most { return changes }
      guard let step = step(trial, rule, most) else { return nil }
      changes += step
      trial = trial.applying(step, for: rule)
    }
    return trial.points(rule) <= most ? changes : nil
  }

  private func step(_ trial: FirmTrial, _ rule: Int, _ most: Int) -> [InputChange]? {
    for lever in trial.levers(rule) {
      switch lever {
      case .fixed(let changes):
        if trial.applying(changes, for: rule).points(rule) <= most { return changes }
      case .ofRow(let row, let changes):
        if trial.applying(changes, for: rule).points(rule, row: row) <= most { return changes }
      case .least(let cells):
        for cells in [runningMonth(trial, cells), cells].compactMap(\.self) {
          if let least = least(trial, rule, cells, most) {
            return [.atLeast(offending(trial, cells) { $0 < least }, least)]
          }
        }
      case .most(let cells):
        if let upper = upper(trial, rule, cells, most) {
          return [.atMost(offending(trial, cells) { $0 > upper }, upper)]
        }
      case .settle(let cells):
        if let settled = settled(trial, rule, cells, most) { return [.settled(settled)] }
      }
    }
    return nil
  }

  /// A balance of a month that is over stays what it was; what helps is money that comes in now,
  /// where a rule looks at the newest balance known.
  private func runningMonth(_ trial: FirmTrial, _ cells: Cells) -> Cells? {
    guard cells.measure == .accountBalance, let running = trial.calendar.runningColumn,
      cells.columns.count == 1, cells.columns != [running]
    else { return nil }
    return Cells(cells.measure, cells.row, [running])
  }

  /// Only the values that would change: a month that is well stays as it is, and is not asked for.
  private func offending(
    _ trial: FirmTrial, _ cells: Cells, _ isOffending: (Int64) -> Bool
  ) -> Cells {
    let columns = cells.columns.filter { column in
      guard let value = value(trial, cells, column) else { return true }
      return isOffending(value)
    }
    return Cells(cells.measure, cells.row, columns.isEmpty ? cells.columns : columns)
  }

  /// Far beyond any value of a month.
  private static let highest = Int64(1) << 52

  /// Tried are only values that a file can say: multiples of the unit's least step.
  private func least(_ trial: FirmTrial, _ rule: Int, _ cells: Cells, _ most: Int) -> Int64? {
    let step = cells.measure.unit.leastStep
    func does(_ count: Int64) -> Bool {
      trial.applying([.atLeast(cells, count * step)], for: rule).points(rule, row: cells.row)
        <= most
    }
    var below = ((values(trial, cells).min() ?? 0) - 1).roundedDown(by: step)
    var above = max(1, below + 1)
    while !does(above) {
      guard above < Self.highest / step else { return nil }
      (below, above) = (above, above * 2)
    }
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if does(middle) { above = middle } else { below = middle }
    }
    return above * step
  }

  private func upper(_ trial: FirmTrial, _ rule: Int, _ cells: Cells, _ most: Int) -> Int64? {
    let step = cells.measure.unit.leastStep
    func does(_ count: Int64) -> Bool {
      trial.applying([.atMost(cells, count * step)], for: rule).points(rule, row: cells.row)
        <= most
    }
    var below: Int64 = 0
    guard does(below) else { return nil }
    var above = max(1, (values(trial, cells).max() ?? 1).roundedDown(by: step) + 1)
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if does(middle) { below = middle } else { above = middle }
    }
    return below * step
  }

  private func settled(_ trial: FirmTrial, _ rule: Int, _ cells: Cells, _ most: Int) -> Cells? {
    cells.columns.indices.lazy
      .map { Cells(cells.measure, cells.row, Array(cells.columns[...$0])) }
      .first { trial.applying([.settled($0)], for: rule).points(rule, row: cells.row) <= most }
  }

  private func values(_ trial: FirmTrial, _ cells: Cells) -> [Int64] {
    cells.columns.compactMap { value(trial, cells, $0) }
  }

  private func value(_ trial: FirmTrial, _ cells: Cells, _ column: Int) -> Int64? {
    guard let matrix = trial.block.matrix(cells.measure) else { return nil }
    let value = matrix[trial.block.place(row: cells.row, month: column, of: cells.measure)]
    return value == SignalBlock.absent ? nil : value
  }
}

extension Measure.Unit {
  /// The least difference that a cell can state: files write energy and volumes with two decimals,
  /// which are stored with three.
  var leastStep: Int64 {
    switch self {
    case .wattHours, .litres: 10
    case .fen, .persons, .days, .flag: 1
    }
  }
}

extension Int64 {
  /// How many whole steps, rounded toward minus infinity.
  fileprivate func roundedDown(by step: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: step)
    return rest < 0 ? quotient - 1 : quotient
  }
}
