internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// All that holds or held personal data beside the complainants of cases and had ended by `day`,
  /// in the order of ``HeldKind``, then first ended first, then by number.
  public func heldRecords(
    asOf day: Day, rules: [HeldRetention]
  ) throws -> [HeldRecord] {
    try HeldKind.allCases.flatMap { kind in
      try held(kind, asOf: day, rule: rules[kind])
        .sorted { ($0.endedOn, $0.number) < ($1.endedOn, $1.number) }
    }
  }

  private func held(_ kind: HeldKind, asOf day: Day, rule: RetentionRule?) throws -> [HeldRecord] {
    let there = try Row.fetchAll(db, sql: kind.thereSQL).compactMap { row -> HeldRecord? in
      guard let endedOn = Day(row["endedOn"] as String), endedOn <= day else { return nil }
      return HeldRecord(
        kind: kind, number: row["number"], endedOn: endedOn,
        keptUntil: rule?.lastDay(ended: endedOn), parties: row["parties"], erasedOn: nil)
    }
    let still = Set(there.map(\.number))
    let erased = try erasures(of: kind).filter { !still.contains($0.number) && $0.endedOn <= day }
    return there + erased
  }

  /// What was erased last of each, as its event tells.
  private func erasures(of kind: HeldKind) throws -> [HeldRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT subject, payload, effectiveAt FROM erasureEvent
        WHERE seq IN (SELECT max(seq) FROM erasureEvent WHERE type = ? GROUP BY subject)
        """,
      arguments: [kind.rawValue]
    ).compactMap { row in
      let values = CasePayload.values(row["payload"]) ?? [:]
      guard let endedOn = values["ended_on"].flatMap({ Day($0) }) else { return nil }
      return HeldRecord(
        kind: kind, number: row["subject"], endedOn: endedOn,
        keptUntil: values["kept_until"].flatMap { Day($0) }, parties: 0,
        erasedOn: Instant(row["effectiveAt"] as String)?.day)
    }
  }

  /// The numbers of what was erased of a kind.
  func erasedSubjects(_ kind: HeldKind) throws -> Set<String> {
    try String.fetchSet(
      db, sql: "SELECT DISTINCT subject FROM erasureEvent WHERE type = ?",
      arguments: [kind.rawValue])
  }
}

extension HeldKind {
  /// `number`, `endedOn` and `parties` of what is there still.
  fileprivate var thereSQL: String {
    switch self {
    case .complaints:
      """
      SELECT c.complaintNo AS number, max(v.knownOn) AS endedOn,
        (p.name IS NOT NULL OR p.idNo IS NOT NULL OR p.phone IS NOT NULL) AS parties
      FROM complaint c JOIN complaintVersion v ON v.complaintId = c.id
      LEFT JOIN party p ON p.id = c.partyId
      WHERE c.caseNo IS NULL GROUP BY c.id
      HAVING parties OR count(v.placeHash) > 0 OR EXISTS (
        SELECT 1 FROM complaintText t JOIN complaintVersion w ON w.id = t.versionId
        WHERE w.complaintId = c.id)
      """
    case .punishments:
      // A person who is on the list again is kept until the last entry is over.
      """
      SELECT k.punishmentNo AS number, max(o.removedOn) AS endedOn,
        p.kind = 'person' AND (p.name IS NOT NULL OR p.idNo IS NOT NULL) AS parties
      FROM punishment k JOIN punishedParty p ON p.id = k.partyId
      JOIN punishment o ON o.punishmentNo = k.punishmentNo
        OR (p.kind = 'person' AND o.partyId = k.partyId)
      GROUP BY k.punishmentNo
      HAVING count(o.removedOn) = count(*) AND (parties OR EXISTS (
        SELECT 1 FROM punishmentText t WHERE t.punishmentNo = k.punishmentNo))
      """
    case .incidents:
      """
      SELECT n.incidentNo AS number, substr(ifnull(n.closedAt, n.annulledAt), 1, 10) AS endedOn,
        0 AS parties
      FROM incident n WHERE ifnull(n.closedAt, n.annulledAt) IS NOT NULL
        AND (n.place IS NOT NULL OR n.result <> '' OR EXISTS (
          SELECT 1 FROM incidentReason t JOIN incidentEvent e ON e.seq = t.seq
          WHERE e.incidentNo = n.incidentNo))
      """
    case .duty:
      """
      SELECT day AS number, day AS endedOn, count(DISTINCT person) AS parties
      FROM duty WHERE phone <> '' GROUP BY day
      """
    case .looks:
      // Of cases only those erased before: in the others a reason goes with the complainants. One
      // that the case took up otherwise, too, stays with that.
      """
      SELECT CAST(id AS TEXT) AS number, substr(at, 1, 10) AS endedOn, 0 AS parties
      FROM unmasking WHERE reason <> ''
      UNION ALL
      SELECT e.caseNo || '/' || max(e.seq), substr(max(e.recordedAt), 1, 10), 0
      FROM caseText t JOIN caseEvent e ON e.caseNo = t.caseNo AND instr(e.payload, t.hash) > 0
      WHERE EXISTS (SELECT 1 FROM caseEvent x WHERE x.caseNo = t.caseNo AND x.type = 'erased')
      GROUP BY t.caseNo, t.hash HAVING count(*) = sum(e.type = 'unmasked')
      """
    }
  }
}
