internal import GRDB
internal import WageDomain

/// What `verify` found of the list of joint punishment.
public struct PunishmentVerification: Hashable, Sendable {
  public let events: Int
  public let entries: Int
  /// The last event's hash, to be kept outside.
  public let head: String
  /// Whether the head that was asked for is in this chain.
  public let hasHead: Bool
  /// ``CaseFinding/caseNo`` is the entry's number.
  public let findings: [CaseFinding]
}

extension StoreSnapshot {
  /// Recomputes the chain of the list and what follows from it, and compares.
  public func verifyPunishments(head: String? = nil) throws -> PunishmentVerification {
    var events: [String: [PunishmentEvent]] = [:]
    let walk = try ChainWalk(
      .punishments, in: db, wanted: head,
      named: { Bilingual(zh: "惩戒名单的第 \($0.seq) 个事件", en: "event \($0.seq) of the list") },
      read: \.punishmentEvent,
      visit: { row, event, fault in
        if let event { events[row.caseNo, default: []].append(event) }
        return row.unknownEvent(event != nil, after: fault)
      })
    var findings = try walk.findings + punishmentFindings(events)
    let erased = try erasedSubjects(.punishments)
    let held = events.filter { !erased.contains($0.key) }
      .mapValues { own in Set(own.compactMap(\.act.textHash)) }
    findings += try ProtectedTexts(
      table: "punishmentText", number: "punishmentNo", salt: "salt", in: db
    ).findings(held, areKept: true)
    return PunishmentVerification(
      events: walk.count,
      entries: try Int.fetchOne(db, sql: "SELECT count(*) FROM punishment") ?? 0,
      head: walk.head, hasHead: walk.hasHead, findings: findings)
  }

  private func punishmentFindings(_ events: [String: [PunishmentEvent]]) throws -> [CaseFinding] {
    let names = PunishmentStatus.columnNames.joined(separator: ", ")
    var stored: [String: [DatabaseValue]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT punishmentNo, \(names) FROM punishment") {
      stored[row[0]] = Array(row.databaseValues.dropFirst())
    }
    return Set(stored.keys).union(events.keys).sorted().compactMap { number in
      do throws(IllegalPunishmentEvent) {
        return try CaseFinding(
          of: number, stored: stored[number] ?? [],
          rebuilt: PunishmentStatus(events[number] ?? []).columns)
      } catch {
        return CaseFinding(of: number, illegal: error.text)
      }
    }
  }
}
