internal import GRDB
internal import WageDomain

/// On which days it was told what fell due later than a payment (资金拨付): who goes on to the next
/// month would have told what came of the one before.
///
/// Only as far as the feed is delivered in one piece, from the payment's own month on: the file of a
/// month that is missing may say that it was paid.
struct LaterDisbursements {
  /// A row that told of a payment for the first time.
  struct Told {
    let month: Month
    let day: Day
    let line: SourceLine
  }

  /// How far the feed goes on from a delivered month.
  private struct Run {
    /// The first month that is not delivered.
    let end: Month
    /// Of the payments of the months between, the last row that told of one for the first time.
    let last: Told?
  }

  /// By each delivered month.
  private var runs: [Month: Run] = [:]
  private var projects: [Int64: [Told]] = [:]

  /// What is told before it falls due is a plan, and does not count.
  init(_ snapshot: StoreSnapshot, asOf: Day) throws {
    var months: [Month: Told] = [:]
    let rows = try BoundStatement(Self.toldSQL, in: snapshot.db)
    rows.bind(asOf.description)
    var last: (project: Int64, due: Day)?
    try rows.forEach { row in
      guard let due = row.text(1).flatMap(Day.init(utf8:)),
        let day = row.text(2).flatMap(Day.init(utf8:))
      else { return }
      let project = row.integer(0)
      // The first of the payment.
      if let last, last == (project, due) { return }
      last = (project, due)
      let line = SourceLine(feed: .disbursement, file: row.integer(3), line: row.integer(4))
      let told = Told(month: due.month, day: day, line: line)
      projects[project, default: []].append(told)
      months[due.month] = Self.later(months[due.month], told)
    }
    let keys = try snapshot.disbursementMonths(asOf: asOf)
    for month in MonthDelivery.delivered(keys, asOf: asOf).sorted().reversed() {
      let next = month.adding(months: 1)
      let further = runs[next]
      runs[month] = Run(
        end: further?.end ?? next,
        last: further.flatMap { Self.later($0.last, months[next]) })
    }
  }

  private static let toldSQL = """
    SELECT projectId, dueOn, knownOn, fileId, line FROM disbursementVersion
    WHERE knownOn <= ?1 AND knownOn >= dueOn
    UNION ALL
    SELECT v.projectId, v.dueOn, a.knownOn, a.fileId, a.line
    FROM saidAgain a JOIN disbursementVersion v ON v.id = a.versionId
    WHERE a.feed = 'disbursement' AND a.knownOn <= ?1 AND a.knownOn >= v.dueOn
    ORDER BY 1, 2, 3, 4, 5
    """

  /// The last row that told of something that fell due after the month, at the project or in the
  /// district, or at the project `itself` alone; nil when none did, or the month is not delivered.
  func told(after month: Month, project: Int64, itself: Bool = false) -> Told? {
    guard let run = runs[month] else { return nil }
    let own = (projects[project] ?? []).filter { month < $0.month && $0.month <= run.end }
      .reduce(nil) { Self.later($1, $0) }
    return itself ? own : Self.later(own, run.last)
  }

  /// Of one day the first.
  private static func later(_ left: Told?, _ right: Told?) -> Told? {
    guard let left, let right else { return left ?? right }
    return left.day >= right.day ? left : right
  }
}
