internal import GRDB
internal import GRDBSQLite
public import WageDomain

/// A reason as it was stored with its run.
public struct StoredReason: Hashable, Sendable {
  public let indicator: String
  public let points: Int
  public let trigger: Tier?
  public let text: Bilingual
  /// Oldest first.
  public var evidence: [EvidenceLine] = []

  /// Says that a tier stands though the points no longer say it; no rule gives it.
  public var isHeld: Bool { indicator.hasPrefix("held:") }

  /// A reason worked out again, with the lines that its evidence leads to.
  public init(_ reason: Reason, evidence: [EvidenceLine]) {
    indicator = reason.indicator
    points = reason.points
    trigger = reason.trigger
    text = reason.text
    self.evidence = evidence
  }

  init(indicator: String, points: Int, trigger: Tier?, text: Bilingual) {
    self.indicator = indicator
    self.points = points
    self.trigger = trigger
    self.text = text
  }
}

/// The agency's line behind a reason.
public struct EvidenceLine: Hashable, Sendable {
  public let feed: String
  public let file: String
  public let line: Int64

  public init(feed: String, file: String, line: Int64) {
    self.feed = feed
    self.file = file
    self.line = line
  }
}

extension StoreSnapshot {
  /// The reasons of one firm in a run, in their order; none where the run stored none.
  public func reasons(
    run: Int64, firm: Int64, includingEvidence: Bool = true
  ) throws -> [StoredReason] {
    try reasons(run: run, of: firm, includingEvidence: includingEvidence)[firm] ?? []
  }

  /// The reasons of a run, by firm, in their order; of all firms when `firm` is nil.
  func reasons(
    run: Int64, of firm: Int64?, includingEvidence: Bool, onlyFirst: Bool = false
  ) throws -> [Int64: [StoredReason]] {
    var reasons: [Int64: [StoredReason]] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT firmId, indicator, points, "trigger", textZh, textEn FROM reason
        WHERE runId = :run AND firmId BETWEEN :first AND :last AND position <= :position
        ORDER BY firmId, position
        """,
      arguments: [
        "run": run, "first": firm ?? 0, "last": firm ?? Int64.max,
        "position": onlyFirst ? 0 : Int64.max,
      ])
    while let row = try rows.next() {
      reasons[row[0], default: []].append(
        StoredReason(
          indicator: row[1], points: row[2],
          trigger: (row[3] as String?).flatMap(Tier.init(rawValue:)),
          text: Bilingual(zh: row[4], en: row[5])))
    }
    if includingEvidence { try addEvidence(run: run, of: firm, to: &reasons) }
    return reasons
  }

  /// Steps SQLite itself: a long list has a hundred thousand lines of evidence.
  private func addEvidence(
    run: Int64, of firm: Int64?, to reasons: inout [Int64: [StoredReason]]
  ) throws {
    var files: [Int64: String] = [:]
    let statement = try db.cachedStatement(
      sql: """
        SELECT firmId, position, feed, fileId, line FROM reasonEvidence
        WHERE runId = ? AND firmId BETWEEN ? AND ? ORDER BY firmId, position, ordinal
        """)
    let raw = statement.sqliteStatement
    sqlite3_reset(raw)
    defer { sqlite3_reset(raw) }
    sqlite3_bind_int64(raw, 1, run)
    sqlite3_bind_int64(raw, 2, firm ?? 0)
    sqlite3_bind_int64(raw, 3, firm ?? Int64.max)
    while true {
      let code = sqlite3_step(raw)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else {
          throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        return
      }
      let fileId = sqlite3_column_int64(raw, 3)
      if files[fileId] == nil { files[fileId] = try fileName(fileId) }
      guard let file = files[fileId] else { continue }
      let feed = sqlite3_column_text(raw, 2).map { String(cString: $0) } ?? ""
      let position = Int(sqlite3_column_int64(raw, 1))
      reasons[sqlite3_column_int64(raw, 0)]?[position].evidence.append(
        EvidenceLine(feed: feed, file: file, line: sqlite3_column_int64(raw, 4)))
    }
  }

  private func fileName(_ id: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT file FROM ingestedFile WHERE id = ?"), arguments: [id])
  }
}
