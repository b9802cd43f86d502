internal import GRDB
public import WageDomain

/// Who does something to a case, when it counts from, and when it is written down.
public struct CaseEntry: Sendable {
  public let actor: String
  /// Nil: now. A day alone counts from the case's latest event of that day, else from its beginning.
  public let on: Day?
  public let now: Instant

  public init(actor: String, on: Day?, now: Instant) {
    self.actor = actor
    self.on = on
    self.now = now
  }

  func moment(after events: [CaseEvent]) throws(IllegalCaseEvent) -> Instant {
    guard let on else { return now }
    guard on <= now.day else { throw .inTheFuture(Instant(day: on), now: now) }
    let start = Instant(day: on)
    return events.map(\.effectiveAt).filter { $0.day == on }.max() ?? start
  }
}

extension StoreTransaction {
  /// Appends what a person did to a case.
  ///
  /// A `text`, of a reply or a reason, is kept in the protected tables under its hash, which is keyed
  /// with the workspace's secret there and in the event.
  ///
  /// - Returns: the status that all events amount to.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  @discardableResult
  public func act(
    _ act: CaseAct, onCase caseNo: String, text: String? = nil, entry: CaseEntry,
    rules: some CaseRules
  ) throws -> CaseStatus {
    let events = try snapshot.caseEvents(ofCase: caseNo)
    let moment: Instant
    do { moment = try entry.moment(after: events) } catch {
      throw CaseStoreError.illegal(caseNo: caseNo, error)
    }
    guard let text else {
      return try append(
        [CaseEvent(act, effectiveAt: moment, actor: entry.actor)], toCase: caseNo, rules: rules,
        now: entry.now)
    }
    let hash = try HashSecret(in: db).hash(text)
    let keyed = act.replacing(TextHash.sha256(text), with: hash)
    let status = try append(
      [CaseEvent(keyed, effectiveAt: moment, actor: entry.actor)], toCase: caseNo, rules: rules,
      now: entry.now)
    try db.execute(
      sql: "INSERT INTO caseText (hash, caseNo, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      arguments: [hash, caseNo, text])
    return status
  }

  /// Merges a case into another about the same grievance; its complaints go with it (N2).
  ///
  /// The case registered first carries on, so that its promise to the worker is kept.
  ///
  /// - Returns: the status of the case that carries on.
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  public func merge(
    _ caseNo: String, into other: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> CaseStatus {
    let own = try rules.status(of: snapshot.caseEvents(ofCase: caseNo))
    let target = try rules.status(of: snapshot.caseEvents(ofCase: other))
    if let reason = Self.obstacle(merging: caseNo, own, into: other, target) {
      throw CaseStoreError.illegal(caseNo: caseNo, .cannotMergeInto(other, reason: reason))
    }
    try act(.merged(into: other), onCase: caseNo, entry: entry, rules: rules)
    var status = target
    for complaintNo in own.complaints {
      let linked = try linkedComplaint(
        complaintNo, from: caseNo, fallback: own.details, asOf: entry.now.day)
      status = try act(.linked(linked), onCase: other, entry: entry, rules: rules)
    }
    try db.execute(
      sql: "UPDATE complaint SET caseNo = ? WHERE caseNo = ?", arguments: [other, caseNo])
    try db.execute(sql: "DELETE FROM holdingPen WHERE caseNo = ?", arguments: [caseNo])
    return status
  }

  private static func obstacle(
    merging caseNo: String, _ own: CaseStatus, into other: String, _ target: CaseStatus
  ) -> Bilingual? {
    if caseNo == other { return Bilingual(zh: "是同一案件", en: "it is the same case") }
    if (target.registeredAt, other) > (own.registeredAt, caseNo) {
      return Bilingual(
        zh: "它登记在后，应把 \(other) 并入 \(caseNo)",
        en: "it was registered later; merge \(other) into \(caseNo) instead")
    }
    let paid = own.course.settled
    if paid > .zero {
      return Bilingual(
        zh: "\(caseNo) 已由分期或垫付支付 \(paid) 元，须单独办完",
        en: "\(paid) yuan were paid or advanced in \(caseNo), which is carried to its own end")
    }
    // What is resolved runs no clock for the worker of the other case.
    guard target.state.isFinal || target.state == .resolved else { return nil }
    return Bilingual(zh: "它\(target.state.title.zh)", en: "it is \(target.state.rawValue)")
  }

  private func linkedComplaint(
    _ complaintNo: String, from caseNo: String, fallback: CaseDetails, asOf day: Day
  ) throws -> LinkedComplaint {
    let row = try Row.fetchOne(
      db,
      sql: """
        \(ComplaintVersion.selection) JOIN complaint c ON c.id = v.complaintId
        WHERE c.complaintNo = :complaint AND v.eventSeq IS NOT NULL
        ORDER BY v.knownOn DESC, v.fileId DESC, v.id DESC LIMIT 1
        """,
      arguments: ["complaint": complaintNo, "asOf": day.description])
    let version = row.map(ComplaintVersion.init)
    return LinkedComplaint(
      complaintNo: complaintNo, fromCase: caseNo, details: version?.details ?? fallback,
      placeHash: version?.placeHash, isFirmKnown: version?.isFirmKnown ?? true)
  }
}
