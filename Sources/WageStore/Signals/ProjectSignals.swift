internal import GRDB
internal import WageDomain

/// The building projects as they were known by a day: papers, last check, monthly numbers.
struct ProjectSignals {
  /// By general contractor; projects by id.
  private(set) var byFirm: [Int64: [KnownProject]] = [:]

  /// The projects of a block's firms, in the order of firms, then by id.
  func projects(of firms: [BlockFirm]) -> [(project: BlockProject, known: KnownProject)] {
    guard !byFirm.isEmpty else { return [] }
    return firms.enumerated().flatMap { row, firm in
      (byFirm[firm.id] ?? []).map { (project: $0.seen(from: row), known: $0) }
    }
  }

  /// Writes the months into the block's matrices.
  static func fill(_ block: inout SignalBlock, _ known: [KnownProject], measures: [Measure]) {
    guard !known.isEmpty else { return }
    for measure in measures where measure.isOfProjects {
      var matrix = [Int64](
        repeating: SignalBlock.absent, count: known.count * block.monthCount)
      for (row, project) in known.enumerated() {
        project.months[measure]?.forEach { month, value in
          let column = month.months(since: block.firstMonth)
          guard column >= 0, column < block.monthCount else { return }
          matrix[block.place(row: row, month: column, of: measure)] = value
        }
      }
      block.set(measure, matrix)
    }
  }

  init(_ projects: [KnownProject] = []) {
    byFirm = Dictionary(grouping: projects, by: \.contractor)
  }
}

/// One project.
struct KnownProject {
  let id: Int64
  let code: String
  let contractor: Int64
  /// False of one that begins later, by its papers.
  fileprivate let hasBegun: Bool
  let finishedOn: Day?
  var lacking: [SiteDuty]
  var check: (id: Int64, on: Day)?
  var months: [Measure: MonthValues] = [:]
  fileprivate var pay = SitePay()

  /// Where people attend work has begun, whatever day the papers name for it.
  private var isBegun: Bool {
    hasBegun || months[.attendedPersons]?.contains { $0 > 0 } == true
  }

  fileprivate func seen(from row: Int) -> BlockProject {
    BlockProject(
      id: id, code: code, firm: row, isOpen: isBegun && finishedOn == nil,
      finishedIn: isBegun ? finishedOn?.month : nil, lacking: lacking,
      checkId: check?.id, checkedOn: check?.on, pay: pay)
  }

  fileprivate mutating func add(_ measure: Measure, _ month: Month, _ value: Int64) {
    let before = months[measure]?[month] ?? 0
    set(measure, month, before + value)
  }

  fileprivate mutating func set(_ measure: Measure, _ month: Month, _ value: Int64) {
    months[measure, default: MonthValues()][month] = value
  }
}

extension StoreSnapshot {
  /// The projects known by `asOf`, each version as it was known by then.
  ///
  /// Those of a firm that counts as another by then are the other's.
  func projectSignals(asOf: Day, merges: FirmMerges) throws -> ProjectSignals {
    var projects: [Int64: KnownProject] = [:]
    for project in try knownProjects(asOf, merges) { projects[project.id] = project }
    guard !projects.isEmpty else { return ProjectSignals([]) }
    try addAccounts(to: &projects, asOf)
    try addAttendance(to: &projects, asOf)
    try addDisbursements(to: &projects, asOf)
    try addChecks(to: &projects, asOf)
    return ProjectSignals(projects.values.sorted { $0.id < $1.id })
  }

  private func knownProjects(
    _ asOf: Day, _ merges: FirmMerges
  ) throws -> [KnownProject] {
    try Row.fetchAll(
      db,
      sql: """
        WITH known AS (
          SELECT projectId, contractorFirmId, startedOn, finishedOn, approvalNo, permitNo,
            row_number() OVER (
              PARTITION BY projectId ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM projectVersion WHERE knownOn <= :asOf)
        SELECT p.id, p.projectCode, k.contractorFirmId, ifnull(k.startedOn, :asOf) <= :asOf,
          k.approvalNo IS NULL, k.permitNo IS NULL, iif(k.finishedOn <= :asOf, k.finishedOn, NULL)
        FROM known k JOIN project p ON p.id = k.projectId WHERE k.newest = 1 ORDER BY p.id
        """,
      arguments: ["asOf": asOf.description]
    ).map { row in
      var lacking: [SiteDuty] = []
      if row[4] { lacking.append(.approval) }
      if row[5] { lacking.append(.permit) }
      return KnownProject(
        id: row[0], code: row[1], contractor: merges.survivor(of: row[2]), hasBegun: row[3],
        finishedOn: (row[6] as String?).flatMap { Day($0) }, lacking: lacking)
    }
  }

