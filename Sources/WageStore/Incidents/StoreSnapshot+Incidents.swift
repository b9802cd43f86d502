internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The incidents opened by the end of a day, or the drills, as they stood then, by number.
  ///
  /// A head-count and its level are those of now: they only rise.
  public func incidents(isDrill: Bool, asOf day: Day) throws -> [Incident] {
    let end = Instant(day: day.adding(days: 1))
    return try Row.fetchAll(
      db,
      sql: """
        SELECT n.*, f.creditCode, coalesce(f.name, f.firstName) AS firmName
        FROM incident n LEFT JOIN firm f ON f.id = n.firmId
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

  /// When the texts of a closed incident were erased.
  private func erasedOn(_ number: String, _ closedAt: Instant?) throws -> Day? {
    guard closedAt != nil else { return nil }
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
        closedAt: closedAt)
    }
    return Incident(
      number: number, isDrill: row["isDrill"], openedAt: openedAt, persons: row["persons"],
      level: row["level"], plan: row["plan"], caseNo: row["caseNo"], creditCode: row["creditCode"],
      firmName: row["firmName"], town: row["townCode"], place: row["place"], closedAt: closedAt,
      result: closedAt == nil ? nil : row["result"], steps: steps,
      erasedOn: try erasedOn(number, closedAt))
  }
}
