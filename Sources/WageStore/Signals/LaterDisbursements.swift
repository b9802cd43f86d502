internal import GRDB
internal import WageDomain

/// On which days it was told what fell due later than a payment (资金拨付): who goes on to the next
/// month would have told what came of the one before.
struct LaterDisbursements {
  /// A row that told of a payment for the first time.
  struct Told {
    let month: Month
    let day: Day
    let line: SourceLine
  }

  /// Ascending by month: the last row by which payments of it, or of a later delivered month, were told
  /// for the first time.
  private var district: [Told] = []
  private var projects: [Int64: [Told]] = [:]
  private let delivered: Set<Month>

  /// What is told before it falls due is a plan, and does not count.
  init(_ snapshot: StoreSnapshot, asOf: Day) throws {
    delivered = MonthDelivery.delivered(try snapshot.disbursementMonths(asOf: asOf), asOf: asOf)
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
      let latest = months[due.month]?.day
      if delivered.contains(due.month), latest.map({ day > $0 }) ?? true {
        months[due.month] = told
      }
    }
    projects = projects.mapValues(Self.lastFromThere)
    district = Self.lastFromThere(months.values.sorted { $0.month < $1.month })
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
  /// district; nil when none did. Of a plan only the project's own rows tell, and nothing does before its
  /// month is delivered: the file that is missing may say that it was paid.
  func told(after month: Month, project: Int64, ofPlan isPlan: Bool) -> Told? {
    guard !isPlan || delivered.contains(month) else { return nil }
    let own = projects[project]?.first { $0.month > month }
    guard !isPlan, let other = district.first(where: { $0.month > month }) else { return own }
    return own.map { $0.day >= other.day ? $0 : other } ?? other
  }

  private static func lastFromThere(_ told: [Told]) -> [Told] {
    var latest: Told?
    return told.reversed().map { next in
      if latest.map({ next.day > $0.day }) ?? true { latest = next }
      let last = latest ?? next
      return Told(month: next.month, day: last.day, line: last.line)
    }.reversed()
  }
}
