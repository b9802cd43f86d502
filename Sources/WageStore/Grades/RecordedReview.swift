internal import GRDB
public import WageDomain

/// A written review as the register of reviews holds it.
public struct RecordedReview: Hashable, Sendable {
  public let id: Int64
  public let firmId: Int64
  public let review: WrittenReview
  /// The day from which the record counts.
  public let effectiveOn: Day
  public let recordedAt: Instant
  public let actor: String

  /// What lists call it: `SC-2026-17`, the year and the record's id.
  public var number: String { "SC-\(review.year)-\(id)" }

  init?(_ row: Row) {
    guard let effectiveOn = Day(row["effectiveOn"] as String),
      let recordedAt = Instant(row["recordedAt"] as String)
    else { return nil }
    id = row["id"]
    firmId = row["firmId"]
    review = WrittenReview(
      year: row["year"], handedInOn: (row["handedInOn"] as String?).flatMap { Day($0) },
      checkedBy: row["checkedBy"],
      result: (row["result"] as String?).flatMap(ReviewResult.init(rawValue:)),
      corrections: row["corrections"])
    self.effectiveOn = effectiveOn
    self.recordedAt = recordedAt
    actor = row["actor"]
  }
}

extension StoreSnapshot {
  /// The last record of each firm's written review of a year that counts by a day, by firm.
  public func writtenReviews(year: Int, asOf day: Day) throws -> [RecordedReview] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM writtenReview w WHERE w.year = :year AND w.id = (
          SELECT max(n.id) FROM writtenReview n
          WHERE n.firmId = w.firmId AND n.year = w.year AND n.effectiveOn <= :day)
        ORDER BY w.firmId
        """,
      arguments: ["year": year, "day": day.description]
    ).compactMap(RecordedReview.init)
  }

  /// The id of a firm known by a day; nil when there is none.
  public func firmId(of code: CreditCode, asOf day: Day) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM firm WHERE creditCode = ? AND knownOn <= ?"),
      arguments: [code.text, day.description])
  }
}

extension StoreTransaction {
  /// Records a firm's written review; what was recorded before stays and counts no more.
  ///
  /// - Returns: false when the last record says the same already; nothing is written then.
  public func recordReview(
    _ review: WrittenReview, ofFirm firm: Int64, entry: CaseEntry
  ) throws -> Bool {
    let day = entry.on ?? entry.now.day
    let known = try Row.fetchOne(
      db,
      sql: "SELECT * FROM writtenReview WHERE firmId = ? AND year = ? ORDER BY id DESC LIMIT 1",
      arguments: [firm, review.year])
    if known.flatMap(RecordedReview.init)?.review == review { return false }
    try db.cachedStatement(
      sql: """
        INSERT INTO writtenReview (firmId, year, handedInOn, checkedBy, result, corrections,
          effectiveOn, recordedAt, actor)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      firm, review.year, review.handedInOn?.description, review.checkedBy, review.result?.rawValue,
      review.corrections, day.description, entry.now.description, entry.actor,
    ])
    return true
  }
}
