import WageDomain

/// A usual month of a measure on one block; the rule stands at ``Against``.
struct UsualMonth {
  let against: Against
  private let matrix: MeasureMatrix
  private let columns: [Int]
  /// The measure is held against its own past.
  private let isOwn: Bool

  /// The last column that may be compared.
  var newest: Int? { columns.last }

  init?(_ against: Against, of measure: Measure, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(against.measure, block) else { return nil }
    self.against = against
    self.matrix = matrix
    columns = calendar.columns(against.measure)
    isOwn = against.measure == measure
  }

  /// The usual month as seen from `column`, the month in question.
  ///
  /// - Returns: nil when too little is known or too small to say.
  func value(firm: Int, at column: Int, _ scratch: inout [Int64]) -> Int64? {
    let range = range(column)
    let median = scratch.lowerMedian(
      ofAtMost: against.months, atLeast: (against.months + 1) / 2
    ) { known in
      for candidate in columns.reversed() where candidate <= range.upperBound {
        guard candidate >= range.lowerBound else { break }
        let value = matrix[firm, candidate]
        if value != SignalBlock.absent { known.add(value) }
      }
    }
    return median.flatMap { $0 >= against.minimum ? $0 : nil }
  }

  /// The columns that the value came from.
  func columns(firm: Int, at column: Int) -> [Int] {
    let range = range(column)
    return columns.filter { range.contains($0) && matrix[firm, $0] != SignalBlock.absent }
  }

  private func range(_ column: Int) -> ClosedRange<Int> {
    let last = isOwn ? column - 1 : column
    return (last - against.months + 1)...last
  }
}

/// A usual month of a measure, to hold another value against.
///
/// The lower-middle median of the values in the last ``months`` months up to the month in question;
/// before it when the measure is held against itself. Fewer than half of the months known (rounded
/// up), or less than ``minimum``: not assessed.
struct Against: Hashable, Sendable {
  let measure: Measure
  let months: Int
  /// In the measure's stored unit, at least 1.
  let minimum: Int64

  static let parameter = Parameter(
    "against",
    .group([
      Parameter("measure", .measure, "与之比较的指标，单位须相同", "the measure held against, in the same unit"),
      Parameter("months", .integer(1...24), "取中位数的月数", "months whose median is taken"),
      Parameter(
        "minimum", .quantity(of: "measure"), "低于此值不评", "a smaller median is not assessed"),
    ]), isOptional: true, "与通常月份相比", "held against a usual month")

  /// Nil when the file names none.
  init?(_ given: GivenParameters, of measure: Measure) throws(ScorecardFault) {
    guard let group = given.group("against") else { return nil }
    self.measure = try group.measure("measure")
    months = try group.integer("months")
    minimum = try group.quantity("minimum")
    guard self.measure.unit == measure.unit else {
      throw ScorecardFault(
        found: Bilingual(
          zh: "against \(self.measure.name)，单位 \(self.measure.unit.rawValue)",
          en: "against \(self.measure.name) in \(self.measure.unit.rawValue)"),
        expected: Bilingual(
          zh: "单位为 \(measure.unit.rawValue) 的指标", en: "a measure in \(measure.unit.rawValue)"))
    }
    guard self.measure.isOfProjects == measure.isOfProjects else {
      throw ScorecardFault(
        found: Bilingual(
          zh: "\(measure.name) 与 \(self.measure.name) 相比",
          en: "\(measure.name) against \(self.measure.name)"),
        expected: Bilingual(
          zh: "同属企业或同属工程", en: "both of firms or both of projects"))
    }
  }
}

extension Against? {
  var measures: [Measure] { map { [$0.measure] } ?? [] }
  var reachMonths: Int { (self?.months ?? 0) + 12 }
}
