internal import GRDB
internal import WageDomain

extension StoreSnapshot {
  /// Counts each project with transactions in a month on the first day that named one that holds.
  func accountArrivals(knownBy day: Day) throws -> [FeedArrival] {
    struct Account: Hashable {
      let project: [UInt8]
      let month: Month
    }
    var firstDays: [Account: Day] = [:]
    var transaction: [UInt8] = []
    var versions: [(account: Account, knownOn: Day)] = []
    func close() {
      guard let last = versions.last?.account,
        let first = versions.first(where: { $0.account == last })
      else { return }
      firstDays[last] = min(firstDays[last] ?? first.knownOn, first.knownOn)
    }
    // In the order of the table's key: a window function takes six times as long.
    let entries = try BoundStatement(
      """
      SELECT transactionNo, substr(occurredOn, 1, 7), knownOn, projectCode FROM wageAccountEntry
      WHERE knownOn <= ? ORDER BY transactionNo, knownOn, fileId
      """, in: db)
    entries.bind(day.description)
    try entries.forEach { row in
      guard let number = row.text(0), let month = row.text(1).flatMap({ Month(utf8: $0) }),
        let knownOn = row.text(2).flatMap({ Day(utf8: $0) }), let project = row.text(3)
      else { return }
      if !number.elementsEqual(transaction) {
        close()
        versions.removeAll(keepingCapacity: true)
        transaction = Array(number)
      }
      versions.append((Account(project: Array(project), month: month), knownOn))
    }
    close()
    var tally = ArrivalTally()
    for (account, knownOn) in firstDays { tally.add(account.month, on: knownOn) }
    return tally.arrivals(of: .wageAccount)
  }

  /// As many as ``accountArrivals(knownBy:)``, without the days: a score needs no more, and this is
  /// faster. Nil when there are none.
  func accountMonths(knownBy day: Day) throws -> [Month: Int]? {
    let superseded = try SupersededRows(
      "wageAccountEntry", ["transactionNo"], asOf: day, in: self)
    var projects: [Month: Set<[UInt8]>] = [:]
    // A file has a project's transactions of a month one after the other.
    var last: (project: [UInt8], month: Month)?
    let rows = try BoundStatement(
      "SELECT id, substr(occurredOn, 1, 7), projectCode FROM wageAccountEntry WHERE knownOn <= ?",
      in: db)
    rows.bind(day.description)
    try rows.forEach { row in
      guard !superseded.contains(row.integer(0)), let project = row.text(2),
        let month = row.text(1).flatMap(Month.init(utf8:))
      else { return }
      if let last, last.month == month, project.elementsEqual(last.project) { return }
      let code = Array(project)
      projects[month, default: []].insert(code)
      last = (code, month)
    }
    return projects.isEmpty ? nil : projects.mapValues(\.count)
  }

  /// Counts each project with attendance, or with payments that fell due, in a month on the first day
  /// that told of one.
  func siteArrivals(knownBy day: Day) throws -> [FeedArrival] {
    try arrivals(of: .attendance, Self.attendanceSQL, knownBy: day)
      + arrivals(of: .disbursement, Self.disbursementSQL, knownBy: day)
  }

  private func arrivals(
    of feed: Feed, _ sql: String, knownBy day: Day
  ) throws -> [FeedArrival] {
    struct Project: Hashable {
      let id: Int64
      let month: Month
    }
    var firstDays: [Project: Day] = [:]
    // Counted here: to group them SQLite would sort all rows twice.
    let rows = try BoundStatement(sql, in: db)
    try rows.forEach { row in
      guard let month = row.text(1).flatMap(Month.init(utf8:)),
        let knownOn = row.text(2).flatMap(Day.init(utf8:)), knownOn <= day
      else { return }
      let project = Project(id: row.integer(0), month: month)
      firstDays[project] = min(firstDays[project] ?? knownOn, knownOn)
    }
    var tally = ArrivalTally()
    for (project, knownOn) in firstDays { tally.add(project.month, on: knownOn) }
    return tally.arrivals(of: feed)
  }

  private static let attendanceSQL = """
    SELECT projectId, month, knownOn AS day FROM attendanceVersion
    """

  /// What is said before it falls due is a plan and tells nothing, unless it was paid early: that
  /// counts once it is due.
  static let toldDisbursements = """
    SELECT projectId, dueOn, knownOn, fileId, line FROM disbursementVersion
    WHERE knownOn >= dueOn OR (
      ifnull(paidFen, iif(paidOn IS NULL, 0, dueFen)) > 0
      AND ifnull(paidFen, iif(paidOn IS NULL, 0, dueFen)) * 100
        >= dueFen * \(LabourFee.settledPercent))
    UNION ALL
    SELECT v.projectId, v.dueOn, a.knownOn, a.fileId, a.line
    FROM saidAgain a JOIN disbursementVersion v ON v.id = a.versionId
    WHERE a.feed = 'disbursement' AND a.knownOn >= v.dueOn
    """

  private static let disbursementSQL = """
    SELECT projectId, substr(dueOn, 1, 7) AS month, max(knownOn, dueOn) AS day
    FROM (\(toldDisbursements))
    """
}
