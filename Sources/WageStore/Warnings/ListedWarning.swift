internal import GRDB
public import WageDomain

/// A warning as lists show it, as it stood on a day.
public struct ListedWarning: Hashable, Sendable {
  public let warningNo: String
  public let status: WarningStatus
  public let creditCode: String
  public let name: String?
  public let townCode: String?
  public let persons: Int64?
  public let state: WarningStatus.State
}

/// Which warnings to list.
public struct WarningQuery: Hashable, Sendable {
  /// Which states; `open` includes those that are overdue.
  public enum Selection: String, CaseIterable, Sendable {
    case open, overdue, closed, all
  }

  /// Empty: every tier.
  public var tiers: [Tier] = []
  /// A town's nine digits, or a county's six.
  public var town: String?
  public var selection = Selection.open
  /// Only those that are with this person.
  public var assignedTo: String?
  /// Only those of this firm and of those that count as it.
  public var firm: Int64?

  public init() {}

  public init(firm: Int64?, selection: Selection) {
    self.firm = firm
    self.selection = selection
  }
}

extension StoreSnapshot {
  /// The warnings that fired up to a day, each as it stood then: overdue first, then open, then
  /// closed; in each the most urgent tier, the earliest due day, credit code, number.
  public func warnings(_ query: WarningQuery = WarningQuery(), asOf day: Day) throws
    -> [ListedWarning]
  {
    let firms = try warnedFirms(asOf: day)
    let asked = try query.firm.map { [$0] + (try firmMerges(asOf: day).absorbed(by: $0)) }
    var events: [String: [WarningEvent]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT e.* FROM warning w JOIN warningEvent e ON e.warningNo = w.warningNo
        WHERE w.firedOn <= :day AND e.effectiveOn <= :day
          AND (:firms IS NULL OR w.firmId IN (SELECT value FROM json_each(:firms)))
          AND (NOT :open OR w.recordedOn IS NULL OR w.recordedOn > :day)
        ORDER BY e.seq
        """,
      arguments: [
        "day": day.description, "firms": asked?.json,
        "open": query.selection == .open || query.selection == .overdue,
      ])
    while let row = try rows.next() {
      let event = try recordedEvent(row)
      events[event.warningNo, default: []].append(event.event)
    }
    return try events.map { number, events in
      let status = try WarningStatus(events)
      let firm = firms[status.firm]
      return ListedWarning(
        warningNo: number, status: status, creditCode: firm?["creditCode"] ?? "",
        name: firm?["name"], townCode: firm?["townCode"], persons: firm?["persons"],
        state: status.state(asOf: day))
    }.filter { query.admits($0) }.sorted { $0.precedes($1) }
  }

  /// The most urgent open warning of each firm, by the firm that it counts as on the day.
  public func openWarnings(asOf day: Day) throws -> [Int64: ListedWarning] {
    let merges = try firmMerges(asOf: day)
    return Dictionary(
      try warnings(asOf: day).map { (merges.survivor(of: $0.status.firm), $0) },
      uniquingKeysWith: { $1.status.tier > $0.status.tier ? $1 : $0 })
  }

  /// The register's word on every firm that has a warning, as it was known on the day.
  private func warnedFirms(asOf day: Day) throws -> [Int64: Row] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.creditCode, coalesce(v.name, f.firstName) AS name,
          \(RegisterWord.said("townCode")) AS townCode, \(RegisterWord.said("persons")) AS persons
        FROM firm f
        LEFT JOIN firmVersion v ON v.rowid = (
          SELECT n.rowid FROM firmVersion n WHERE n.firmId = f.id AND n.knownOn <= :asOf
          ORDER BY n.knownOn DESC, n.fileId DESC LIMIT 1)
        WHERE f.id IN (SELECT firmId FROM warning)
        """,
      arguments: ["asOf": day.description])
    return Dictionary(rows.map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension WarningQuery {
  fileprivate func admits(_ warning: ListedWarning) -> Bool {
    let isSelected =
      switch selection {
      case .open: warning.status.isOpen
      case .overdue: warning.state == .overdue
      case .closed: !warning.status.isOpen
      case .all: true
      }
    return isSelected && (tiers.isEmpty || tiers.contains(warning.status.tier))
      && (town.map { warning.townCode?.hasPrefix($0) ?? false } ?? true)
      && (assignedTo.map { warning.status.assignedTo == $0 } ?? true)
  }
}

extension ListedWarning {
  fileprivate func precedes(_ other: ListedWarning) -> Bool {
    if place != other.place { return place < other.place }
    if status.tier != other.status.tier { return status.tier > other.status.tier }
    return (status.dueOn, creditCode, warningNo)
      < (other.status.dueOn, other.creditCode, other.warningNo)
  }

  private var place: Int {
    switch state {
    case .overdue: 0
    case .open, .assigned: 1
    case .closed: 2
    }
  }
}
