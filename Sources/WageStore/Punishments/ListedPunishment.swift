internal import GRDB
public import WageDomain

/// An entry of the list as it stood on a day; persons are masked.
public struct ListedPunishment: Hashable, Sendable {
  public let number: String
  public let status: PunishmentStatus
  public let party: PunishedParty
}

/// A firm or person on the list.
public struct PunishedParty: Hashable, Sendable {
  /// Nil for a person.
  public let creditCode: String?
  public let name: String?
  /// Of a person; protected.
  public let idNo: String?
  /// When name and number of a person were erased by policy.
  public let erasedOn: Day?

  public init(creditCode: String?, name: String?, idNo: String?, erasedOn: Day? = nil) {
    self.creditCode = creditCode
    self.name = name
    self.idNo = idNo
    self.erasedOn = erasedOn
  }

  public var isFirm: Bool { creditCode != nil }

  /// A firm as it is; a person's name and number as complainants' are masked.
  public var masked: PunishedParty {
    guard !isFirm else { return self }
    let person = Complainant(name: name, idNo: idNo, phone: nil).masked
    return PunishedParty(
      creditCode: nil, name: person.name, idNo: person.idNo, erasedOn: erasedOn)
  }
}

/// An event of an entry as it stands in the chain.
public struct RecordedPunishmentEvent: Hashable, Sendable {
  public let seq: Int64
  public let event: PunishmentEvent
  public let recordedAt: String
  public let hash: String
}

extension StoreSnapshot {
  /// The entries decided by a day, each as it stood then, by number; persons masked.
  public func punishments(asOf day: Day) throws -> [ListedPunishment] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT e.*, p.creditCode, coalesce(f.name, f.firstName, p.name) AS name, p.idNo, CASE p.kind
          WHEN 'person' THEN (
            SELECT max(x.effectiveAt) FROM erasureEvent x
            WHERE x.type = 'punishments' AND x.subject = e.punishmentNo) END AS erasedAt
        FROM punishmentEvent e JOIN punishment k USING (punishmentNo)
        JOIN punishedParty p ON p.id = k.partyId LEFT JOIN firm f USING (creditCode)
        WHERE e.effectiveOn <= ? ORDER BY e.seq
        """,
      arguments: [day.description])
    var events: [String: [PunishmentEvent]] = [:]
    var parties: [String: PunishedParty] = [:]
    for row in rows {
      let number: String = row["punishmentNo"]
      events[number, default: []].append(try recordedPunishment(row).event)
      parties[number] = PunishedParty(row)
    }
    return try events.sorted { $0.key < $1.key }.map { number, events in
      ListedPunishment(
        number: number, status: try PunishmentStatus(events),
        party: (parties[number] ?? PunishedParty(creditCode: nil, name: nil, idNo: nil)).masked)
    }
  }

  /// The events of an entry in the order they were recorded.
  ///
  /// - Throws: ``PunishmentStoreError/unknownEntry(_:last:)``.
  public func events(ofPunishment number: String) throws -> [RecordedPunishmentEvent] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM punishmentEvent WHERE punishmentNo = ? ORDER BY seq",
      arguments: [number])
    guard !rows.isEmpty else {
      throw PunishmentStoreError.unknownEntry(
        number, last: try String.fetchOne(db, sql: "SELECT max(punishmentNo) FROM punishment"))
    }
    return try rows.map(recordedPunishment)
  }

  private func recordedPunishment(_ row: Row) throws -> RecordedPunishmentEvent {
    let columns = ChainRow(row, of: .punishments)
    guard let event = columns.punishmentEvent else {
      throw PunishmentStoreError.damagedEvent(seq: columns.seq)
    }
    return RecordedPunishmentEvent(
      seq: columns.seq, event: event, recordedAt: columns.recordedAt, hash: row["hash"])
  }
}

extension PunishedParty {
  init(_ row: Row) {
    self.init(
      creditCode: row["creditCode"], name: row["name"], idNo: row["idNo"],
      erasedOn: (row["erasedAt"] as String?).flatMap { Instant($0)?.day })
  }
}
