internal import GRDB
internal import WageDomain

/// What a clerk mends of an incident; nil leaves it as it is, ``Mended/nothing`` takes it away.
public struct IncidentMending: Hashable, Sendable {
  public enum Mended<Value: Hashable & Sendable>: Hashable, Sendable {
    case nothing
    case to(Value)

    fileprivate var value: Value? { if case .to(let value) = self { value } else { nil } }
  }

  public var persons: Int64?
  public var firm: Mended<Int64>?
  public var caseNo: Mended<String>?

  public init(
    persons: Int64? = nil, firm: Mended<Int64>? = nil, caseNo: Mended<String>? = nil
  ) {
    self.persons = persons
    self.firm = firm
    self.caseNo = caseNo
  }
}

extension IncidentDesk {
  /// Says what was so all along where something else was written down: the largest head-count, the firm,
  /// the case. A lower level takes its steps away as far as they are not done, a higher one adds its own,
  /// counted from the entry's moment. Also of an incident that was closed since.
  ///
  /// - Throws: ``IncidentError``; nothing is changed then.
  public func correct(
    _ number: String, _ mending: IncidentMending, reason: String, entry: IncidentEntry
  ) throws {
    let row = try knownRow(number, entry)
    let (storedCase, stored): (String?, Int64?) = (row["caseNo"], row["firmId"])
    var (caseNo, firm) = (storedCase, stored)
    if let mended = mending.caseNo { caseNo = mended.value }
    if let mended = mending.firm { firm = mended.value }
    if let caseNo {
      if row["isDrill"] { throw IncidentError.drillOnCase(number) }
      let told = try complained(caseNo).firm
      if let told, mending.firm == .nothing {
        throw IncidentError.firmOfCase(number, caseNo: caseNo, of: try creditCode(told))
      }
      // A firm that was not named with the new case is the case's own.
      if mending.firm == nil, mending.caseNo != nil { firm = told ?? firm }
      try checkFirm(firm, isOf: caseNo)
    }
    var payload: [String: String] = [:]
    if caseNo != storedCase {
      payload["case"] = caseNo ?? ""
      payload["formerCase"] = storedCase ?? ""
    }
    if firm != stored {
      payload["firm"] = firm.map(String.init) ?? ""
      payload["formerFirm"] = stored.map(String.init) ?? ""
    }
    let former: Int64 = row["persons"]
    if let persons = mending.persons, persons != former {
      payload["persons"] = String(persons)
      payload["formerPersons"] = String(former)
      payload.merge(try recount(number, persons, from: row["level"], at: entry.at)) { $1 }
    }
    guard !payload.isEmpty else { throw IncidentError.nothingToCorrect(number) }
    try db.execute(
      sql: "UPDATE incident SET caseNo = ?, firmId = ?, persons = ? WHERE incidentNo = ?",
      arguments: [
        caseNo, firm, payload["persons"].flatMap { Int64($0) } ?? former, number,
      ])
    try note("corrected", payload, because: reason, of: number, entry)
  }

  /// Takes an incident off every list, grade and count: it was opened in error. Its number, its events
  /// and the reason stay on record.
  ///
  /// - Throws: ``IncidentError``; nothing is changed then.
  public func annul(_ number: String, reason: String, entry: IncidentEntry) throws {
    _ = try knownRow(number, entry)
    try db.execute(
      sql: "UPDATE incident SET annulledAt = ? WHERE incidentNo = ?",
      arguments: [entry.at.description, number])
    try note("annulled", [:], because: reason, of: number, entry)
  }

  /// - Returns: the steps added and those that are not asked any more, as the chain keeps them.
  private func recount(
    _ number: String, _ persons: Int64, from level: String, at moment: Instant
  ) throws -> [String: String] {
    guard let reached = plan.level(persons: persons) else {
      throw IncidentError.tooFewToCorrect(
        persons, least: plan.levels.first?.persons ?? 0, plan: plan.version, of: number)
    }
    let before = plan.levels.firstIndex { $0.id == level } ?? -1
    try db.execute(
      sql: "UPDATE incident SET level = ? WHERE incidentNo = ?",
      arguments: [plan.levels[reached].id, number])
    var payload: [String: String] = [:]
    if reached > before {
      let added = try add(plan.steps(reaching: reached, from: before), to: number, since: moment)
      if !added.isEmpty { payload["steps"] = added }
    }
    let above = Set(plan.steps.filter { $0.fromLevel > reached }.map(\.id))
    let open = try String.fetchAll(
      db,
      sql: """
        SELECT step FROM incidentStep
        WHERE incidentNo = ? AND doneAt IS NULL AND voidedAt IS NULL ORDER BY position
        """, arguments: [number])
    let voided = open.filter(above.contains)
    for step in voided {
      try db.execute(
        sql: "UPDATE incidentStep SET voidedAt = ? WHERE incidentNo = ? AND step = ?",
        arguments: [moment.description, number, step])
    }
    if !voided.isEmpty { payload["void"] = voided.joined(separator: " ") }
    return payload
  }

  /// A firm that stands with a case is one that its complaints are about; any will do while they name
  /// none that is known.
  func checkFirm(_ firm: Int64?, isOf caseNo: String) throws {
    guard let firm, let told = try complained(caseNo).firm else { return }
    let snapshot = StoreSnapshot(db: db)
    let code = try creditCode(firm)
    guard try !snapshot.isAmong(snapshot.firms(ofCase: caseNo), firm: code) else { return }
    throw IncidentError.otherFirm(code, caseNo: caseNo, of: try creditCode(told))
  }

  private func creditCode(_ firm: Int64) throws -> String {
    try StoreSnapshot(db: db).creditCode(ofFirm: firm) ?? "-"
  }

  private func note(
    _ type: String, _ payload: [String: String], because reason: String, of number: String,
    _ entry: IncidentEntry
  ) throws {
    let salted = SaltedHash(reason)
    try note(type, payload.merging(["reasonHash": salted.hash]) { $1 }, of: number, entry)
    try db.execute(
      sql: "INSERT INTO incidentReason (seq, text, salt) VALUES (?, ?, ?)",
      arguments: [try EventChain.incidents.last(in: db).seq, reason, salted.salt])
  }
}
