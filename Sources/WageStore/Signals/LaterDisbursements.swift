internal import GRDB
internal import WageDomain

/// On which days it was told what fell due later than a payment (资金拨付): who goes on to the next
/// month would have told what came of the one before.
struct LaterDisbursements {
  /// Ascending by month: the last day on which payments of it, or of a later delivered month, were told
  /// for the first time.
  private var district: [(month: Month, told: Day)] = []
  private var projects: [Int64: [(month: Month, told: Day)]] = [:]

  /// What is told before it falls due is a plan, and does not count.
  init(_ snapshot: StoreSnapshot, asOf: Day) throws {
    let delivered = MonthDelivery.delivered(try snapshot.disbursementMonths(asOf: asOf))
    var days: [Month: Day] = [:]
    let rows = try BoundStatement(
      """
      SELECT projectId, substr(dueOn, 1, 7), max(first) FROM (
        SELECT projectId, dueOn, min(knownOn) AS first FROM disbursementVersion
        WHERE knownOn <= ? AND knownOn >= dueOn GROUP BY projectId, dueOn)
      GROUP BY 1, 2 ORDER BY 1, 2
      """, in: snapshot.db)
    rows.bind(asOf.description)
    try rows.forEach { row in
      guard let month = row.text(1).flatMap(Month.init(utf8:)),
        let told = row.text(2).flatMap(Day.init(utf8:))
      else { return }
      projects[row.integer(0), default: []].append((month, told))
      if delivered.contains(month) { days[month] = max(days[month] ?? told, told) }
    }
    projects = projects.mapValues(Self.lastFromThere)
    district = Self.lastFromThere(days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// The last day on which something that fell due after the month was told; nil when nothing was.
  func told(after month: Month, project: Int64) -> Day? {
    [district, projects[project] ?? []].compactMap { days in
      days.first { $0.month > month }?.told
    }.max()
  }

  private static func lastFromThere(
    _ days: [(month: Month, told: Day)]
  ) -> [(month: Month, told: Day)] {
    var latest: Day?
    return days.reversed().map { month, told in
      let last = max(latest ?? told, told)
      latest = last
      return (month, last)
    }.reversed()
  }
}

extension StoreSnapshot {
  /// Of how many projects payments fell due in each month by the day.
  func disbursementMonths(asOf: Day) throws -> [Month: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT substr(dueOn, 1, 7), count(DISTINCT projectId) FROM disbursementVersion
        WHERE knownOn <= :asOf AND dueOn <= :asOf GROUP BY 1
        """,
      arguments: ["asOf": asOf.description])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        Month(row[0] as String).map { ($0, row[1] as Int) }
      })
  }
}
