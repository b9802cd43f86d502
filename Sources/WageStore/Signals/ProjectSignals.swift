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
  /// Persons paid by month of payment, where nobody told for which month.
  fileprivate var monthless: [(month: Month, persons: Int64)] = []

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
    for id in Array(projects.keys) { projects[id]?.placeMonthless() }
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

  /// A payment is open until enough of it came, as far as anybody told: by its own row, said once or
  /// again, by what fell due later at the same project, or by the day on which the feed went on to a
  /// later month, if enough projects were spoken of to be its delivery and no month between is missing
  /// (see ``LaterDisbursements``). A correction of another payment tells nothing of it. A plan, said before it fell due, tells nothing either until its month is delivered
  /// and its own project is spoken of in a later one: only then somebody would have told what came of it.
  private func addDisbursements(to projects: inout [Int64: KnownProject], _ asOf: Day) throws {
    let wentOn = try LaterDisbursements(self, asOf: asOf)
    let again = try disbursementsSaidAgain(asOf)
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
      let said = max(known, again[row.integer(4)] ?? known)
      let isPlan = LabourFee.isPlan(dueOn: due, saidOn: said, dueFen: dueFen, paidFen: paidFen)
      let isOpen = LabourFee.isOpen(dueFen: dueFen, paidFen: paidFen)
      let later =
        isOpen || isPlan
        ? wentOn.told(after: due.month, project: id, saidOn: said, ofPlan: isPlan) : nil
      if isPlan, later == nil { return }
      let told = max(said, later?.day ?? said)
      projects[id]?.add(.disbursementDue, due.month, dueFen)
      projects[id]?.add(.disbursementPaid, due.month, paidFen)
      let days = isOpen ? Int64(max(0, told.days(since: due))) : 0
      let before = projects[id]?.months[.disbursementOpenDays]?[due.month] ?? 0
      projects[id]?.set(.disbursementOpenDays, due.month, max(before, days))
    }
  }

  /// The last day on which each row was said again, by its version's id.
  private func disbursementsSaidAgain(_ asOf: Day) throws -> [Int64: Day] {
    let rows = try BoundStatement(
      """
      SELECT versionId, max(knownOn) FROM saidAgain
      WHERE feed = 'disbursement' AND knownOn <= ? GROUP BY versionId
      """, in: db)
    rows.bind(asOf.description)
    var days: [Int64: Day] = [:]
    try rows.forEach { row in days[row.integer(0)] = row.text(1).flatMap(Day.init(utf8:)) }
    return days
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
      if let current { ends[current] = projects[current]?.add(entries, asOf) }
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
      if row.integer(0) != current {
        close()
        current = row.integer(0)
      }
      entries.append(
        AccountEntry(
          month: month, wageMonth: row.text(6).flatMap(Month.init(utf8:)),
          isLabourFee: isIn && row.integer(3) == 1,
          isWages: row.integer(9) == 1, isUnnamed: row.integer(10) == 1, amountFen: row.integer(4),
          balanceFen: day <= asOf ? row.optionalInteger(5) : nil, persons: row.optionalInteger(7)))
    }
    close()
    guard let last else { return }
    for (id, end) in ends { projects[id]?.goOn(from: end, until: last, asOf) }
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
  /// Nil where nobody told.
  let wageMonth: Month?
  let isLabourFee: Bool
  let isWages: Bool
  /// Money that went out, nobody says what for.
  let isUnnamed: Bool
  let amountFen: Int64
  let balanceFen: Int64?
  let persons: Int64?

  /// The months that the money may be of: without a word on it that of the payment, and the one before.
  var possibleMonths: [Month] { wageMonth.map { [$0] } ?? [month.adding(months: -1), month] }
}

/// The last month with a transaction, and what was left then.
private struct AccountEnd {
  let month: Month
  /// Nil where no transaction told.
  let balance: Int64?
}

