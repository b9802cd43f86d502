internal import GRDB
public import WageDomain

/// Who is entered into the list, why, and by which order.
public struct PunishmentProposal: Sendable {
  public let party: PunishedParty
  public let ground: PunishmentGround
  /// The number of the order to pay.
  public let order: String
  public let orderDueOn: Day
  public let caseNo: String?

  public init(
    party: PunishedParty, ground: PunishmentGround, order: String, orderDueOn: Day, caseNo: String?
  ) {
    self.party = party
    self.ground = ground
    self.order = order
    self.orderDueOn = orderDueOn
    self.caseNo = caseNo
  }
}

extension StoreTransaction {
  /// Enters a firm or person into the list.
  ///
  /// - Returns: the entry's number, and where it stands.
  /// - Throws: ``PunishmentStoreError``, ``CaseStoreError`` for an unknown case; nothing is changed
  ///   then.
  public func enter(
    _ proposal: PunishmentProposal, policy: PunishmentPolicy, entry: CaseEntry
  ) throws -> (number: String, status: PunishmentStatus) {
    let day = entry.on ?? entry.now.day
    if let caseNo = proposal.caseNo {
      try expectAbout(proposal.party, caseNo: caseNo, on: day)
    }
    let party = try partyId(proposal.party)
    try expectNotListed(party)
    let number = try nextNumber(
      prefix: "CJ-\(padded(day.year, 4))-", table: "punishment", column: "punishmentNo")
    let act = PunishmentAct.entered(
      PunishmentEntry(
        party: party, ground: proposal.ground, order: proposal.order,
        orderDueOn: proposal.orderDueOn, caseNo: proposal.caseNo,
        endsOn: policy.term.lastDay(from: day)))
    return (number, try append(act, to: number, after: [], text: nil, entry: entry))
  }

  /// Records that an entry was published, or why it is removed. Nothing is published or renewed while its
  /// case is about another firm.
  ///
  /// - Returns: where it stands then.
  /// - Throws: ``PunishmentStoreError``; nothing is changed then.
  @discardableResult
  public func act(
    _ act: PunishmentAct, onPunishment number: String, text: String? = nil, entry: CaseEntry
  ) throws -> PunishmentStatus {
    let events = try snapshot.events(ofPunishment: number).map(\.event)
    if [.published, .renewed].contains(act.kind),
      let misplaced = try snapshot.misplacedPunishment(number)
    {
      throw PunishmentStoreError.misplaced(misplaced)
    }
    return try append(act, to: number, after: events, text: text, entry: entry)
  }

  /// Renews an entry for the policy's years.
  ///
  /// - Returns: where it stands then.
  /// - Throws: ``PunishmentStoreError``; nothing is changed then.
  public func renew(
    _ number: String, policy: PunishmentPolicy, entry: CaseEntry
  ) throws -> PunishmentStatus {
    let before = try status(ofPunishment: number)
    return try act(
      .renewed(endsOn: policy.renewal.lastDay(from: before.endsOn)), onPunishment: number,
      entry: entry)
  }

  /// Records that the arrears were paid and a promise was given.
  ///
  /// - Returns: where it stands then.
  /// - Throws: ``PunishmentStoreError``; nothing is changed then.
  public func repair(
    _ number: String, paidOn: Day, promise: String, policy: PunishmentPolicy, entry: CaseEntry
  ) throws -> PunishmentStatus {
    let before = try status(ofPunishment: number)
    let repair = PunishmentRepair(
      paidOn: paidOn,
      removableFrom: policy.removableFrom(paidOn: paidOn, enteredOn: before.enteredOn),
      promiseHash: TextHash.sha256(promise))
    return try act(.repaired(repair), onPunishment: number, text: promise, entry: entry)
  }

  private func status(ofPunishment number: String) throws -> PunishmentStatus {
    try PunishmentStatus(snapshot.events(ofPunishment: number).map(\.event))
  }

