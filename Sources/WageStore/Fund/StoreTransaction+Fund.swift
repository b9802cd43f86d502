internal import GRDB
public import WageDomain

/// One movement that is to be booked.
private struct Booking {
  let kind: FundMovementKind
  /// More than zero.
  let amount: Money
  let occurredOn: Day
  var caseNo: String?
  var eventSeq: Int64?
  var reference: String?

  var signed: Money { kind.isOutgoing ? Money(fen: -amount.fen) : amount }
}

extension StoreTransaction {
  /// Books money that the district puts in or takes out.
  ///
  /// - Parameters:
  ///   - kind: ``FundMovementKind/deposit`` or ``FundMovementKind/withdrawal``.
  ///   - amount: more than zero.
  ///   - reference: the voucher's number; each is booked once a kind.
  ///   - entry: the day counts, not the moment within it.
  /// - Throws: ``FundStoreError``; nothing is changed then.
  public func book(
    _ kind: FundMovementKind, _ amount: Money, reference: String?, entry: CaseEntry
  ) throws {
    let day = entry.on ?? entry.now.day
    guard day <= entry.now.day else {
      throw FundStoreError.inTheFuture(day, today: entry.now.day)
    }
    try record(
      Booking(kind: kind, amount: amount, occurredOn: day, reference: reference), entry)
  }

  /// Pays wages of a case from the account: the case's event and the movement, or neither.
  ///
  /// - Parameters:
  ///   - amount: more than zero; at most what is unpaid.
  ///   - caseNo: the case.
  ///   - reason: why facts and amount are clear; kept in the protected tables.
  ///   - resolves: whether the case is resolved when nothing is left unpaid.
  ///   - entry: who, when.
  ///   - rules: what the policy demands.
  /// - Returns: the status that all events amount to.
  /// - Throws: ``CaseStoreError``, ``FundStoreError``; nothing is changed then.
  public func advance(
    _ amount: Money, inCase caseNo: String, reason: String, resolves: Bool, entry: CaseEntry,
    rules: some CaseRules
  ) throws -> CaseStatus {
    let advance = Advance(amount: amount, reasonHash: TextHash.sha256(reason))
    var status = try act(
      .advanced(advance), onCase: caseNo, text: reason, entry: entry, rules: rules)
    try record(movement(.advance, amount, ofCase: caseNo), entry)
    // One typed in for a day before the resolution was paid in a case that was open then.
    if resolves, status.state.isOpen,
      status.course.unpaid(of: status.details.amount) == Money.zero
    {
      status = try resolveCovered(caseNo, now: entry.now, rules: rules)
    }
    return status
  }

  /// Resolves a case of which nothing is left unpaid, from the moment of the last payment on. Where
  /// something recorded for later could not have been then, from the first moment after it.
  private func resolveCovered(
    _ caseNo: String, now: Instant, rules: some CaseRules
  ) throws -> CaseStatus {
    let events = try snapshot.events(ofCase: caseNo).map(\.event)
    let covered = events.filter { [.advanced, .instalmentPaid, .paid].contains($0.act.kind) }
      .map(\.effectiveAt).max()
    let moments = Set(events.map(\.effectiveAt)).filter { $0 >= covered ?? $0 }.sorted()
    let resolutions = moments.map {
      CaseEvent(.resolved(.wagesPaid), effectiveAt: $0, actor: CaseEvent.policyActor)
    }
    let standing = resolutions.first { (try? rules.status(of: events, adding: [$0])) != nil }
    return try append(
      [standing ?? resolutions.last].compactMap(\.self), toCase: caseNo, rules: rules, now: now)
  }

  /// Books what the responsible body paid back of a case's advances.
  ///
  /// - Parameters:
  ///   - amount: more than zero; at most what is advanced and not recovered.
  ///   - caseNo: the case.
  ///   - body: who pays; nil for the body of the last transfer order.
  ///   - entry: who, when.
  ///   - rules: what the policy demands.
  /// - Returns: the status that all events amount to.
  /// - Throws: ``CaseStoreError``, ``FundStoreError``; nothing is changed then.
  public func recover(
    _ amount: Money, forCase caseNo: String, from body: String?, entry: CaseEntry,
    rules: some CaseRules
  ) throws -> CaseStatus {
    let events = try snapshot.caseEvents(ofCase: caseNo)
    guard let payer = try body ?? rules.status(of: events).orderInForce?.order.body else {
      throw FundStoreError.nobodyPaysBack(caseNo: caseNo)
    }
    let status = try act(
      .recovered(Recovery(amount: amount, body: payer)), onCase: caseNo, entry: entry,
      rules: rules)
    try record(movement(.recovery, amount, ofCase: caseNo), entry)
    return status
  }

  /// The movement of the event that was appended last.
  private func movement(
    _ kind: FundMovementKind, _ amount: Money, ofCase caseNo: String
  ) throws -> Booking {
    guard let recorded = try snapshot.events(ofCase: caseNo).last else {
      throw CaseStoreError.unknownCase(caseNo, nearest: nil)
    }
    return Booking(
      kind: kind, amount: amount, occurredOn: recorded.event.effectiveAt.day, caseNo: caseNo,
      eventSeq: recorded.seq)
  }

  private func record(_ booking: Booking, _ entry: CaseEntry) throws {
    try checkReference(booking)
    if booking.kind.isOutgoing { try checkCovered(booking) }
    let last = try Row.fetchOne(
      db, sql: "SELECT seq, hash FROM fundMovement ORDER BY seq DESC LIMIT 1")
    let previous: String = last?["hash"] ?? ChainRow.genesis
    let movement = FundMovement(
      seq: (last?["seq"] ?? 0) + 1, kind: booking.kind, amount: booking.signed,
      caseNo: booking.caseNo, eventSeq: booking.eventSeq, reference: booking.reference,
      occurredOn: booking.occurredOn, recordedAt: entry.now, actor: entry.actor, hash: "")
    let row = try movement.chainRow(previous: previous)
    try db.execute(
      sql: """
        INSERT INTO fundMovement (seq, kind, amountFen, caseNo, eventSeq, reference, occurredOn,
          recordedAt, actor, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        movement.seq, movement.kind.rawValue, movement.amount.fen, movement.caseNo,
        movement.eventSeq, movement.reference, row.effectiveAt, row.recordedAt, row.actor,
        previous, row.hash,
      ])
  }

  private func checkReference(_ booking: Booking) throws {
    guard let reference = booking.reference else { return }
    let before = try Row.fetchOne(
      db, sql: "SELECT * FROM fundMovement WHERE kind = ? AND reference = ?",
      arguments: [booking.kind.rawValue, reference]
    ).flatMap { FundMovement($0) }
    guard let before else { return }
    throw FundStoreError.booked(
      booking.kind, reference: reference, seq: before.seq, on: before.occurredOn)
  }

  /// The account holds the money on the movement's day and on every later one.
  private func checkCovered(_ booking: Booking) throws {
    let lowest = try snapshot.lowestFundBalance(from: booking.occurredOn)
    guard booking.amount <= lowest.balance else {
      throw FundStoreError.overdrawn(
        wanted: booking.amount, balance: lowest.balance, on: lowest.day)
    }
  }
}