extension KnownProject {
  /// The months after the last transaction: sums of zero, and the balance that was left. Of a month
  /// that has not ended nobody knows yet what is left.
  fileprivate mutating func goOn(from end: AccountEnd, until last: Month, _ asOf: Day) {
    guard end.month < last else { return }
    for month in end.month.adding(months: 1)...last {
      add(.accountLabourFee, month, 0)
      add(.accountWages, month, 0)
      if let balance = end.balance, month.lastDay <= asOf { set(.accountBalance, month, balance) }
    }
  }

  /// Adds the transactions, given by day; a month without one has sums of zero and the balance that
  /// was left.
  fileprivate mutating func add(_ entries: [AccountEntry], _ asOf: Day) -> AccountEnd? {
    guard let first = entries.first?.month, let last = entries.last?.month else { return nil }
    pay.since = first
    var remaining = entries[...]
    var balance: Int64?
    var heads = HeadCounts()
    for month in first...last {
      add(.accountLabourFee, month, 0)
      add(.accountWages, month, 0)
      var isTold = false
      while let entry = remaining.first, entry.month == month {
        if entry.isLabourFee { add(.accountLabourFee, month, entry.amountFen) }
        if entry.isWages {
          add(.accountWages, month, entry.amountFen)
          pay.amounts[entry.wageMonth ?? month.adding(months: -1), default: 0] += entry.amountFen
        }
        if entry.isWages, let persons = entry.persons { addPaid(persons, entry) }
        heads.add(entry)
        balance = entry.balanceFen ?? balance
        isTold = isTold || entry.balanceFen != nil
        remaining = remaining.dropFirst()
      }
      if let balance, isTold || month.lastDay <= asOf { set(.accountBalance, month, balance) }
    }
    pay.uncounted = heads.uncounted
    return AccountEnd(month: last, balance: balance)
  }

  private mutating func addPaid(_ persons: Int64, _ entry: AccountEntry) {
    if let month = entry.wageMonth {
      add(.accountPaidPersons, month, persons)
    } else if monthless.last?.month == entry.month {
      monthless[monthless.count - 1].persons += persons
    } else {
      monthless.append((entry.month, persons))
    }
  }

  /// Wages that nobody told the month of go to those who attended and are not paid yet: in the month
  /// before the payment, then in older ones, oldest first; the rest is of the payment's own month. So a
  /// month is short only when the payments do not suffice for all, however they were meant.
  fileprivate mutating func placeMonthless() {
    guard !monthless.isEmpty, let since = pay.since else { return }
    var unpaid: [Month: Int64] = [:]
    months[.attendedPersons]?.forEach { month, attended in
      guard month >= since else { return }
      unpaid[month] = max(0, attended - (months[.accountPaidPersons]?[month] ?? 0))
    }
    for (month, persons) in monthless {
      let before = month.adding(months: -1)
      var left = persons
      let older = unpaid.filter { $0.key < before && $0.value > 0 }.keys.sorted()
      for place in [before] + older + [month] {
        let given = min(left, unpaid[place] ?? 0)
        guard given > 0 else { continue }
        add(.accountPaidPersons, place, given)
        unpaid[place, default: 0] -= given
        left -= given
      }
      if left > 0 { add(.accountPaidPersons, month, left) }
    }
    monthless = []
  }
}

/// Wages by month that they may be of, with a head-count and without one, in fen.
private struct HeadCounts {
  private var heads: [Month: Int64] = [:]
  private var headless: [Month: Int64] = [:]

  mutating func add(_ entry: AccountEntry) {
    if entry.isWages, entry.persons != nil {
      for month in entry.possibleMonths { heads[month, default: 0] += entry.amountFen }
    } else if entry.isWages || entry.isUnnamed {
      for month in entry.possibleMonths { headless[month, default: 0] += entry.amountFen }
    }
  }

  /// Months of which nobody knows how many were paid.
  var uncounted: Set<Month> {
    Set(headless.filter { SitePay.hidesHeads(headless: $1, heads: heads[$0] ?? 0) }.keys)
  }
}
