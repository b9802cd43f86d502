/// What one rule measured, row by row, small enough for a city's year: a byte a row, and the number itself where it is
/// severe enough to make a threshold.
struct ReadingColumn: Sendable {
  private enum Code {
    static let nothing: UInt8 = 0
    static let absent: UInt8 = 1
    static let silent: UInt8 = 2
    static let mild: UInt8 = 3
    static let severe: UInt8 = 4
  }

  private let rule: FittingRule
  /// What stands for every value that no threshold can tell from another.
  private let mild: Int64
  private var codes: [UInt8] = []
  /// In the order of the rows that have one.
  private var severe: [Int64] = []

  init(_ rule: FittingRule) {
    self.rule = rule
    let first = rule.thresholds.first ?? rule.mildest
    mild = rule.isUpward ? min(rule.mildest, first) - 1 : max(rule.mildest, first) + 1
  }

  mutating func append(_ value: Int64) {
    switch value {
    case FittingTable.nothing: codes.append(Code.nothing)
    case FittingTable.absent: codes.append(Code.absent)
    case FittingTable.silent: codes.append(Code.silent)
    case let value where rule.reaches(mild, value):
      codes.append(Code.mild)
    default:
      codes.append(Code.severe)
      severe.append(value)
    }
  }

  /// One a row.
  var values: [Int64] {
    var next = severe.makeIterator()
    return codes.map { code in
      switch code {
      case Code.nothing: FittingTable.nothing
      case Code.absent: FittingTable.absent
      case Code.silent: FittingTable.silent
      case Code.mild: mild
      default: next.next() ?? mild
      }
    }
  }
}
