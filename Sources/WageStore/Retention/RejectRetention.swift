internal import GRDB
public import WageDomain

/// Rejected rows of feeds with personal data, whose text is kept no longer.
public struct RejectRetention: Hashable, Sendable {
  /// By number.
  public let rejects: [Int64]
}

extension StoreSnapshot {
  /// The rejected rows whose text is still there and whose file came in so long ago, or whose
  /// complainant was erased.
  ///
  /// A row that was rejected has no case that could end: it is kept as long as if its case had ended
  /// on the day of its file (assumption).
  /// Asked of the feeds with personal data.
  public func rejectRetention(
    asOf day: Day, rule: RetentionRule, feeds: [Feed]
  ) throws -> RejectRetention {
    let names = feeds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT r.id AS rejectId, f.knownOn, EXISTS (
            SELECT 1 FROM complaint c
            WHERE c.erasedOn IS NOT NULL AND r.feed = 'complaints'
              AND r.rowKey = 'complaint_no=' || c.complaintNo
          ) AS isErased
        FROM rejectedRow r JOIN ingestedFile f ON f.id = r.fileId
        WHERE r.feed IN (\(names)) AND r.raw <> '' ORDER BY r.id
        """)
    return RejectRetention(
      rejects: rows.compactMap { row in
        guard let came = Day(row["knownOn"] as String) else { return nil }
        return row["isErased"] || rule.lastDay(ended: came) < day ? row["rejectId"] : nil
      })
  }
}

extension StoreTransaction {
  /// Erases the text of rejected rows, the masked one too: places stand in it, and parts of numbers. Where
  /// the row stood and what kind of fault it had stay. One that is open is given up: nobody can correct it
  /// any more.
  ///
  /// - Throws: what the database throws; nothing is erased then.
  public func erase(
    _ retention: RejectRetention, policy: String, actor: String, at moment: Instant
  ) throws {
    for id in retention.rejects {
      try db.cachedStatement(sql: "DELETE FROM rejectedRaw WHERE rejectId = ?")
        .execute(arguments: [id])
      try db.cachedStatement(
        sql: "UPDATE rejectedRow SET raw = '', found = ?, foundZh = ? WHERE id = ?"
      ).execute(arguments: [Self.erasedFinding.en, Self.erasedFinding.zh, id])
      let isOpen = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT status = 'open' FROM rejectedRow WHERE id = ?"),
        arguments: [id])
      guard isOpen == true else { continue }
      _ = try dropRejects([id], reason: "retention \(policy)", actor: actor, at: moment)
    }
  }

  /// Instead of what was found in a row: it may quote the row.
  private static let erasedFinding = Bilingual(zh: "已按保存期限规定删除", en: "erased by policy")
}
