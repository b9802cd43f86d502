internal import GRDB
internal import WageDomain

/// On which days it was told what fell due later than a payment (资金拨付): who goes on to the next
/// month would have told what came of the one before.
///
/// Not past a month that is missing: its file may say that the payment was made. It is waited for until
/// ``LabourFee/awaitedDays`` after its end, and no longer.
struct LaterDisbursements {
  /// A row that told of a payment for the first time.
  struct Told {
    let month: Month
    let day: Day
    let line: SourceLine
  }

  /// Of each delivered month, the latest first, the last row by which a payment of it was told for the
  /// first time.
  private let district: [Told]
  /// The first row of each payment, the latest first.
  private let projects: [Int64: [Told]]
  /// Enough projects were spoken of.
  private let delivered: Set<Month>
  /// Ended, and neither come nor given up.
  private let missing: Set<Month>

  /// What is told before it falls due is a plan, and does not count.
  init(_ snapshot: StoreSnapshot, asOf: Day) throws {
    var projects: [Int64: [Told]] = [:]
    var months: [Month: Told] = [:]
    var keys: [Month: Int] = [:]
    let rows = try BoundStatement(
      "SELECT * FROM (\(StoreSnapshot.toldDisbursements)) WHERE max(knownOn, dueOn) <= ?"
        + " ORDER BY 1, 2, 3, 4, 5", in: snapshot.db)
    rows.bind(asOf.description)
    var counted: (project: Int64, month: Month)?
    var last: (project: Int64, due: Day)?
    try rows.forEach { row in
      guard let due = row.text(1).flatMap(Day.init(utf8:)),
        let day = row.text(2).flatMap(Day.init(utf8:))
      else { return }
      let project = row.integer(0)
      if counted.map({ $0 != (project, due.month) }) ?? true {
        counted = (project, due.month)
        keys[due.month, default: 0] += 1
      }
      // The first of the payment; one made early says nothing of those before it.
      guard day >= due, last.map({ $0 != (project, due) }) ?? true else { return }
      last = (project, due)
      let line = SourceLine(feed: .disbursement, file: row.integer(3), line: row.integer(4))
      let told = Told(month: due.month, day: day, line: line)
      projects[project, default: []].append(told)
      months[due.month] = Self.later(months[due.month], told)
    }
    let delivered = MonthDelivery.delivered(keys, asOf: asOf)
    let files = try snapshot.namedMonths(asOf: asOf)
    let came = delivered.union(MonthDelivery.scant(keys, files: files))
    self.delivered = delivered
    missing = Self.missing(came, asOf: asOf)
    district = months.values.filter { delivered.contains($0.month) }.sorted { $0.month > $1.month }
    self.projects = projects.mapValues { $0.reversed() }
  }

  private static func missing(_ came: Set<Month>, asOf: Day) -> Set<Month> {
    var missing: Set<Month> = []
    var month = asOf.adding(days: 1).month.adding(months: -1)
    while asOf.days(since: month.lastDay) <= LabourFee.awaitedDays {
      if !came.contains(month) { missing.insert(month) }
      month = month.adding(months: -1)
    }
    return missing
  }

  /// The last row that told of something that fell due after the month, at the project or in the
  /// district, with no month missing between; nil when none did. Of a plan only the project's own rows
  /// tell, and nothing does before its month is delivered: the file that is missing may say that it was
  /// paid. So may that of a month in which the payment was told of before it was over.
  func told(after month: Month, project: Int64, saidOn: Day, ofPlan isPlan: Bool) -> Told? {
    guard !isPlan || delivered.contains(month) else { return nil }
    let first = saidOn < month.lastDay ? month : month.adding(months: 1)
    let end = missing.filter { $0 >= first }.min()
    func last(_ told: [Told], beside own: Told? = nil) -> Told? {
      told.filter { $0.month > month && $0.month <= end ?? $0.month }.reduce(own, Self.later)
    }
    let own = last(projects[project] ?? [])
    return isPlan ? own : last(district, beside: own)
  }

  /// Of one day the first.
  private static func later(_ left: Told?, _ right: Told) -> Told {
    guard let left, left.day >= right.day else { return right }
    return left
  }
}
