/// A kind of agency file. The raw value is the name in file names, policy files and SQL.
public enum Feed: String, CaseIterable, Hashable, Comparable, Sendable {
  case firms
  case projects
  case electricity
  case water
  case gas
  case tax
  case socialInsurance = "social_insurance"
  case payroll
  case wageAccount = "wage_account"
  case complaints
  // New ones go last: their place is the number of a simulated feed's random stream.
  case property
  case loans
  case attendance
  case disbursement
  case sixSystems = "six_systems"
  case inspections
  case judicial
  case gridReports = "grid_reports"

  /// By name, so that lists of feeds have one order everywhere.
  public static func < (left: Feed, right: Feed) -> Bool { left.rawValue < right.rawValue }

  /// Its rows tell of months, which it delivers or is late with.
  public var hasMonths: Bool { Measure.allCases.contains { $0.feed == self } }

  /// The feeds whose rows are values of a firm in a month, kept in slabs.
  public static let monthly = allCases.filter {
    !Measure.measures(of: $0).isEmpty && $0 != .wageAccount
  }
}
