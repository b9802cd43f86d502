internal import GRDB
public import WageDomain

/// What a night's routing did.
public struct RoutingOutcome: Hashable, Sendable {
  /// Cases that got a transfer order tonight.
  public var dispatched = 0
  /// Cases that wait for a leader to receive the visitors first (N8).
  public var waitingForReception = 0
  /// Other cases that no body answers for: no rule names one, the body sent it back, it was taken to
  /// another authority first.
  public var held = 0
  /// Cases of which nobody knows the firm, with a body or without.
  public var withoutFirm = 0
}

extension StoreTransaction {
  /// Registers what came in, tells cases of changes, and sends a transfer order for every case that
  /// is ready for one. The same night twice appends nothing.
  ///
  /// The day of the transfer order is the as-of day, on which it really goes out.
  public func registerAndRoute(
    asOf day: Day, since: Day? = nil, rules: some CaseRules, now: Instant
  ) throws -> (registered: Int, changed: Int, routing: RoutingOutcome) {
    let registered = try registerCases(asOf: day, since: since, rules: rules, now: now).count
    let changed = try recordComplaintChanges(asOf: day, rules: rules, now: now)
    let routing = try routeCases(asOf: day, rules: rules, now: now)
    return (registered, changed, routing)
  }

  private func routeCases(
    asOf day: Day, rules: some CaseRules, now: Instant
  ) throws -> RoutingOutcome {
    var outcome = RoutingOutcome()
    let cases = try Row.fetchAll(
      db,
      sql: """
        SELECT caseNo FROM complaintCase
        WHERE state IN ('registered', 'received', 'reopened') AND body IS NULL
          AND substr(registeredAt, 1, 10) <= ?
        ORDER BY caseNo
        """,
      arguments: [day.description])
    for row in cases {
      let caseNo: String = row["caseNo"]
      switch try snapshot.route(caseNo, asOf: day, rules: rules) {
      case .holdingPen(let why):
        outcome.held += 1
        try hold(caseNo, why: why, since: day)
      case .to(let decision):
        if try dispatch(caseNo, decision, asOf: day, rules: rules, now: now) {
          outcome.dispatched += 1
        } else {
          outcome.waitingForReception += 1
          try hold(caseNo, why: Self.receptionFirst, since: day)
        }
      }
    }
    outcome.held = try holdOthers(asOf: day, rules: rules) - outcome.waitingForReception
    outcome.withoutFirm = try snapshot.casesWithoutFirm(asOf: day, rules: rules)
    return outcome
  }

  private static let receptionFirst = Bilingual(
    zh: "按人数须先由领导接访", en: "a leader must receive the visitors first")

