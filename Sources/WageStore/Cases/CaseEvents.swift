internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The events of a case in the order they were recorded.
  ///
  /// - Throws: ``CaseStoreError/unknownCase(_:nearest:)``.
  public func events(ofCase caseNo: String) throws -> [RecordedEvent] {
    let statement = try BoundStatement(Self.eventsOfCase, in: db)
    statement.bind(caseNo)
    var events: [RecordedEvent] = []
    try statement.forEach { events.append(try RecordedEvent($0)) }
    guard !events.isEmpty else { throw try unknownCase(caseNo) }
    return events
  }

  private func unknownCase(_ caseNo: String) throws -> CaseStoreError {
    .unknownCase(caseNo, nearest: try nearestCase(to: caseNo))
  }

  /// As ``events(ofCase:)``, without their places in the chain.
  func caseEvents(ofCase caseNo: String) throws -> [CaseEvent] {
    let events = try storedEvents(ofCase: caseNo).map { stored in
      guard stored.recordedAt != nil else { throw CaseStoreError.damagedEvent(seq: stored.seq) }
      return try stored.read()
    }
    guard !events.isEmpty else { throw try unknownCase(caseNo) }
    return events
  }

  /// As they stand in the columns; none of a case that is not there.
  func storedEvents(ofCase caseNo: String) throws -> [StoredEvent] {
    let statement = try BoundStatement(
      "SELECT \(StoredEvent.columns) FROM caseEvent WHERE caseNo = ? ORDER BY seq", in: db)
    statement.bind(caseNo)
    var events: [StoredEvent] = []
    try statement.forEach { events.append(StoredEvent($0)) }
    return events
  }

  private static let eventsOfCase =
    "SELECT \(EventChain.cases.columns) FROM caseEvent WHERE caseNo = ? ORDER BY seq"

  /// Refuses to go on when a case has events after the one that a writer saw last, so that of two
  /// clerks at once the second is told what the first did.
  ///
  /// - Throws: ``CaseStoreError/movedOn(caseNo:seen:since:)``.
  public func expectNothing(after seen: Int64, inCase caseNo: String) throws {
    let since = try events(ofCase: caseNo).filter { $0.seq > seen }
    guard since.isEmpty else {
      throw CaseStoreError.movedOn(caseNo: caseNo, seen: seen, since: since)
    }
  }

  /// The case whose number is nearest by order; nil when there are no cases.
  ///
  /// It may be typed full width, with the strokes of other keyboards.
  func nearestCase(to typed: String) throws -> String? {
    let caseNo = CaseNumber.narrowed(typed)
    return try String.fetchOne(
      db,
      sql: """
        SELECT caseNo FROM complaintCase
        ORDER BY caseNo LIKE '%-' || substr('000000' || :tail, -6) DESC,
          abs(CAST(replace(caseNo, '-', '') AS INTEGER)
            - CAST(replace(:number, '-', '') AS INTEGER)), caseNo
        LIMIT 1
        """,
      arguments: [
        "number": caseNo, "tail": caseNo.split(separator: "-").last.map(String.init) ?? "",
      ])
  }
}

extension StoreTransaction {
  /// Appends events to a case and brings its projections up to date, or does nothing.
  ///
  /// The events come in order, a new case's registration first; `now` is the moment of recording.
  /// Where a holiday notice moved a due day since it was stored, and where a raise turns out to have
  /// been for nothing, that is recorded before them; follow-ups are withdrawn with them.
  ///
  /// - Returns: the status that all events amount to.
  /// - Throws: ``CaseStoreError/illegal(caseNo:_:)`` when the case cannot take one of them.
  @discardableResult
  public func append(
    _ events: [CaseEvent], toCase caseNo: String, rules: some CaseRules, now: Instant
  ) throws -> CaseStatus {
    guard let first = events.first else {
      return try rules.status(of: snapshot.caseEvents(ofCase: caseNo))
    }
    let isNew = first.act.kind == .registered
    let before = isNew ? [] : try snapshot.caseEvents(ofCase: caseNo)
    let moved = try moves(of: caseNo, before, rules: rules, now: now)
    return try record(moved + events, after: before, caseNo: caseNo, rules: rules, now: now)
  }

  /// The due days that a notice moved since they were stored, as events.
  func moves(
    of caseNo: String, _ events: [CaseEvent], rules: some CaseRules, now: Instant
  ) throws -> [CaseEvent] {
    try snapshot.moves(ofCase: caseNo, events, rules: rules).map { move in
      CaseEvent(
        .rescheduled(MovedDueDay(move, calendar: rules.calendar.version)),
        effectiveAt: now, actor: CaseEvent.policyActor)
    }
  }

  /// As ``append(_:toCase:rules:now:)``, without a look at what the calendar moved.
  @discardableResult
  func record(
    _ events: [CaseEvent], after before: [CaseEvent], caseNo: String, rules: some CaseRules,
    now: Instant, writer: CaseWriter? = nil, messages: MessageWithdrawals? = nil
  ) throws -> CaseStatus {
    var events = events
    var status: CaseStatus
    do {
      status = try rules.status(of: before, adding: events)
      if !status.withdrawals.isEmpty {
        // Before them: the last event of the case stays the one that was asked for.
        events = status.withdrawals + events
        status = try rules.status(of: before, adding: events)
      }
    } catch let fault as IllegalCaseEvent {
      throw CaseStoreError.illegal(caseNo: caseNo, fault)
    }
    try (writer ?? CaseWriter(db))
      .write(events.map { try ChainEntry($0) }, status, caseNo: caseNo, now: now)
    try (messages ?? MessageWithdrawals(self))
      .withdraw(ofCase: caseNo, before + events, rules: rules, now: now)
    return status
  }
}

extension RecordedEvent {
  /// - Throws: ``CaseStoreError/damagedEvent(seq:)``.
  init(_ row: BoundRow) throws {
    let columns = ChainRow(row)
    guard let recordedAt = Instant(columns.recordedAt) else {
      throw CaseStoreError.damagedEvent(seq: columns.seq)
    }
    self.init(
      seq: columns.seq, caseNo: columns.caseNo, event: try columns.readEvent(),
      recordedAt: recordedAt,
      previous: columns.previous, hash: ChainRow.storedHash(row))
  }
}
