internal import GRDB
public import WageDomain

/// A finished case, and until when its complainants are kept.
public struct CaseRetention: Hashable, Sendable {
  public let caseNo: String
  /// Closed or withdrawn.
  public let state: CaseState
  public let endedOn: Day
  /// The last day on which they are kept.
  public let keptUntil: Day
  /// Its complaints, with those that were merged into it.
  public let complaints: Int
  /// Of these, how many name a complainant.
  public let parties: Int
  /// When they were erased; nil while something of it is there, as in a case that was taken up and
  /// ended again after that.
  public let erasedOn: Day?

  public func isDue(_ day: Day) -> Bool { erasedOn == nil && keptUntil < day }
}

extension StoreSnapshot {
  /// The cases that ended by `day`, first kept until first, then by number.
  public func retentions(asOf day: Day, rule: RetentionRule) throws -> [CaseRetention] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT k.caseNo, k.state, count(c.id) AS complaints, count(p.id) AS parties,
          min(ifnull(c.erasedOn, '')) AS erasedOn, (
            SELECT max(substr(e.effectiveAt, 1, 10)) FROM caseEvent e
            WHERE e.caseNo = k.caseNo AND e.type = k.state) AS endedOn
        FROM complaintCase k
        LEFT JOIN complaint c ON c.caseNo = k.caseNo
        LEFT JOIN party p ON p.id = c.partyId
          AND (p.name IS NOT NULL OR p.idNo IS NOT NULL OR p.phone IS NOT NULL)
        WHERE k.state = 'closed' OR k.state = 'withdrawn'
        GROUP BY k.caseNo
        """
    ).compactMap { row -> CaseRetention? in
      guard let state = CaseState(rawValue: row["state"]),
        let endedOn = (row["endedOn"] as String?).flatMap({ Day($0) }), endedOn <= day
      else { return nil }
      return CaseRetention(
        caseNo: row["caseNo"], state: state, endedOn: endedOn,
        keptUntil: rule.lastDay(ended: endedOn), complaints: row["complaints"],
        parties: row["parties"],
        erasedOn: (row["erasedOn"] as String?).flatMap { Day($0) }.flatMap {
          $0 < endedOn ? nil : $0
        })
    }.sorted { ($0.keptUntil, $0.caseNo) < ($1.keptUntil, $1.caseNo) }
  }
}

extension StoreSnapshot {
  /// The numbers that a case's documents are written under: its own, those of the cases that went into it,
  /// and those of their transfer orders.
  public func documentNumbers(ofCase caseNo: String) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE own (caseNo) AS (
          SELECT :case
          UNION SELECT k.caseNo FROM complaintCase k JOIN own ON k.mergedInto = own.caseNo)
        SELECT caseNo FROM own
        UNION SELECT o.number FROM transferOrder o JOIN own ON o.caseNo = own.caseNo
        ORDER BY 1
        """, arguments: ["case": caseNo])
  }
}

extension StoreTransaction {
  /// Erases the complainants of every case that is kept no longer: names, numbers, places, what they
  /// wrote, and the replies and reasons of the case. Each case gets one event that says so.
  ///
  /// - Parameters:
  ///   - day: cases whose last day was before this one.
  ///   - rule: how long they are kept.
  ///   - policy: stands in the events.
  ///   - entry: who has it done.
  ///   - rules: turn the events into the case's state.
  /// - Returns: the cases that were erased, as they stood before.
  /// - Throws: ``CaseStoreError``; nothing is erased then.
  public func eraseParties(
    asOf day: Day, rule: RetentionRule, policy: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> [CaseRetention] {
    let due = try snapshot.retentions(asOf: day, rule: rule).filter { $0.isDue(day) }
    for one in due {
      let parties = try Int64.fetchAll(
        db, sql: "SELECT partyId FROM complaint WHERE caseNo = ? AND partyId IS NOT NULL",
        arguments: [one.caseNo])
      try act(
        .erased(Erasure(parties: parties, policy: policy)), onCase: one.caseNo, entry: entry,
        rules: rules)
      try erase(one.caseNo, on: entry.now.day)
    }
    return due
  }

  private func erase(_ caseNo: String, on day: Day) throws {
    let complaints = "SELECT id FROM complaint WHERE caseNo = :case"
    let statements =
      Self.erasing(complaints: complaints) + [
        // Of the cases that went into this one, too.
        """
        DELETE FROM caseText WHERE caseNo IN (
          WITH RECURSIVE own (caseNo) AS (
            SELECT :case UNION SELECT k.caseNo FROM complaintCase k JOIN own ON k.mergedInto = own.caseNo)
          SELECT caseNo FROM own)
        """
      ]
    for sql in statements { try db.execute(sql: sql, arguments: ["case": caseNo]) }
    try db.execute(
      sql: "UPDATE complaint SET erasedOn = ? WHERE caseNo = ?",
      arguments: [day.description, caseNo])
    let seal = try RowSeal(in: db)
    let own = try Int64.fetchAll(
      db, sql: "SELECT id FROM complaint WHERE caseNo = ?", arguments: [caseNo])
    for id in own { try seal.seal(.complaint, id) }
  }
}
