/// Which firms are ranked, what counts as coming true, and within how long.
public struct CutoffCohort: Hashable, Sendable {
  /// How rows name it.
  public let name: String
  public let label: OutcomeLabel
  /// A query that gives the firms.
  public let sql: String

  public init(name: String, label: OutcomeLabel, sql: String) {
    self.name = name
    self.label = label
    self.sql = sql
  }

  /// The firms that owe no wages and have no complaint about unpaid wages, as the label asks.
  public static func usual(_ label: OutcomeLabel) -> CutoffCohort {
    switch label {
    case .arrears:
      CutoffCohort(
        name: "owes-nothing", label: label,
        sql: "SELECT firmId FROM firmAt WHERE unpaidMonths = 0")
    case .complaint:
      CutoffCohort(
        name: "no-complaint", label: label,
        sql: "SELECT firmId FROM firmAt WHERE wageComplaints = 0")
    case .either:
      CutoffCohort(
        name: "owes-nothing-no-complaint", label: label,
        sql: "SELECT firmId FROM firmAt WHERE unpaidMonths = 0 AND wageComplaints = 0")
    }
  }
}