  private func addAttendance(to projects: inout [Int64: KnownProject], _ asOf: Day) throws {
    let superseded = try SupersededRows(
      "attendanceVersion", ["projectId", "month"], asOf: asOf, in: self)
    let rows = try BoundStatement(
      """
      SELECT projectId, month, attendedPersons, attendedDays, id FROM attendanceVersion
      WHERE knownOn <= :asOf
      """, in: db)
    rows.bind(asOf.description)
    try rows.forEach { row in
      guard !superseded.contains(row.integer(4)), let month = row.text(1).flatMap(Month.init(utf8:))
      else { return }
      projects[row.integer(0)]?.add(.attendedPersons, month, row.integer(2))
      if let days = row.optionalInteger(3) {
        projects[row.integer(0)]?.add(.attendedDays, month, days)
      }
    }
  }

  /// A payment is open until enough of it came, as far as anybody told: by the last version of its own
  /// row, by what fell due later at the same project, or by the day on which the feed went on to a
  /// later month, if enough projects were spoken of to be its delivery. A correction of another payment
  /// tells nothing of it, and neither does a plan of what falls due some day.
  private func addDisbursements(to projects: inout [Int64: KnownProject], _ asOf: Day) throws {
    let wentOn = try LaterDisbursements(self, asOf: asOf)
    let superseded = try SupersededRows(
      "disbursementVersion", ["projectId", "dueOn"], asOf: asOf, in: self)
    let rows = try BoundStatement(
      """
      SELECT projectId, dueOn, dueFen, CASE WHEN paidOn IS NULL THEN ifnull(paidFen, 0)
        ELSE ifnull(paidFen, dueFen) END, id, knownOn
      FROM disbursementVersion WHERE knownOn <= :asOf
      """, in: db)
    rows.bind(asOf.description)
    try rows.forEach { row in
      guard !superseded.contains(row.integer(4)), let due = row.text(1).flatMap(Day.init(utf8:)),
        let known = row.text(5).flatMap(Day.init(utf8:))
      else { return }
      let (id, dueFen, paidFen) = (row.integer(0), row.integer(2), row.integer(3))
      let told = wentOn.told(after: due.month, project: id) ?? known
      projects[id]?.add(.disbursementDue, due.month, dueFen)
      projects[id]?.add(.disbursementPaid, due.month, paidFen)
      let isOpen = LabourFee.isOpen(dueFen: dueFen, paidFen: paidFen)
      let days = isOpen ? Int64(max(0, max(known, told).days(since: due))) : 0
      let before = projects[id]?.months[.disbursementOpenDays]?[due.month] ?? 0
      projects[id]?.set(.disbursementOpenDays, due.month, max(before, days))
    }
  }

