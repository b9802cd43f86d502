internal import GRDB
internal import WageDomain

/// A line of an agency's file.
struct SourceLine: Hashable, Comparable {
  let feed: Feed
  let file: Int64
  let line: Int64

  static func < (left: SourceLine, right: SourceLine) -> Bool {
    (left.feed, left.file, left.line) < (right.feed, right.file, right.line)
  }
}

extension SourceLine {
  /// The first two columns of a row are file and line.
  fileprivate init(_ feed: Feed, _ row: BoundRow) {
    self.init(feed: feed, file: row.integer(0), line: row.integer(1))
  }
}

/// Leads the evidence of reasons to file and line. Keeps what one block's firms have asked for.
struct SourceLines {
  private let snapshot: StoreSnapshot
  private let view: LayerView
  private let asOf: Day
  private let merges: FirmMerges
  private var block = -1
  private var feeds: [Feed: FeedLines] = [:]
  private var siteStatements: [Measure: BoundStatement] = [:]
  private var againStatement: BoundStatement?
  private var later: LaterDisbursements?
  private var paymentStatement: BoundStatement?
  private var eventStatements: [Feed: BoundStatement] = [:]

  init(snapshot: StoreSnapshot, view: LayerView, asOf: Day) throws {
    self.snapshot = snapshot
    self.view = view
    self.asOf = asOf
    merges = try snapshot.firmMerges(asOf: asOf)
  }

  /// The rows behind a reason of a firm, each once, in the order of its evidence.
  mutating func lines(_ sources: [EvidenceSource], firm: Int64) throws -> [SourceLine] {
    if sources.count == 1 { return try lines(sources[0], firm: firm) }
    var met: Set<SourceLine> = []
    var distinct: [SourceLine] = []
    for source in sources {
      for line in try lines(source, firm: firm) where met.insert(line).inserted {
        distinct.append(line)
      }
    }
    return distinct
  }

  /// The rows behind one piece of evidence of a firm, in file and line order.
  mutating func lines(_ source: EvidenceSource, firm: Int64) throws -> [SourceLine] {
    switch source {
    case .month(let feed, let month):
      let family = [firm] + merges.absorbed(by: firm)
      // A row that another code's row says already adds nothing, and is no evidence of its own.
      let repeats =
        family.count == 1
        ? nil
        : try MergedRepeats(
          feed, families: [family], months: month...month, view: view, in: snapshot)
      let lines = try family.flatMap { firm in
        try monthLines(feed, month, firm: firm, leavingOut: repeats)
      }
      return lines.count > 1 ? lines.sorted() : lines
    case .site(let measure, let project, let month):
      return try siteLines(measure, project: project, month: month)
    case .payment(let project, let firm): return try paymentLine(project: project, firm: firm)
    case .event(let feed, let id): return try eventLine(feed, id)
    }
  }

  private mutating func monthLines(
    _ feed: Feed, _ month: Month, firm: Int64, leavingOut repeats: MergedRepeats?
  ) throws -> [SourceLine] {
    let block = SeriesIndex.block(ofFirm: Int32(firm))
    if block != self.block {
      feeds = [:]
      self.block = block
    }
    if feeds[feed] == nil {
      feeds[feed] = try FeedLines(feed, block: block, in: snapshot, view: view)
    }
    let lines = try feeds[feed]?.lines(month, firm: firm, leavingOut: repeats) ?? []
    return lines.map { rank, line in
      SourceLine(feed: feed, file: view.files[Int(rank)], line: line)
    }
  }

  /// The rows that made a project's value of a month.
  private mutating func siteLines(
    _ measure: Measure, project: Int64, month: Month
  ) throws -> [SourceLine] {
    guard let rows = Self.siteRows[measure] else { return [] }
    let statement = try Self.statement(measure, &siteStatements, snapshot) {
      """
      SELECT e.fileId, e.line, e.id FROM \(rows.table) e
      WHERE \(rows.project) AND e.knownOn <= :asOf AND \(rows.month)
        AND NOT EXISTS (
          SELECT 1 FROM \(rows.table) n
          WHERE \(rows.same) AND n.knownOn <= :asOf
            AND (n.knownOn, n.fileId) > (e.knownOn, e.fileId))
      ORDER BY \(rows.order)
      """
    }
    statement.bind(project)
    statement.bind(asOf.description)
    statement.bind(month.description)
    guard measure == .disbursementOpenDays else { return try Self.lines(measure.feed, statement) }
    var open: [(version: Int64, line: SourceLine)] = []
    try statement.forEach { open.append(($0.integer(2), SourceLine(measure.feed, $0))) }
    let lines = open.map(\.line)
    return lines + (try daysLines(open.map(\.version), lines, project: project, month: month))
  }

