internal import GRDB
public import WageDomain

/// A group that gathered, as the window writes it down.
public struct IncidentOpening: Hashable, Sendable {
  public var isDrill: Bool
  public var persons: Int64
  public var caseNo: String?
  public var firm: Int64?
  public var town: TownCode?
  /// Protected: shown on the incident's own page only.
  public var place: String?
  public var at: Instant

  public init(
    isDrill: Bool, persons: Int64, caseNo: String?, firm: Int64?, town: TownCode?, place: String?,
    at: Instant
  ) {
    self.isDrill = isDrill
    self.persons = persons
    self.caseNo = caseNo
    self.firm = firm
    self.town = town
    self.place = place
    self.at = at
  }
}

/// Who writes something of an incident down, and when it happened.
public struct IncidentEntry: Sendable {
  public let actor: String
  public let at: Instant
  public let now: Instant

  public init(actor: String, at: Instant, now: Instant) {
    self.actor = actor
    self.at = at
    self.now = now
  }
}

/// The register of incidents and drills, as a transaction writes it.
public struct IncidentDesk {
  let db: Database
  let plan: IncidentPlan

  public init(_ transaction: StoreTransaction, plan: IncidentPlan) {
    db = transaction.db
    self.plan = plan
  }

  /// Opens an incident and sets down the plan's steps for its head-count. Firm and town that are not
  /// given are those of the case; another firm than the case's is refused.
  ///
  /// - Returns: its number.
  /// - Throws: ``IncidentError``; nothing is changed then.
  public func open(_ opening: IncidentOpening, entry: IncidentEntry) throws -> String {
    guard opening.at <= entry.now else {
      throw IncidentError.inTheFuture(opening.at, now: entry.now)
    }
    guard let level = plan.level(persons: opening.persons) else {
      throw IncidentError.tooFew(
        opening.persons, least: plan.levels.first?.persons ?? 0, plan: plan.version)
    }
    let complained = try opening.caseNo.map(complained)
    let firm = opening.firm ?? complained?.firm
    if let caseNo = opening.caseNo { try checkFirm(firm, isOf: caseNo) }
    let town = opening.town?.description ?? complained?.town
    let number = try nextNumber(isDrill: opening.isDrill, year: opening.at.day.year)
    let place = opening.place.map { (text: $0, salted: SaltedHash($0)) }
    try db.execute(
      sql: """
        INSERT INTO incident (incidentNo, isDrill, openedAt, persons, level, plan, caseNo, firmId,
          townCode, place, placeSalt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, opening.isDrill, opening.at.description, opening.persons, plan.levels[level].id,
        plan.version, opening.caseNo, firm, town, place?.text, place?.salted.salt,
      ])
    let steps = try add(plan.steps(reaching: level, from: nil), to: number, since: opening.at)
    try note(
      "opened",
      [
        "persons": String(opening.persons), "plan": plan.version, "case": opening.caseNo,
        "firm": firm.map { String($0) }, "town": town,
        "placeHash": place?.salted.hash, "steps": steps,
      ].compactMapValues(\.self), of: number, entry)
    return number
  }

  /// Writes a new head-count down; one that reaches a higher level adds that level's steps, counted from
  /// the moment of the count.
  ///
  /// The largest count stands. A lower one, down to nobody, is on record and takes no step away: people
  /// went home. Where the larger one was wrong, ``correct(_:_:reason:entry:)`` mends it.
  public func count(_ persons: Int64, of number: String, entry: IncidentEntry) throws {
    let row = try openRow(number, entry)
    let before = plan.levels.firstIndex { $0.id == row["level"] as String } ?? -1
    var payload = ["persons": String(persons)]
    if persons > row["persons"] as Int64 {
      guard let reached = plan.level(persons: persons) else {
        throw IncidentError.tooFew(
          persons, least: plan.levels.first?.persons ?? 0, plan: plan.version)
      }
      let level = max(reached, before)
      try db.execute(
        sql: "UPDATE incident SET persons = ?, level = ? WHERE incidentNo = ?",
        arguments: [persons, plan.levels[level].id, number])
      payload["steps"] = try add(
        plan.steps(reaching: level, from: before), to: number, since: entry.at)
    }
    try note("counted", payload, of: number, entry)
  }

  /// Writes down that a step was done, and by whom; also late, with the moment at which it was, and of an
  /// incident that was closed since.
  public func done(_ step: String, of number: String, entry: IncidentEntry) throws {
    let row = try knownRow(number, entry)
    if let closedAt: String = row["closedAt"], entry.at.description >= closedAt {
      throw IncidentError.alreadyClosed(
        number, at: closedAt, by: try actor(ofLast: "closed", of: number))
    }
    let steps = try Row.fetchAll(
      db,
      sql: "SELECT step, doneAt, doneBy FROM incidentStep WHERE incidentNo = ? ORDER BY position",
      arguments: [number])
    guard let row = steps.first(where: { $0["step"] as String == step }) else {
      throw IncidentError.unknownStep(step, of: number, steps: steps.map { $0["step"] })
    }
    if let doneAt: String = row["doneAt"] {
      throw IncidentError.alreadyDone(step, of: number, at: doneAt, by: row["doneBy"] ?? "-")
    }
    try db.execute(
      sql: "UPDATE incidentStep SET doneAt = ?, doneBy = ? WHERE incidentNo = ? AND step = ?",
      arguments: [entry.at.description, entry.actor, number, step])
    try note("done", ["step": step], of: number, entry)
  }

  /// Closes an incident; steps that were not done stay so on record.
  public func close(_ number: String, result: String, entry: IncidentEntry) throws {
    _ = try openRow(number, entry)
    let latest = try String.fetchOne(
      db, sql: "SELECT max(effectiveAt) FROM incidentEvent WHERE incidentNo = ?",
      arguments: [number])
    if let latest, entry.at.description < latest {
      throw IncidentError.before(entry.at, latest: latest, of: number)
    }
    let salted = SaltedHash(result)
    try db.execute(
      sql: "UPDATE incident SET closedAt = ?, result = ?, resultSalt = ? WHERE incidentNo = ?",
      arguments: [entry.at.description, result, salted.salt, number])
    try note("closed", ["resultHash": salted.hash], of: number, entry)
  }
}

extension IncidentDesk {
  /// The row of an incident that something may still happen to, at a moment that fits.
  private func openRow(_ number: String, _ entry: IncidentEntry) throws -> Row {
    let row = try knownRow(number, entry)
    if let closedAt: String = row["closedAt"] {
      throw IncidentError.alreadyClosed(
        number, at: closedAt, by: try actor(ofLast: "closed", of: number))
    }
    return row
  }

  private func actor(ofLast type: String, of number: String) throws -> String {
    try String.fetchOne(
      db,
      sql: """
        SELECT actor FROM incidentEvent WHERE incidentNo = ? AND type = ? ORDER BY seq DESC LIMIT 1
        """,
      arguments: [number, type]) ?? "-"
  }

  /// The row of an incident that was open by the entry's moment, at the latest now, and was not annulled.
  func knownRow(_ number: String, _ entry: IncidentEntry) throws -> Row {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM incident WHERE incidentNo = ?", arguments: [number])
    guard let row else {
      throw IncidentError.unknown(
        number, last: try String.fetchOne(db, sql: "SELECT max(incidentNo) FROM incident"))
    }
    guard entry.at <= entry.now else { throw IncidentError.inTheFuture(entry.at, now: entry.now) }
    let openedAt: String = row["openedAt"]
    guard entry.at.description >= openedAt else {
      throw IncidentError.beforeOpening(entry.at, openedAt: openedAt, of: number)
    }
    if let annulledAt: String = row["annulledAt"] {
      let by = try actor(ofLast: "annulled", of: number)
      throw IncidentError.alreadyAnnulled(number, at: annulledAt, by: by)
    }
    return row
  }

  /// The firm that a case's complaints are about, and its town.
  func complained(_ caseNo: String) throws -> (firm: Int64?, town: String?) {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT c.firmId, k.townCode FROM complaintCase k
        LEFT JOIN complaint c ON c.id = (
          \(ComplaintFirm.telling(of: MergedCase.last(of: "k.caseNo"))))
        WHERE k.caseNo = ?
        """, arguments: [caseNo])
    guard let row else {
      let nearest = try StoreSnapshot(db: db).nearestCase(to: caseNo)
      throw IncidentError.unknownCase(caseNo, nearest: nearest)
    }
    return (row[0], row[1])
  }

