internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Erases what is kept no longer beside the complainants of cases: those of complaints without a
  /// case, punished persons with their promises and reasons, places and results of incidents, phones of
  /// duty, reasons of looks. Each gets one event in the chain of erasures.
  ///
  /// The other chains hold ids and salted hashes, so they stay whole.
  ///
  /// - Returns: what was erased, as it stood before.
  /// - Throws: what the database throws; nothing is erased then.
  public func eraseHeld(
    asOf day: Day, rules: [HeldRetention], policy: String, entry: CaseEntry
  ) throws -> [HeldRecord] {
    let due = try snapshot.heldRecords(asOf: day, rules: rules).filter { $0.isDue(day) }
    let chain = try ChainWriter(.erasures, in: db)
    for one in due {
      try erase(one, on: entry.now.day)
      let payload = [
        "policy": policy, "ended_on": one.endedOn.description,
        "kept_until": one.keptUntil?.description,
      ].compactMapValues(\.self)
      try chain.append(
        one.kind.rawValue, payload, to: one.number, effectiveAt: entry.now.description,
        recordedAt: entry.now.description, actor: entry.actor)
    }
    return due
  }

  private func erase(_ one: HeldRecord, on day: Day) throws {
    switch one.kind {
    case .complaints: try eraseComplaint(one.number, on: day)
    case .punishments: try erasePunishment(one.number)
    case .incidents: try eraseIncident(one.number)
    case .duty:
      try db.execute(sql: "UPDATE duty SET phone = '' WHERE day = ?", arguments: [one.number])
    case .looks: try eraseLook(one.number)
    }
  }

  private func eraseIncident(_ number: String) throws {
    // One that was annulled and never closed has no result.
    try db.execute(
      sql: """
        UPDATE incident SET place = NULL, placeSalt = NULL, result = iif(result IS NULL, NULL, ''),
          resultSalt = NULL
        WHERE incidentNo = ?
        """, arguments: [number])
    try db.execute(
      sql: """
        DELETE FROM incidentReason
        WHERE seq IN (SELECT seq FROM incidentEvent WHERE incidentNo = ?)
        """, arguments: [number])
  }

  private func eraseComplaint(_ number: String, on day: Day) throws {
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM complaint WHERE complaintNo = ?", arguments: [number])
    guard let id else { throw StoreError.failed("complaint \(number) is not there") }
    for sql in Self.erasing(complaints: "SELECT :id") {
      try db.execute(sql: sql, arguments: ["id": id])
    }
    try db.execute(
      sql: "UPDATE complaint SET erasedOn = ? WHERE id = ?", arguments: [day.description, id])
    try RowSeal(in: db).seal(.complaint, id)
  }

  /// Statements that erase complainants and what they wrote; `complaints` is SQL of their ids.
  static func erasing(complaints: String) -> [String] {
    let versions = "SELECT id FROM complaintVersion WHERE complaintId IN (\(complaints))"
    return [
      """
      UPDATE party SET name = NULL, idNo = NULL, phone = NULL
      WHERE id IN (SELECT partyId FROM complaint WHERE id IN (\(complaints)))
      """,
      "DELETE FROM complaintText WHERE versionId IN (\(versions))",
      """
      UPDATE complaintVersion SET contentHash = 'erased', placeHash = NULL
      WHERE complaintId IN (\(complaints))
      """,
    ]
  }

  private func erasePunishment(_ number: String) throws {
    try db.execute(
      sql: "DELETE FROM punishmentText WHERE punishmentNo = ?", arguments: [number])
    try db.execute(
      sql: """
        UPDATE punishedParty SET name = NULL, idNo = NULL WHERE kind = 'person'
          AND id = (SELECT partyId FROM punishment WHERE punishmentNo = ?)
        """, arguments: [number])
  }

  /// Of a case's event, or of the list of looks at all else.
  private func eraseLook(_ number: String) throws {
    let parts = number.split(separator: "/")
    guard parts.count == 2 else {
      return try db.execute(
        sql: "UPDATE unmasking SET reason = '' WHERE id = ?", arguments: [Int64(number)])
    }
    try db.execute(
      sql: """
        DELETE FROM caseText WHERE caseNo = :case AND instr(
          (SELECT payload FROM caseEvent WHERE seq = :seq AND caseNo = :case), hash) > 0
        """, arguments: ["case": String(parts[0]), "seq": Int64(parts[1])])
  }
}