  private func addChecks(to projects: inout [Int64: KnownProject], _ asOf: Day) throws {
    let duties = SiteDuty.allCases.filter { $0.feed == .sixSystems }
    let columns = duties.map { duty in
      VersionLayout.sixSystems.values.first { $0.source == duty.rawValue }?.name ?? duty.rawValue
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT projectId, id, checkedOn, \(columns.joined(separator: ", ")) FROM (
          SELECT *, row_number() OVER (
            PARTITION BY projectId ORDER BY checkedOn DESC, knownOn DESC, fileId DESC) AS newest
          FROM sixSystemsVersion WHERE knownOn <= :asOf AND checkedOn <= :asOf) WHERE newest = 1
        """,
      arguments: ["asOf": asOf.description])
    for row in rows {
      guard let day = Day(row[2] as String) else { continue }
      let id: Int64 = row[0]
      projects[id]?.check = (row[1], day)
      for (place, duty) in duties.enumerated() where row[place + 3] as Int64? == 0 {
        projects[id]?.lacking.append(duty)
      }
    }
  }
}

extension StoreSnapshot {
  /// Of a transaction sent twice, the version known last counts. Those of one day count in the order
  /// of their numbers, 9 before 10. A balance holds until the next transaction, to the last month
  /// that any account was heard of; one dated after the day is not one yet.
  private func addAccounts(to projects: inout [Int64: KnownProject], _ asOf: Day) throws {
    // The rows of a project come together, so that one project's are held at a time.
    var entries: [AccountEntry] = []
    var current: Int64?
    var ends: [Int64: AccountEnd] = [:]
    func close() {
      if let current { ends[current] = projects[current]?.add(entries) }
      entries.removeAll(keepingCapacity: true)
    }
    let superseded = try SupersededRows(
      "wageAccountEntry", ["transactionNo"], asOf: asOf, in: self)
    let rows = try BoundStatement(Self.wageAccountSQL, in: db)
    rows.bind(asOf.description)
    var last: Month?
    try rows.forEach { row in
      guard !superseded.contains(row.integer(8)), let day = row.text(1).flatMap(Day.init(utf8:))
      else { return }
      let month = day.month
      last = max(last ?? month, month)
      let isIn = row.integer(2) == 1
      let wageMonth = row.text(6).flatMap(Month.init(utf8:)) ?? month.adding(months: -1)
      if row.integer(0) != current {
        close()
        current = row.integer(0)
      }
      entries.append(
        AccountEntry(
          month: month, wageMonth: wageMonth, isLabourFee: isIn && row.integer(3) == 1,
          isWages: row.integer(9) == 1, isUnnamed: row.integer(10) == 1, amountFen: row.integer(4),
          balanceFen: day <= asOf ? row.optionalInteger(5) : nil, persons: row.optionalInteger(7)))
    }
    close()
    guard let last else { return }
    for (id, end) in ends { projects[id]?.goOn(from: end, until: last) }
  }

  private static let wageAccountSQL = """
    SELECT p.id, e.occurredOn, e.direction = 'in',
      e.purpose = 'labour_fee', e.amountFen, e.balanceFen, e.wageMonth, e.persons, e.id,
      \(WageAccountWord.isWages), \(WageAccountWord.isUnnamed)
    FROM wageAccountEntry e JOIN project p ON p.projectCode = e.projectCode
    WHERE e.knownOn <= :asOf
    ORDER BY e.projectCode, e.occurredOn, length(e.transactionNo), e.transactionNo
    """
}

/// One transaction of a project's wage account, as far as scoring needs it.
private struct AccountEntry {
  let month: Month
  let wageMonth: Month
  let isLabourFee: Bool
  let isWages: Bool
  /// Money that went out, nobody says what for.
  let isUnnamed: Bool
  let amountFen: Int64
  let balanceFen: Int64?
  let persons: Int64?
}

/// The last month with a transaction, and what was left then.
private struct AccountEnd {
  let month: Month
  /// Nil where no transaction told.
  let balance: Int64?
}

extension KnownProject {
  /// The months after the last transaction: sums of zero, and the balance that was left.
  fileprivate mutating func goOn(from end: AccountEnd, until last: Month) {
    guard end.month < last else { return }
    for month in end.month.adding(months: 1)...last {
      add(.accountLabourFee, month, 0)
      add(.accountWages, month, 0)
      if let balance = end.balance { set(.accountBalance, month, balance) }
    }
  }

  /// Adds the transactions, given by day; a month without one has sums of zero and the balance that
  /// was left.
  fileprivate mutating func add(_ entries: [AccountEntry]) -> AccountEnd? {
    guard let first = entries.first?.month, let last = entries.last?.month else { return nil }
    var remaining = entries[...]
    var balance: Int64?
    // Wages by month, with a head-count and without one.
    var heads: [Month: Int64] = [:]
    var headless: [Month: Int64] = [:]
    for month in first...last {
      add(.accountLabourFee, month, 0)
      add(.accountWages, month, 0)
      while let entry = remaining.first, entry.month == month {
        if entry.isLabourFee { add(.accountLabourFee, month, entry.amountFen) }
        if entry.isWages {
          add(.accountWages, month, entry.amountFen)
          pay.amounts[entry.wageMonth, default: 0] += entry.amountFen
        }
        if entry.isWages, let persons = entry.persons {
          add(.accountPaidPersons, entry.wageMonth, persons)
          heads[entry.wageMonth, default: 0] += entry.amountFen
        } else if entry.isWages || entry.isUnnamed {
          headless[entry.wageMonth, default: 0] += entry.amountFen
        }
        balance = entry.balanceFen ?? balance
        remaining = remaining.dropFirst()
      }
      if let balance { set(.accountBalance, month, balance) }
    }
    pay.uncounted = Set(
      headless.filter { SitePay.hidesHeads(headless: $1, heads: heads[$0] ?? 0) }.keys)
    return AccountEnd(month: last, balance: balance)
  }
}