  private func nextNumber(isDrill: Bool, year: Int) throws -> String {
    try StoreTransaction(db: db).nextNumber(
      prefix: "\(isDrill ? "YL" : "QT")-\(padded(year, 4))-", table: "incident",
      column: "incidentNo")
  }

  /// A step that a correction took away is asked again; one that was done is not.
  ///
  /// - Returns: the steps with the moments by which they are due, as the chain keeps them.
  func add(
    _ steps: [PlannedStep], to number: String, since moment: Instant
  ) throws -> String {
    let known =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM incidentStep WHERE incidentNo = ?", arguments: [number]) ?? 0
    var added: [String] = []
    let done = try String.fetchSet(
      db,
      sql: "SELECT step FROM incidentStep WHERE incidentNo = ? AND doneAt IS NOT NULL",
      arguments: [number])
    for (place, step) in steps.filter({ !done.contains($0.id) }).enumerated() {
      let dueAt = Instant(secondsSince1970: moment.secondsSince1970 + Int64(step.within))
      try db.cachedStatement(
        sql: """
          INSERT INTO incidentStep (incidentNo, step, position, titleZh, titleEn, toldZh, toldEn,
            source, dueAt)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (incidentNo, step) DO UPDATE SET dueAt = excluded.dueAt, voidedAt = NULL
          """
      ).execute(arguments: [
        number, step.id, known + place, step.title.zh, step.title.en, step.toldText.zh,
        step.toldText.en, step.source, dueAt.description,
      ])
      added.append("\(step.id)=\(dueAt)")
    }
    return added.joined(separator: " ")
  }

  func note(
    _ type: String, _ payload: [String: String], of number: String, _ entry: IncidentEntry
  ) throws {
    try ChainWriter(.incidents, in: db).append(
      type, payload, to: number, effectiveAt: entry.at.description,
      recordedAt: entry.now.description, actor: entry.actor)
  }
}
