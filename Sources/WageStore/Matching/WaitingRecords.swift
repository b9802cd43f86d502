internal import GRDB
public import WageDomain

/// Rows of one file that were kept as text, with what reading them again takes.
public struct WaitingRecords: Sendable {
  public let fileId: Int64
  public let file: String
  public let feed: Feed
  /// The file's header; nil for a file loaded before headers were kept.
  public let header: String?
  public let knownOn: Day
  /// By line.
  public let rows: [Row]

  /// A row as it was kept.
  public struct Row: Hashable, Sendable {
    public let id: Int64
    public let groupId: Int64
    public let line: Int
    public let row: Int
    public let raw: String
    /// Whose it is, and by which event, when it is in.
    let firm: Int32?
    let event: Int64?
  }
}

/// Which kept rows are to be moved.
enum KeptRows {
  /// What waits of some entries.
  case waiting(groups: [Int64])
  /// What some events brought in, or would have, had their file not said otherwise.
  case matched(events: [Int64])
  /// What is in of one entry for a firm, by whatever event.
  case of(group: Int64, firm: Int64)
  /// What is in as a decision left it that had moved it, and not by the decision itself.
  case moved(by: Int64)
  /// Of another choice, those of some entries only.
  indirect case part(KeptRows, groups: [Int64])

  /// A condition on `waitingRow w LEFT JOIN matchEvent e`, and its arguments.
  var condition: (sql: String, arguments: StatementArguments) {
    switch self {
    case .waiting(let groups):
      ("w.status = 'waiting' AND w.groupId IN (SELECT value FROM json_each(?))", [groups.json])
    case .matched(let events):
      (
        """
        w.status IN ('matched', 'rejected') AND w.eventId IN (SELECT value FROM json_each(?))
        """, [events.json]
      )
    case .of(let group, let firm):
      ("w.status IN ('matched', 'rejected') AND w.groupId = ? AND e.firmId = ?", [group, firm])
    case .moved(let decision):
      (
        """
        w.status IN ('matched', 'rejected')
        AND w.id IN (SELECT rowId FROM movedRow WHERE eventId = ?)
        AND w.eventId = (SELECT wentTo FROM movedRow m WHERE m.eventId = ? AND m.rowId = w.id)
        """, [decision, decision]
      )
    case .part(let rows, let groups):
      (
        rows.condition.sql + " AND w.groupId IN (SELECT value FROM json_each(?))",
        rows.condition.arguments + [groups.json]
      )
    }
  }
}

/// A kept row that is in all the same: only its firm is named, or no longer.
struct KeptVersion {
  let id: Int64
  let groupId: Int64
  let feed: Feed
  let version: Int64
  /// The version's own day.
  let knownOn: Day
  /// From when its firm was known (``Day/number``); nil: from its own day.
  let since: Int32?
  /// By which its firm is named, when it is.
  let event: Int64?
}

extension StoreSnapshot {
  /// The entries of the rows and how many each has, side by side those of one account.
  func keptGroups(_ rows: KeptRows) throws -> [(group: Int64, rows: Int, account: String?)] {
    let (condition, arguments) = rows.condition
    return try Row.fetchAll(
      db,
      sql: """
        SELECT w.groupId, count(*), g.accountNo
        FROM waitingRow w JOIN matchGroup g ON g.id = w.groupId
        LEFT JOIN matchEvent e ON e.id = w.eventId
        WHERE \(condition) GROUP BY w.groupId ORDER BY g.feed, g.accountNo, g.id
        """, arguments: arguments
    ).map { ($0[0], $0[1], $0[2]) }
  }

  /// The rows to be read again, file by file in the order they came.
  func waitingRecords(_ rows: KeptRows) throws -> [WaitingRecords] {
    let (condition, arguments) = rows.condition
    return try records(
      where: condition + " AND w.versionId IS NULL AND w.status <> 'rejected'", arguments)
  }

  /// The rows of a file that are in no firm's history: those that wait, and those taken out of the
  /// queue. Complaints and reports are in the store all the same.
  public func unmatchedRecords(file: Int64) throws -> [WaitingRecords] {
    try records(
      where: """
        w.fileId = ? AND w.status IN ('waiting', 'refused') AND w.versionId IS NULL
        AND w.groupId IS NOT NULL
        """, [file])
  }

