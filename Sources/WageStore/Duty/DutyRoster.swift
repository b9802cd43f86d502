internal import GRDB
public import WageDomain

/// Who is on duty, as it was last recorded.
public struct DutyRoster: Hashable, Sendable {
  /// By day, then body, then person.
  public let entries: [DutyEntry]
}

extension StoreSnapshot {
  /// The roster of some days; of a day and person the last record counts.
  public func dutyRoster(_ days: ClosedRange<Day>) throws -> DutyRoster {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT day, person, body, phone FROM duty d
        WHERE day BETWEEN ? AND ? AND NOT isRemoved AND id = (
          SELECT max(id) FROM duty n WHERE n.day = d.day AND n.person = d.person)
        ORDER BY day, body, person
        """,
      arguments: [days.lowerBound.description, days.upperBound.description])
    return DutyRoster(
      entries: rows.compactMap { row in
        Day(row[0] as String).map {
          DutyEntry(day: $0, person: row[1], body: row[2], phone: row[3])
        }
      })
  }
}

extension StoreTransaction {
  /// Records who is on duty, or no longer.
  ///
  /// - Returns: how many records were new; what stands already is not written again.
  public func setDuty(
    _ entries: [DutyEntry], isRemoved: Bool, actor: String, now: Instant
  ) throws -> Int {
    var written = 0
    for entry in entries {
      let known = try snapshot.dutyRoster(entry.day...entry.day).entries
        .first { $0.person == entry.person }
      if isRemoved ? known == nil : known == entry { continue }
      try db.cachedStatement(
        sql: """
          INSERT INTO duty (day, person, body, phone, isRemoved, recordedAt, actor)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        entry.day.description, entry.person,
        known.map { isRemoved ? $0.body : entry.body } ?? entry.body,
        known.map { isRemoved ? $0.phone : entry.phone } ?? entry.phone, isRemoved,
        now.description, actor,
      ])
      written += 1
    }
    return written
  }
}