  /// Puts into the pen what no routing looks at: sent back, or taken elsewhere before any order.
  ///
  /// - Returns: how many cases there are without a body.
  private func holdOthers(asOf day: Day, rules: some CaseRules) throws -> Int {
    let cases = try String.fetchAll(
      db,
      sql: """
        SELECT caseNo FROM complaintCase
        WHERE body IS NULL AND state IN (\(CaseState.openWords))
          AND substr(registeredAt, 1, 10) <= ? ORDER BY caseNo
        """,
      arguments: [day.description])
    var count = 0
    for caseNo in cases {
      let isThere = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM holdingPen WHERE caseNo = ?)", arguments: [caseNo])
      if isThere != true {
        let status = try rules.status(of: snapshot.caseEvents(ofCase: caseNo))
        guard status.waitsForBody else { continue }
        try hold(caseNo, why: status.whyWithoutBody, since: day)
      }
      count += 1
    }
    return count
  }

  /// - Returns: false when a leader must receive the visitors first.
  private func dispatch(
    _ caseNo: String, _ decision: RouteDecision, asOf day: Day, rules: some CaseRules, now: Instant
  ) throws -> Bool {
    let events = try snapshot.caseEvents(ofCase: caseNo)
    let latest = events.map(\.effectiveAt).max() ?? Instant(day: day)
    guard latest.day <= day else { return false }
    let order = TransferOrder(
      number: try nextOrderNo(year: day.year), body: decision.body, helper: decision.helper,
      rule: decision.rule)
    let event = CaseEvent(
      .dispatched(order), effectiveAt: max(latest, Instant(day: day)),
      actor: CaseEvent.policyActor)
    do {
      try append([event], toCase: caseNo, rules: rules, now: now)
      return true
    } catch CaseStoreError.illegal(_, .notReceived) {
      return false
    }
  }

  /// The next transfer order number of a year, `ZB-2026-000001`.
  public func nextOrderNo(year: Int) throws -> String {
    try nextNumber(prefix: "ZB-\(padded(year, 4))-", table: "transferOrder", column: "number")
  }

  /// Records that the body sent a case back as not its own.
  ///
  /// Sent back once it waits in the holding pen for a person. Sent back twice in one round it goes at
  /// once, by the same moment, to the body above the last one; where there is none it waits too. A case
  /// that is taken up again begins a round anew; the count of its whole life stands in its course.
  ///
  /// - Throws: ``CaseStoreError``; nothing is changed then.
  public func bounce(
    _ caseNo: String, reason: String, entry: CaseEntry, rules: some CaseRules
  ) throws -> CaseStatus {
    let events = try snapshot.caseEvents(ofCase: caseNo)
    let body = try body(of: events, by: entry, rules: rules) ?? ""
    let bounce = Bounce(body: body, reasonHash: TextHash.sha256(reason))
    let status = try act(
      .bounced(bounce), onCase: caseNo, text: reason, entry: entry, rules: rules)
    let day = entry.on ?? entry.now.day
    let round = try bouncesOfRound(caseNo)
    guard round.count >= 2, let parent = above(body, sentBackBy: round, rules: rules)
    else {
      let name = rules.name(ofBody: body)
      let why = Bilingual(
        zh: "\(name.zh)退回（不属其管辖），需人工指定",
        en: "\(name.en) sent it back as not its own; a person decides")
      try hold(caseNo, why: why, since: day)
      return status
    }
    let order = TransferOrder(
      number: try nextOrderNo(year: day.year), body: parent, helper: nil,
      rule: RoutingRule.bouncedTwice)
    return try act(.dispatched(order), onCase: caseNo, entry: entry, rules: rules)
  }

  /// The bodies that had sent the case back since it was last taken up, up to the bounce recorded last,
  /// oldest first.
  private func bouncesOfRound(_ caseNo: String) throws -> [String] {
    let events = try snapshot.caseEvents(ofCase: caseNo)
    let places = events.placesInEffect
    let last = events.lastIndex { $0.act.kind == .bounced } ?? 0
    let end = places.firstIndex(of: last) ?? 0
    let acts = places[...end].map { events[$0].act }
    let start = acts.lastIndex { $0.kind == .reopened || $0.kind == .breached } ?? 0
    return acts[start...].compactMap { act in
      if case .bounced(let bounce) = act { bounce.body } else { nil }
    }
  }

  /// Who had the case at the entry's moment. Without an order then the state refuses the bounce,
  /// whatever body it names.
  private func body(
    of events: [CaseEvent], by entry: CaseEntry, rules: some CaseRules
  ) throws -> String? {
    guard let moment = try? entry.moment(after: events) else { return nil }
    let before = events.filter { $0.effectiveAt <= moment }
    return before.isEmpty ? nil : try rules.status(of: before).body
  }

  /// The nearest body above that has not sent the case back itself; nil when there is none.
  private func above(
    _ body: String, sentBackBy bounces: [String], rules: some CaseRules
  ) -> String? {
    var passed: Set<String> = [body]
    var next = rules.parent(ofBody: body)
    while let found = next, bounces.contains(found), passed.insert(found).inserted {
      next = rules.parent(ofBody: found)
    }
    return next.flatMap { passed.contains($0) || bounces.contains($0) ? nil : $0 }
  }

  /// Puts a case into the pen, or says anew why it is there.
  public func hold(_ caseNo: String, why: Bilingual, since day: Day) throws {
    try db.execute(
      sql: """
        INSERT INTO holdingPen (caseNo, sinceOn, whyZh, whyEn) VALUES (?, ?, ?, ?)
        ON CONFLICT (caseNo) DO UPDATE SET whyZh = excluded.whyZh, whyEn = excluded.whyEn
        WHERE whyZh <> excluded.whyZh OR whyEn <> excluded.whyEn
        """,
      arguments: [caseNo, day.description, why.zh, why.en])
  }
}

extension StoreSnapshot {
  /// Why no body answers for a case by the routing policy; nil when one does.
  public func whyHeld(
    _ caseNo: String, asOf day: Day, rules: some CaseRules
  ) throws -> Bilingual? {
    guard case .holdingPen(let why) = try route(caseNo, asOf: day, rules: rules) else { return nil }
    return why
  }

  /// Which body the rules name for a case, or why none.
  ///
  /// The place of work is the complaint's town, else its project's, else the firm's own town
  /// (assumption); never digits of a credit code.
  public func route(_ caseNo: String, asOf day: Day, rules: some CaseRules) throws -> Routing {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT k.townCode AS caseTown, p.kind, p.districtFunded, p.townCode AS projectTown,
          (\(RegisterWord.last("townCode", of: "c.firmId", by: ":asOf"))) AS firmTown
        FROM complaintCase k
        LEFT JOIN complaint c ON c.id = (
          SELECT id FROM complaint WHERE caseNo = k.caseNo
          ORDER BY projectCode IS NULL, id LIMIT 1)
        LEFT JOIN projectVersion p ON p.rowid = (
          SELECT v.rowid FROM projectVersion v JOIN project j ON j.id = v.projectId
          WHERE j.projectCode = c.projectCode AND v.knownOn <= :asOf
          ORDER BY v.knownOn DESC, v.fileId DESC LIMIT 1)
        WHERE k.caseNo = :caseNo
        """,
      arguments: ["caseNo": caseNo, "asOf": day.description])
    let town = ["caseTown", "projectTown", "firmTown"].lazy
      .compactMap { row?[$0] as String? }.first.flatMap { TownCode($0) }
    return rules.route(
      RoutingQuestion(
        kind: (row?["kind"] as String?).flatMap(ProjectKind.init(rawValue:)),
        districtFunded: (row?["districtFunded"] as Int64?).map { $0 == 1 }, town: town))
  }
}