  private func append(
    _ act: PunishmentAct, to number: String, after events: [PunishmentEvent], text: String?,
    entry: CaseEntry
  ) throws -> PunishmentStatus {
    let day = entry.on ?? entry.now.day
    let written = text.map { (text: $0, salted: SaltedHash($0)) }
    let salted = written.map { act.replacing(TextHash.sha256($0.text), with: $0.salted.hash) }
    let event = PunishmentEvent(salted ?? act, effectiveOn: day, actor: entry.actor)
    let status: PunishmentStatus
    do throws(IllegalPunishmentEvent) {
      guard day <= entry.now.day else { throw .inTheFuture(day, today: entry.now.day) }
      status = try PunishmentStatus(events + [event])
    } catch {
      throw events.isEmpty
        ? PunishmentStoreError.notEntered(error) : PunishmentStoreError.illegal(number, error)
    }
    try project(status, number: number)
    try ChainWriter(.punishments, in: db).append(event, to: number, now: entry.now)
    if let written {
      try db.execute(
        sql: "INSERT INTO punishmentText (punishmentNo, hash, text, salt) VALUES (?, ?, ?, ?)",
        arguments: [number, written.salted.hash, written.text, written.salted.salt])
    }
    return status
  }

  private func project(_ status: PunishmentStatus, number: String) throws {
    let columns = PunishmentStatus.columnNames
    let updates = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    try db.execute(
      sql: """
        INSERT INTO punishment (punishmentNo, \(columns.joined(separator: ", ")))
        VALUES (?\(String(repeating: ", ?", count: columns.count)))
        ON CONFLICT (punishmentNo) DO UPDATE SET \(updates)
        """,
      arguments: StatementArguments([number] + status.columns))
  }

  /// The same firm by its code, the same person by the identity number, else a new party.
  private func partyId(_ party: PunishedParty) throws -> Int64 {
    let known = try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM punishedParty
        WHERE (:code IS NOT NULL AND creditCode = :code)
          OR (:code IS NULL AND :idNo IS NOT NULL AND kind = 'person' AND idNo = :idNo)
        """,
      arguments: ["code": party.creditCode, "idNo": party.idNo])
    if let known { return known }
    try db.execute(
      sql: "INSERT INTO punishedParty (kind, creditCode, name, idNo) VALUES (?, ?, ?, ?)",
      arguments: [party.isFirm ? "firm" : "person", party.creditCode, party.name, party.idNo])
    return db.lastInsertedRowID
  }

  /// A firm is one that the case's complaints are about; an entry is not older than the case behind it.
  private func expectAbout(_ party: PunishedParty, caseNo: String, on day: Day) throws {
    let first = try snapshot.events(ofCase: caseNo).first
    if let registeredOn = first?.event.effectiveAt.day, day < registeredOn {
      throw PunishmentStoreError.beforeCase(day, caseNo: caseNo, registeredOn: registeredOn)
    }
    guard let code = party.creditCode else { return }
    let own = try snapshot.firms(ofCase: caseNo)
    guard try !snapshot.isAmong(own, firm: code) else { return }
    throw own.first.map { PunishmentStoreError.otherFirm(code, caseNo: caseNo, of: $0.code) }
      ?? PunishmentStoreError.withoutFirm(caseNo: caseNo)
  }

  private func expectNotListed(_ party: Int64) throws {
    let number = try String.fetchOne(
      db,
      sql: "SELECT punishmentNo FROM punishment WHERE partyId = ? AND state <> 'removed'",
      arguments: [party])
    if let number { throw PunishmentStoreError.listedAlready(number) }
  }
}

extension PunishmentAct {
  /// The same act, with a hash in the place of another, whatever it is the hash of.
  fileprivate func replacing(_ hash: String, with other: String) -> PunishmentAct {
    PunishmentAct(type: kind.rawValue, payload: payload.mapValues { $0 == hash ? other : $0 })
      ?? self
  }
}

extension PunishmentStatus {
  static let columnNames = [
    "partyId", "ground", "caseNo", "state", "enteredOn", "publishedOn", "endsOn", "renewals",
    "paidOn", "removableFrom", "removedOn", "removal",
  ]

  /// The columns of the projection after the number, in the order of ``columnNames``.
  var columns: [(any DatabaseValueConvertible)?] {
    [
      entry.party, entry.ground.rawValue, entry.caseNo, state.rawValue, enteredOn.description,
      publishedOn?.description, endsOn.description, renewals, paidOn?.description,
      removableFrom?.description, removedOn?.description, removal?.rawValue,
    ]
  }
}
