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
  }
}

extension StoreSnapshot {
  /// The rows of a file that are in no firm's history: those that wait, and those taken out of the
  /// queue. Nil when there are none, and for complaints, which are in the store all the same.
  public func unmatchedRecords(file: Int64) throws -> WaitingRecords? {
    try [MatchStatus.waiting, .refused].flatMap { status in
      try records(status: status, file: file) { ($0[6] as String) != "" }
    }.reduce(nil as WaitingRecords?) { sum, more in
      WaitingRecords(
        fileId: more.fileId, file: more.file, feed: more.feed, header: more.header,
        knownOn: more.knownOn,
        rows: ((sum?.rows ?? []) + more.rows).sorted { $0.line < $1.line })
    }
  }

  /// The kept rows of the groups in one of the states, file by file in the order they came.
  func waitingRecords(groups: Set<Int64>, status: MatchStatus) throws -> [WaitingRecords] {
    try records(status: status) { groups.contains($0[1]) }
  }

  /// The rows that entered the store by an event; of one group, when it is given.
  func waitingRecords(event: Int64, group: Int64?) throws -> [WaitingRecords] {
    try records(status: .matched) { row in
      row[2] as Int64? == event && (group == nil || row[1] as Int64? == group)
    }
  }

  private func records(
    status: MatchStatus, file: Int64? = nil, where isWanted: (Row) -> Bool
  ) throws -> [WaitingRecords] {
    var byFile: [Int64: [WaitingRecords.Row]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, groupId, eventId, fileId, line, row, raw FROM waitingRow
        WHERE status = :status AND groupId IS NOT NULL AND (:file IS NULL OR fileId = :file)
        ORDER BY fileId, line
        """,
      arguments: ["status": status.rawValue, "file": file])
    while let row = try rows.next() {
      guard isWanted(row) else { continue }
      byFile[row[3], default: []].append(
        WaitingRecords.Row(
          id: row[0], groupId: row[1], line: row[4], row: row[5], raw: row[6]))
    }
    return try byFile.keys.sorted().compactMap { id in
      guard
        let file = try Row.fetchOne(
          db, sql: "SELECT file, feed, header, knownOn FROM ingestedFile WHERE id = ?",
          arguments: [id]),
        let feed = Feed(rawValue: file[1]), let knownOn = Day(file[3] as String)
      else { return nil }
      return WaitingRecords(
        fileId: id, file: file[0], feed: feed, header: file[2], knownOn: knownOn,
        rows: byFile[id] ?? [])
    }
  }
}
