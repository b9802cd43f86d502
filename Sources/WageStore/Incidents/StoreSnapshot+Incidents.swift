internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The incidents opened by the end of a day, or the drills, as they stood then, by number.
  ///
  /// Head-count, level, firm and case are those of now: a count only rises, and a correction says what was
  /// so all along.
  public func incidents(isDrill: Bool, asOf day: Day) throws -> [Incident] {
    let end = Instant(day: day.adding(days: 1))
    return try Row.fetchAll(
      db,
      sql: """
        SELECT n.*, f.creditCode, coalesce(f.name, f.firstName) AS firmName
        FROM incident n LEFT JOIN firm f ON f.id = \(IncidentFirm.id)
        WHERE n.isDrill = ? AND n.openedAt < ? ORDER BY n.incidentNo
        """,
      arguments: [isDrill, end.description]
    ).compactMap { try incident($0, before: end) }
  }

  /// One incident or drill; nil when there is none of the number by the end of the day.
  public func incident(_ number: String, asOf day: Day) throws -> Incident? {
    let both = try incidents(isDrill: false, asOf: day) + incidents(isDrill: true, asOf: day)
    return both.first { $0.number == number }
  }

  /// When the texts of an incident that is over were erased.
  private func erasedOn(_ number: String, _ endedAt: Instant?) throws -> Day? {
    guard endedAt != nil else { return nil }
    return try String.fetchOne(
      db, sql: "SELECT max(effectiveAt) FROM erasureEvent WHERE type = ? AND subject = ?",
      arguments: [HeldKind.incidents.rawValue, number]
    ).flatMap { Instant($0)?.day }
  }

  private func incident(_ row: Row, before end: Instant) throws -> Incident? {
    func moment(_ text: String?) -> Instant? {
      text.flatMap { Instant($0) }.flatMap { $0 < end ? $0 : nil }
    }
    guard let openedAt = moment(row["openedAt"]) else { return nil }
    let closedAt = moment(row["closedAt"])
    let annulledAt = moment(row["annulledAt"])
    let number: String = row["incidentNo"]
    let steps = try Row.fetchAll(
      db,
      sql: """
        SELECT s.*, (
          SELECT e.recordedAt FROM incidentEvent e WHERE e.incidentNo = s.incidentNo
            AND e.type = 'done' AND e.payload ->> 'step' = s.step
        ) AS recordedAt
        FROM incidentStep s WHERE s.incidentNo = ? ORDER BY s.dueAt, s.position
        """,
      arguments: [number]
    ).compactMap { row -> IncidentStep? in
      guard let dueAt = Instant(row["dueAt"] as String) else { return nil }
      let doneAt = moment(row["doneAt"])
      return IncidentStep(
        id: row["step"], title: Bilingual(zh: row["titleZh"], en: row["titleEn"]),
        told: Bilingual(zh: row["toldZh"], en: row["toldEn"]), source: row["source"], dueAt: dueAt,
        doneAt: doneAt, doneBy: doneAt == nil ? nil : row["doneBy"],
        recordedAt: doneAt == nil ? nil : (row["recordedAt"] as String?).flatMap { Instant($0) },
        closedAt: closedAt, voidedAt: moment(row["voidedAt"]) ?? annulledAt)
    }
    return Incident(
      number: number, isDrill: row["isDrill"], openedAt: openedAt, persons: row["persons"],
      level: row["level"], plan: row["plan"], caseNo: row["caseNo"], creditCode: row["creditCode"],
      firmName: row["firmName"], town: row["townCode"], place: row["place"], closedAt: closedAt,
      result: closedAt == nil ? nil : row["result"], steps: steps,
      erasedOn: try erasedOn(number, closedAt ?? annulledAt), annulledAt: annulledAt,
      corrections: try corrections(number, before: end))
  }

  /// In the order they were recorded.
  private func corrections(_ number: String, before end: Instant) throws -> [IncidentCorrection] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.type, e.payload, e.effectiveAt, e.recordedAt, e.actor, t.text
        FROM incidentEvent e LEFT JOIN incidentReason t ON t.seq = e.seq
        WHERE e.incidentNo = ? AND (e.type = 'corrected' OR e.type = 'annulled')
          AND e.effectiveAt < ? ORDER BY e.seq
        """,
      arguments: [number, end.description]
    ).compactMap { row in
      guard let at = Instant(row["effectiveAt"] as String),
        let recordedAt = Instant(row["recordedAt"] as String),
        let values = CasePayload.values(row["payload"])
      else { return nil }
      let changes = try IncidentCorrection.Subject.allCases.compactMap { what in
        try values[what.rawValue].map { value in
          IncidentCorrection.Change(
            what, from: try shown(values[what.former], what), to: try shown(value, what))
        }
      }
      return IncidentCorrection(
        changes: changes, isAnnulment: row["type"] == "annulled", at: at, recordedAt: recordedAt,
        actor: row["actor"], reason: row["text"])
    }
  }

  /// A firm by its credit code, which its id is not to people.
  private func shown(_ value: String?, _ what: IncidentCorrection.Subject) throws -> String? {
    guard let value, !value.isEmpty else { return nil }
    guard what == .firm else { return value }
    return try Int64(value).flatMap { try creditCode(ofFirm: $0) }
  }
}
