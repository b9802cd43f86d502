public import WageDomain

/// Two officers at one case: what the one did, the other is told, and does not do again unseen.
extension StoreSnapshot {
  /// What other people recorded in a case since this one's last event there; of who has none, in the
  /// day before. In the order of recording; none of a case that is not there.
  public func eventsOfOthers(
    inCase caseNo: String, than actor: String, now: Instant
  ) throws -> [RecordedEvent] {
    let all = try recorded(inCase: caseNo)
    guard let own = all.last(where: { $0.event.actor == actor }) else {
      return all.filter { $0.isOfPerson && $0.isFresh(now) }
    }
    return all.filter { $0.seq > own.seq && $0.isOfPerson }
  }

  /// The last that another person recorded in a case, however long ago; nil where nobody has.
  public func lastEventOfOther(inCase caseNo: String, than actor: String) throws -> RecordedEvent? {
    try recorded(inCase: caseNo).last { $0.isOfPerson && $0.event.actor != actor }
  }

  /// As ``events(ofCase:)``; none of a case that is not there.
  public func recorded(inCase caseNo: String) throws -> [RecordedEvent] {
    do { return try events(ofCase: caseNo) } catch CaseStoreError.unknownCase { return [] }
  }
}

extension StoreTransaction {
  /// Refuses what another person did to the case last, within a day: whoever does the same again, also
  /// with another answer, signer or level, has not seen it. Of another authority, clock, instalment or
  /// complaint it is not the same. What one verb recorded, several events perhaps, was done at once.
  ///
  /// - Parameters:
  ///   - before: the events of the case before this transaction's.
  ///   - caseNo: the case.
  ///   - entry: who, when.
  /// - Throws: ``CaseStoreError/doneBefore(caseNo:_:own:seen:)``.
  public func expectNoRival(
    after before: [RecordedEvent], inCase caseNo: String, entry: CaseEntry
  ) throws {
    guard let last = before.last(where: \.isOfPerson), last.event.actor != entry.actor,
      last.isFresh(entry.now)
    else { return }
    let seen = before.last?.seq ?? 0
    let own = try snapshot.recorded(inCase: caseNo).first {
      $0.seq > seen && $0.event.actor == entry.actor
    }
    guard let own else { return }
    let same = before.last {
      $0.event.actor == last.event.actor && $0.recordedAt == last.recordedAt && $0.isOfPerson
        && $0.event.act.kind == own.event.act.kind
        && $0.event.act.subject == own.event.act.subject
    }
    guard let same else { return }
    throw CaseStoreError.doneBefore(caseNo: caseNo, same, own: own.event, seen: seen)
  }
}

extension RecordedEvent {
  /// Moves the case, and a person did it: no night, and no look at personal data.
  fileprivate var isOfPerson: Bool {
    event.actor != CaseEvent.policyActor && event.act.kind != .unmasked
      && event.act.kind != .erased
  }

  /// Recorded in the day before, when another person may not have seen it.
  fileprivate func isFresh(_ now: Instant) -> Bool {
    recordedAt.secondsSince1970 > now.secondsSince1970 - 24 * 3600
  }
}

extension CaseAct {
  /// What an act is about, where a case may take two of its kind side by side; nil where it may not.
  fileprivate var subject: String? {
    switch self {
    case .linked(let linked): linked.complaint.complaintNo
    case .unlinked(let unlinking): unlinking.complaintNo
    case .firmNamed(let naming): naming.complaintNo
    case .extended(let more): more.clock
    case .instalmentPaid(let number): String(number)
    case .paid(let amount): String(amount.fen)
    default: forum?.rawValue
    }
  }
}