  /// The rows from which days that a payment has been open were counted, beside its own: the last one
  /// that said it again, or the one by which the feed went on.
  private mutating func daysLines(
    _ versions: [Int64], _ open: [SourceLine], project: Int64, month: Month
  ) throws -> [SourceLine] {
    let statement: BoundStatement
    if let known = againStatement {
      statement = known
    } else {
      statement = try BoundStatement(Self.againSQL, in: snapshot.db)
      againStatement = statement
    }
    var said: [(day: Day, isPlan: Bool, line: SourceLine)] = []
    for version in versions {
      statement.bind(version)
      statement.bind(asOf.description)
      try statement.forEach { row in
        guard let day = row.text(2).flatMap(Day.init(utf8:)) else { return }
        said.append((day, row.integer(3) == 1, SourceLine(.disbursement, row)))
      }
    }
    let later = try self.later ?? LaterDisbursements(snapshot, asOf: asOf)
    self.later = later
    let wentOn = said.compactMap { said in
      later.told(after: month, project: project, saidOn: said.day, ofPlan: said.isPlan)
        .flatMap { $0.day > said.day ? $0.line : nil }
    }
    var met = Set(open)
    return (said.map(\.line) + wentOn).filter { met.insert($0).inserted }
  }

  /// Where and when an open row was said last, and whether that was before it fell due; the places
  /// come in the order version, day.
  private static let againSQL = """
    SELECT fileId, line, knownOn,
      knownOn < (SELECT dueOn FROM disbursementVersion WHERE id = ?1)
    FROM (
      SELECT fileId, line, knownOn FROM disbursementVersion WHERE id = ?1
      UNION ALL
      SELECT fileId, line, knownOn FROM saidAgain
      WHERE feed = 'disbursement' AND versionId = ?1)
    WHERE knownOn <= ?2 ORDER BY knownOn DESC, fileId DESC LIMIT 1
    """

  private static func statement<Key: Hashable>(
    _ key: Key, _ made: inout [Key: BoundStatement], _ snapshot: StoreSnapshot,
    _ sql: () -> String
  ) throws -> BoundStatement {
    if let statement = made[key] { return statement }
    let statement = try BoundStatement(sql(), in: snapshot.db)
    made[key] = statement
    return statement
  }

  private static func lines(_ feed: Feed, _ statement: BoundStatement) throws -> [SourceLine] {
    var lines: [SourceLine] = []
    try statement.forEach { lines.append(SourceLine(feed, $0)) }
    return lines
  }

  /// The places of the SQL come in the order project, day, month.
  private struct SiteRows {
    let table: String
    let project: String
    let month: String
    /// Another version of one row.
    let same: String
    var order = "e.fileId, e.line"
  }

  private static let siteRows: [Measure: SiteRows] = [
    .accountLabourFee: account("e.direction = 'in' AND e.purpose = 'labour_fee' AND \(inMonth)"),
    .accountWages: account("\(isWages) AND \(inMonth)"),
    .accountPaidPersons: account(
      """
      \(isWages) AND e.persons IS NOT NULL AND (e.wageMonth = :month
        OR e.wageMonth IS NULL AND substr(e.occurredOn, 1, 7) >= :month)
      """),
    // A month without a balance of its own has the one that was left.
    .accountBalance: account(
      "e.balanceFen IS NOT NULL AND e.occurredOn <= :asOf AND substr(e.occurredOn, 1, 7) <= :month",
      order: "e.occurredOn DESC, length(e.transactionNo) DESC, e.transactionNo DESC LIMIT 1"),
    .attendedPersons: attendance, .attendedDays: attendance,
    .disbursementDue: disbursement(), .disbursementPaid: disbursement(),
    .disbursementOpenDays: disbursement(
      """
      AND e.dueFen > 0 AND ifnull(e.paidFen, iif(e.paidOn IS NULL, 0, e.dueFen)) * 100
        < e.dueFen * \(LabourFee.settledPercent)
      """),
  ]

