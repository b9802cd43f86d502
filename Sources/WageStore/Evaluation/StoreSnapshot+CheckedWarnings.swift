internal import GRDB
public import WageDomain

/// A warning whose check was recorded, with what had warned.
public struct CheckedWarning: Hashable, Sendable {
  public let warningNo: String
  public let firedOn: Day
  public let tier: Tier
  public let outcome: WarningOutcome
  /// The triggers and indicators that gave the firm reasons in the run, in their order.
  public internal(set) var indicators: [String]
}

extension StoreSnapshot {
  /// The warnings that fired from one day up to another and whose outcome was recorded by then, by
  /// day and number.
  public func checkedWarnings(from first: Day, asOf day: Day) throws -> [CheckedWarning] {
    var warnings: [CheckedWarning] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT w.warningNo, w.firedOn, w.tier, w.outcome, r.indicator
        FROM warning w LEFT JOIN reason r ON r.runId = w.runId AND r.firmId = w.firmId
          AND r.indicator NOT LIKE 'cap:%' AND r.indicator NOT LIKE 'held:%'
        WHERE w.firedOn BETWEEN :first AND :day AND w.recordedOn <= :day
          AND w.outcome IS NOT NULL
        ORDER BY w.firedOn, w.warningNo, r.position
        """,
      arguments: ["first": first.description, "day": day.description])
    while let row = try rows.next() {
      let number: String = row[0]
      if warnings.last?.warningNo != number {
        guard let firedOn = Day(row[1] as String), let tier = Tier(rawValue: row[2]),
          let outcome = WarningOutcome(rawValue: row[3])
        else { continue }
        warnings.append(
          CheckedWarning(
            warningNo: number, firedOn: firedOn, tier: tier, outcome: outcome, indicators: []))
      }
      if let indicator = row[4] as String?, let last = warnings.indices.last {
        warnings[last].indicators.append(indicator)
      }
    }
    return warnings
  }

  /// How many warnings fired from one day up to another.
  public func firedWarnings(from first: Day, to last: Day) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM warning WHERE firedOn BETWEEN ? AND ?",
      arguments: [first.description, last.description]) ?? 0
  }
}