  private func records(
    where condition: String, _ arguments: StatementArguments
  ) throws -> [WaitingRecords] {
    struct Source: Hashable {
      let file: Int64
      let isRebuilt: Bool
    }
    var bySource: [Source: [WaitingRecords.Row]] = [:]
    let found = try Row.fetchCursor(
      db,
      sql: """
        SELECT w.id, w.groupId, w.fileId, w.line, w.row, w.raw, e.firmId, w.isRebuilt, w.eventId
        FROM waitingRow w LEFT JOIN matchEvent e ON e.id = w.eventId
        WHERE \(condition) ORDER BY w.fileId, w.line
        """, arguments: arguments)
    while let row = try found.next() {
      bySource[Source(file: row[2], isRebuilt: row[7]), default: []].append(
        WaitingRecords.Row(
          id: row[0], groupId: row[1], line: row[3], row: row[4], raw: row[5], firm: row[6],
          event: row[8]))
    }
    let sources = bySource.keys.sorted {
      ($0.file, $0.isRebuilt ? 1 : 0) < ($1.file, $1.isRebuilt ? 1 : 0)
    }
    return try sources.compactMap { source in
      guard
        let file = try Row.fetchOne(
          db, sql: "SELECT file, feed, header, knownOn FROM ingestedFile WHERE id = ?",
          arguments: [source.file]),
        let feed = Feed(rawValue: file[1]), let knownOn = Day(file[3] as String)
      else { return nil }
      return WaitingRecords(
        fileId: source.file, file: file[0], feed: feed,
        header: source.isRebuilt ? RebuiltText.header(feed) : file[2], knownOn: knownOn,
        rows: bySource[source] ?? [])
    }
  }

  /// The rows that are in whoever they are about.
  func keptVersions(_ rows: KeptRows) throws -> [KeptVersion] {
    let (condition, arguments) = rows.condition
    return try Row.fetchAll(
      db,
      sql: """
        SELECT w.id, w.groupId, w.feed, w.versionId, iif(w.feed = 'complaints',
          (SELECT knownOn FROM complaintVersion v WHERE v.id = w.versionId),
          (SELECT knownOn FROM gridReportVersion v WHERE v.id = w.versionId)),
          iif(w.feed = 'complaints',
          (SELECT firmKnownOn FROM complaintVersion v WHERE v.id = w.versionId),
          (SELECT firmKnownOn FROM gridReportVersion v WHERE v.id = w.versionId)), w.eventId
        FROM waitingRow w LEFT JOIN matchEvent e ON e.id = w.eventId
        WHERE \(condition) AND w.versionId IS NOT NULL ORDER BY w.id
        """, arguments: arguments
    ).compactMap { row in
      guard let feed = Feed(rawValue: row[2]), let day = (row[4] as String?).flatMap({ Day($0) })
      else { return nil }
      return KeptVersion(
        id: row[0], groupId: row[1], feed: feed, version: row[3], knownOn: day,
        since: (row[5] as String?).flatMap { Day($0) }?.number, event: row[6])
    }
  }

  /// The rows that were set aside when they were let in.
  func keptRejects(
    _ rows: KeptRows
  ) throws -> [(id: Int64, reject: Int64, file: Int64, isOpen: Bool, event: Int64)] {
    let (condition, arguments) = rows.condition
    return try Row.fetchAll(
      db,
      sql: """
        SELECT w.id, w.rejectId, w.fileId, r.status = 'open' AND NOT EXISTS (
          SELECT 1 FROM rejectEvent t WHERE t.rejectId = r.id), w.eventId
        FROM waitingRow w JOIN rejectedRow r ON r.id = w.rejectId
        LEFT JOIN matchEvent e ON e.id = w.eventId
        WHERE \(condition) AND w.status = 'rejected' ORDER BY w.id
        """, arguments: arguments
    ).map { ($0[0], $0[1], $0[2], $0[3], $0[4]) }
  }
}

extension [Int64] {
  /// As a JSON array, for `json_each`.
  var json: String { "[" + map { String($0) }.joined(separator: ",") + "]" }
}