  private static let isWages = WageAccountWord.isWages
  private static let inMonth = "substr(e.occurredOn, 1, 7) = :month"

  private static func account(
    _ rows: String, order: String = "e.fileId, e.line"
  ) -> SiteRows {
    SiteRows(
      table: "wageAccountEntry",
      project: "e.projectCode = (SELECT projectCode FROM project WHERE id = :project)",
      month: rows, same: "n.transactionNo = e.transactionNo", order: order)
  }

  private static let attendance = SiteRows(
    table: "attendanceVersion", project: "e.projectId = :project", month: "e.month = :month",
    same: "n.projectId = e.projectId AND n.month = e.month")

  private static func disbursement(_ condition: String = "") -> SiteRows {
    SiteRows(
      table: "disbursementVersion", project: "e.projectId = :project",
      month: "substr(e.dueOn, 1, 7) = :month \(condition)",
      same: "n.projectId = e.projectId AND n.dueOn = e.dueOn")
  }

  /// The last wages of a project's account that went to a firm's workers within a year: what links
  /// the two.
  private mutating func paymentLine(project: Int64, firm: Int64) throws -> [SourceLine] {
    let statement: BoundStatement
    if let known = paymentStatement {
      statement = known
    } else {
      statement = try BoundStatement(Self.paymentSQL, in: snapshot.db)
      paymentStatement = statement
    }
    statement.bind(project)
    statement.bind(asOf.description)
    statement.bind(([firm] + merges.absorbed(by: firm)).json)
    statement.bind(asOf.adding(days: -StoreSnapshot.linkedDays).description)
    return try Self.lines(.wageAccount, statement)
  }

  /// The places come in the order project, day, firms, first day.
  private static let paymentSQL = """
    SELECT e.fileId, e.line FROM wageAccountEntry e
    WHERE e.projectCode = (SELECT projectCode FROM project WHERE id = :project)
      AND e.knownOn <= :asOf AND e.creditCode IN (
        SELECT creditCode FROM firm WHERE id IN (SELECT value FROM json_each(:firms)))
      AND e.occurredOn > :from AND \(isWages) AND \(StoreSnapshot.isStandingEntry)
    ORDER BY e.occurredOn DESC, length(e.transactionNo) DESC, e.transactionNo DESC LIMIT 1
    """

  /// The row of one event, or the newest of the register and of a project's papers.
  private mutating func eventLine(_ feed: Feed, _ id: Int64) throws -> [SourceLine] {
    guard let sql = Self.eventSQL[feed] else { return [] }
    let statement = try Self.statement(feed, &eventStatements, snapshot) { sql }
    statement.bind(id)
    statement.bind(asOf.description)
    return try Self.lines(feed, statement)
  }

  /// The places come in the order id, day.
  private static let eventSQL: [Feed: String] = [
    .complaints: """
    SELECT fileId, line FROM complaintVersion WHERE id = (
      SELECT id FROM complaintVersion WHERE complaintId = :id AND knownOn <= :asOf
      ORDER BY \(ComplaintIntake.order) LIMIT 1) AND fileId IS NOT NULL
    """,
    // The register is evidence of who represents the firm: the line that said it.
    .firms: newest("firmVersion", "firmId", "AND legalRepresentative IS NOT NULL"),
    .projects: newest("projectVersion", "projectId"),
    .inspections: byId("inspectionVersion"), .judicial: byId("judicialVersion"),
    .gridReports: byId("gridReportVersion"), .sixSystems: byId("sixSystemsVersion"),
  ]

  private static func newest(_ table: String, _ key: String, _ condition: String = "") -> String {
    """
    SELECT fileId, line FROM \(table) WHERE \(key) = :id AND knownOn <= :asOf \(condition)
    ORDER BY knownOn DESC, fileId DESC LIMIT 1
    """
  }

  private static func byId(_ table: String) -> String {
    "SELECT fileId, line FROM \(table) WHERE id = :id AND knownOn <= :asOf"
  }
}
