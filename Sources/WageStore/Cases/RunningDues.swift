internal import GRDB
public import WageDomain

/// Which running clocks are asked for.
public enum DueWindow: Hashable, Sendable {
  case all
  /// Due by the day, or overdue.
  case by(Day)
  /// Without a due day, as a year they reach has no holiday notice.
  case notCountable

  func contains(_ due: CaseDue) -> Bool {
    switch self {
    case .all: true
    case .by(let day): due.dueOn.map { $0 <= day } ?? false
    case .notCountable: due.dueOn == nil
    }
  }

  fileprivate var condition: String {
    switch self {
    case .all: ""
    case .by: "AND (t.dueOn IS NULL) = 0 AND t.dueOn <= :dueBy"
    case .notCountable: "AND (t.dueOn IS NULL) = 1"
    }
  }
}

/// The clocks that run at the end of a day, by due day, then case, then the policy's order; those
/// without a due day come last.
///
/// Rows are read as they are visited: a page of a hundred thousand costs a page.
public struct RunningDues {
  private let db: Database
  private let day: Day
  private let window: DueWindow
  /// Whether an event moved a case after the day.
  private let isMoved: Bool
  /// Of those cases, which are rebuilt from their events.
  private let past: [CaseDue]
  private let stored: Int

  init(
    _ db: Database, asOf day: Day, _ window: DueWindow, isMoved: Bool, past: [CaseDue]
  ) throws {
    self.db = db
    self.day = day
    self.window = window
    self.isMoved = isMoved
    self.past = past.filter(window.contains)
    stored =
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT count(*) " + Self.running(window, isMoved: isMoved)),
        arguments: Self.arguments(day, window, isMoved: isMoved)) ?? 0
  }

  /// Of all, whichever are visited.
  public var total: Int { stored + past.count }

  /// Visits at most `limit` of them (-1: all) from `offset` on.
  ///
  /// - Throws: what `visit` throws; `DatabaseError`.
  public func forEach(
    limit: Int = -1, offset: Int = 0, _ visit: (CaseDue) throws -> Void
  ) throws {
    let end = limit < 0 ? Int.max : offset + limit
    var place = 0
    func take(_ due: CaseDue) throws {
      if place >= offset && place < end { try visit(due) }
      place += 1
    }
    var later = past[...]
    let rows = try Row.fetchCursor(
      db.cachedStatement(sql: Self.rows(window, isMoved: isMoved)),
      arguments: Self.arguments(day, window, isMoved: isMoved))
    while place < end, let row = try rows.next() {
      guard let due = CaseDue(row, asOf: day) else { continue }
      while let first = later.first, first.isBefore(due) { try take(later.removeFirst()) }
      try take(due)
    }
    while place < end, !later.isEmpty { try take(later.removeFirst()) }
  }

  /// Not moved after the day: what the projection says of the case is true of the day.
  private static func running(_ window: DueWindow, isMoved: Bool) -> String {
    """
    FROM caseClock t
    WHERE t.ending IS NULL AND t.startsOn <= :asOf
      \(window.condition)
      \(isMoved ? notMoved : "")
    """
  }

  /// Asked of every row, and so only where there are such cases.
  private static let notMoved = "AND t.caseNo NOT IN (\(StoreSnapshot.movedCases))"

  private static func rows(_ window: DueWindow, isMoved: Bool) -> String {
    """
    SELECT r.caseNo, r.clock, r.round, \(whose) AS body,
      iif(r.body IS NULL, k.county, NULL) AS county, r.dueOn, r.missingYear,
      k.state, k.level, k.persons, k.amountFen
    FROM (SELECT t.* \(running(window, isMoved: isMoved))) r CROSS JOIN complaintCase k USING (caseNo)
    ORDER BY r.dueOn IS NULL, r.dueOn, r.caseNo, r.position
    """
  }

  /// The body that has the case, unless it has left the body whose clock it is.
  private static let whose = """
    CASE WHEN r.body IS NULL OR r.body = k.body AND NOT EXISTS (
      SELECT 1 FROM caseClock l WHERE l.caseNo = r.caseNo AND l.clock = r.clock
        AND l.round > r.round AND l.body IS NOT r.body) THEN k.body END
    """

  private static func arguments(
    _ day: Day, _ window: DueWindow, isMoved: Bool
  ) -> StatementArguments {
    var arguments: StatementArguments = ["asOf": day.description]
    if isMoved { arguments += ["after": day.adding(days: 1).description] }
    if case .by(let last) = window { arguments += ["dueBy": last.description] }
    return arguments
  }
}

extension StoreSnapshot {
  /// The clocks that run at the end of `day`; state, level and body are those of that day.
  ///
  /// - Parameters:
  ///   - day: the day whose end is looked at.
  ///   - window: which of them.
  ///   - rules: how a case that was moved later is counted.
  /// - Returns: a list that is read as it is visited.
  /// - Throws: as ``cases(state:asOf:rules:)``.
  public func runningDues(
    asOf day: Day, _ window: DueWindow = .all, rules: some CaseRules
  ) throws -> RunningDues {
    let moved = try casesMoved(after: day)
    let past = try moved.sorted().flatMap { number in
      try status(ofCase: number, asOf: day, rules: rules)?.dues(caseNo: number, asOf: day) ?? []
    }
    // Within a case they are in the policy's order, which the sort keeps.
    let ordered = past.enumerated().sorted {
      $0.element.isSamePlace($1.element)
        ? $0.offset < $1.offset : $0.element.isBefore($1.element)
    }
    return try RunningDues(
      db, asOf: day, window, isMoved: !moved.isEmpty, past: ordered.map(\.element))
  }

  /// As ``runningDues(asOf:_:rules:)``, all at once.
  public func dues(
    asOf day: Day, _ window: DueWindow = .all, rules: some CaseRules
  ) throws -> [CaseDue] {
    var dues: [CaseDue] = []
    try runningDues(asOf: day, window, rules: rules).forEach { dues.append($0) }
    return dues
  }
}

extension CaseDue {
  fileprivate init?(_ row: Row, asOf day: Day) {
    guard let state = CaseState(rawValue: row["state"]),
      let level = CaseLevel(rawValue: row["level"])
    else { return nil }
    let dueOn = (row["dueOn"] as String?).flatMap { Day($0) }
    self.init(
      caseNo: row["caseNo"], clock: row["clock"], round: row["round"], body: row["body"],
      county: row["county"],
      dueOn: dueOn, missingYear: row["missingYear"], daysLeft: dueOn?.days(since: day),
      state: state, level: level,
      persons: row["persons"], amount: (row["amountFen"] as Int64?).map { Money(fen: $0) })
  }

  fileprivate func isSamePlace(_ other: CaseDue) -> Bool {
    dueOn == other.dueOn && caseNo == other.caseNo
  }

  fileprivate func isBefore(_ other: CaseDue) -> Bool {
    dueOn == other.dueOn ? caseNo < other.caseNo : Day.isEarlier(dueOn, other.dueOn)
  }
}
