internal import GRDB
public import WageDomain

extension StoreTransaction {
  /// Registers a case for every complaint known by `day` that has none, or for one complaint only.
  ///
  /// A case counts from the moment its complaint was received, or from the beginning of the day on
  /// which the office learned of it when that is later: a promise is not broken before it is made
  /// (assumption).
  ///
  /// - Parameters:
  ///   - day: complaints known by this day.
  ///   - since: complaints received before this day open no case; nil: all do.
  ///   - rules: turn the event into the case's state and clocks.
  ///   - now: recorded with the event.
  ///   - complaintNo: only this complaint, when it is given.
  ///   - detachedOn: when it was taken out of another case; nil when it was in none.
  ///   - actor: who registers.
  /// - Returns: the new case numbers, in order.
  /// - Throws: what the database or the rules throw; nothing is registered then.
  @discardableResult
  public func registerCases(
    asOf day: Day, since: Day? = nil, rules: some CaseRules, now: Instant,
    only complaintNo: String? = nil, detachedOn: Day? = nil, actor: String = CaseEvent.policyActor
  ) throws -> [String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, complaintNo, receivedAt, knownOn FROM complaint
        WHERE caseNo IS NULL AND knownOn <= :asOf AND (:only IS NULL OR complaintNo = :only)
          AND (:since IS NULL OR substr(receivedAt, 1, 10) >= :since)
        ORDER BY knownOn, receivedAt, complaintNo
        """,
      arguments: ["asOf": day.description, "only": complaintNo, "since": since?.description])
    return try rows.map { row in
      let id: Int64 = row["id"]
      guard let received = Instant(row["receivedAt"] as String),
        let knownOn = Day(row["knownOn"] as String),
        let version = try latestVersion(of: id, asOf: day)
      else { throw StoreError.failed("complaint \(id) has no readable moment or version") }
      let at = max(received, Instant(day: knownOn))
      let caseNo = try nextNumber(
        prefix: "\(padded(at.day.year, 4))-", table: "complaintCase", column: "caseNo")
      var complaint = version.complaint(numbered: row["complaintNo"])
      complaint.detachedOn = detachedOn
      let event = CaseEvent(
        .registered(complaint), effectiveAt: at, actor: actor)
      try append([event], toCase: caseNo, rules: rules, now: now)
      try db.execute(
        sql: "UPDATE complaint SET caseNo = ? WHERE id = ?", arguments: [caseNo, id])
      try markTold(complaint: id, upTo: version.id)
      return caseNo
    }
  }

  /// Tells open and closed cases what later files changed in their complaints: persons, amount or
  /// place become an event, never a reopening.
  ///
  /// - Returns: how many events were appended.
  @discardableResult
  public func recordComplaintChanges(
    asOf day: Day, rules: some CaseRules, now: Instant
  ) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT v.id, v.complaintId, v.knownOn, c.complaintNo, c.caseNo, EXISTS (
          SELECT 1 FROM complaintVersion n WHERE n.complaintId = v.complaintId
            AND n.knownOn <= :asOf AND ifnull(n.fileId, 0) < ifnull(v.fileId, 0)
            AND (n.knownOn, ifnull(n.fileId, 0)) > (v.knownOn, ifnull(v.fileId, 0))
        ) AS isOvertaken
        FROM complaintVersion v JOIN complaint c ON c.id = v.complaintId
        WHERE v.eventSeq IS NULL AND v.knownOn <= :asOf AND c.caseNo IS NOT NULL
        ORDER BY v.knownOn, v.fileId, v.id
        """,
      arguments: ["asOf": day.description])
    var count = 0
    for row in rows {
      if try recordChange(row, asOf: day, rules: rules, now: now) { count += 1 }
    }
    return try count + recordFirms(asOf: day, rules: rules, now: now)
  }

  private func recordChange(
    _ row: Row, asOf day: Day, rules: some CaseRules, now: Instant
  ) throws -> Bool {
    let id: Int64 = row["id"]
    let caseNo: String = row["caseNo"]
    guard let version = try version(id, asOf: day), let knownOn = Day(row["knownOn"] as String)
    else {
      throw StoreError.failed("complaint version \(id) cannot be read")
    }
    let complaint = version.complaint(numbered: row["complaintNo"])
    let events = try snapshot.caseEvents(ofCase: caseNo)
    // One that came when a later one was in already has nothing to tell any more.
    let isOvertaken: Bool = row["isOvertaken"]
    guard let first = events.first, !isOvertaken,
      try !isTold(complaint, in: events)
    else {
      try db.execute(
        sql: "UPDATE complaintVersion SET eventSeq = 0 WHERE id = ?", arguments: [id])
      return false
    }
    let at = max(
      first.effectiveAt, Instant(day: knownOn), joinedAt(complaint.complaintNo, in: events))
    let event = CaseEvent(
      .detailsChanged(complaint), effectiveAt: at, actor: CaseEvent.policyActor)
    try append([event], toCase: caseNo, rules: rules, now: now)
    try markTold(complaint: row["complaintId"], upTo: id)
    return true
  }

  /// When a complaint came from elsewhere into the case: what it says since counts from then on.
  func joinedAt(_ complaintNo: String, in events: [CaseEvent]) -> Instant {
    let joined = events.filter { event in
      if case .linked(let linked) = event.act { linked.complaintNo == complaintNo } else { false }
    }
    return joined.map(\.effectiveAt).max() ?? Instant(secondsSince1970: 0)
  }

  /// A place of before the secret stands in its event with a plain hash.
  private func isTold(_ complaint: RegisteredComplaint, in events: [CaseEvent]) throws -> Bool {
    guard let told = lastTold(of: complaint.complaintNo, in: events) else { return false }
    if told == complaint { return true }
    guard let place = told.placeHash else { return false }
    // What was erased since is not told as a change.
    if complaint.placeHash == nil, try isErased(complaint.complaintNo) {
      return complaint
        == RegisteredComplaint(
          complaintNo: told.complaintNo, details: told.details, placeHash: nil,
          isFirmKnown: told.isFirmKnown)
    }
    return try complaint
      == RegisteredComplaint(
        complaintNo: told.complaintNo, details: told.details,
        placeHash: HashSecret(in: db).keyed(place), isFirmKnown: told.isFirmKnown)
  }

  private func isErased(_ complaintNo: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT erasedOn IS NOT NULL FROM complaint WHERE complaintNo = ?",
      arguments: [complaintNo]) ?? false
  }

  func lastTold(of complaintNo: String, in events: [CaseEvent]) -> RegisteredComplaint? {
    for event in events.reversed() {
      switch event.act {
      case .registered(let told), .detailsChanged(let told):
        guard told.complaintNo == complaintNo else { continue }
        return RegisteredComplaint(
          complaintNo: complaintNo, details: told.details, placeHash: told.placeHash,
          isFirmKnown: told.isFirmKnown)
      case .linked(let linked):
        if linked.complaintNo == complaintNo {
          return linked.complaint
        }
      default: continue
      }
    }
    return nil
  }

  func markTold(complaint: Int64, upTo version: Int64) throws {
    try db.execute(
      sql: """
        UPDATE complaintVersion SET eventSeq = (SELECT max(seq) FROM caseEvent)
        WHERE complaintId = :complaint AND eventSeq IS NULL
          AND (knownOn, ifnull(fileId, 0), id) <= (
            SELECT knownOn, ifnull(fileId, 0), id FROM complaintVersion WHERE id = :version)
        """,
      arguments: ["complaint": complaint, "version": version])
  }

  func latestVersion(of complaint: Int64, asOf day: Day) throws -> ComplaintVersion? {
    try Row.fetchOne(
      db,
      sql: """
        \(ComplaintVersion.selection) WHERE v.complaintId = :complaint AND v.knownOn <= :asOf
        ORDER BY \(ComplaintIntake.order) LIMIT 1
        """,
      arguments: ["complaint": complaint, "asOf": day.description]
    ).map(ComplaintVersion.init)
  }

  private func version(_ id: Int64, asOf day: Day) throws -> ComplaintVersion? {
    try Row.fetchOne(
      db, sql: ComplaintVersion.selection + " WHERE v.id = :id",
      arguments: ["id": id, "asOf": day.description]
    ).map(ComplaintVersion.init)
  }
}

/// What one version of a complaint says, as far as a case needs it.
struct ComplaintVersion {
  let id: Int64
  let details: CaseDetails
  let placeHash: String?
  let isFirmKnown: Bool

  /// Versions `v` with what was known of their firm or project on the day `:asOf`.
  static let selection = """
    SELECT v.*, v.firmId IS NOT NULL AND ifnull(v.firmKnownOn, '') <= :asOf OR EXISTS (
        SELECT 1 FROM project j JOIN projectVersion w ON w.projectId = j.id
        WHERE j.projectCode = v.projectCode AND w.knownOn <= :asOf
      ) AS isFirmKnown
    FROM complaintVersion v
    """

  init(_ row: Row) {
    id = row["id"]
    isFirmKnown = row["isFirmKnown"]
    details = CaseDetails(
      persons: row["persons"], amount: (row["amountFen"] as Int64?).map { Money(fen: $0) },
      town: (row["townCode"] as String?).flatMap { TownCode($0) })
    placeHash = row["placeHash"]
  }

  func complaint(numbered number: String) -> RegisteredComplaint {
    RegisteredComplaint(
      complaintNo: number, details: details, placeHash: placeHash, isFirmKnown: isFirmKnown)
  }
}
