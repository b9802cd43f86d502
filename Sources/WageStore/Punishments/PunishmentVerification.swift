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
    var findings: [CaseFinding] = []
    var events: [String: [PunishmentEvent]] = [:]
    var previous = ChainRow.genesis
    var (position, count): (Int64, Int) = (0, 0)
    var hasHead = false
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM punishmentEvent ORDER BY seq")
    while let row = try rows.next() {
      count += 1
      position += 1
      let columns = ChainRow(punishment: row)
      let hash: String = row["hash"]
      let named = Bilingual(
        zh: "惩戒名单的第 \(columns.seq) 个事件", en: "event \(columns.seq) of the list")
      let fault = columns.chainFault(
        hash: hash, position: position, previous: previous, named: named)
      if let fault = fault ?? (columns.punishmentEvent == nil ? columns.unknownEvent : nil) {
        findings.append(fault)
        position = columns.seq
      }
      if let event = columns.punishmentEvent {
        events[columns.caseNo, default: []].append(event)
      }
      if hash == head?.lowercased() { hasHead = true }
      previous = hash
    }
    findings += try punishmentFindings(events)
    let held = events.mapValues { own in Set(own.compactMap(\.act.textHash)) }
    findings += try ProtectedTexts(table: "punishmentText", number: "punishmentNo", in: db)
      .findings(held)
    return PunishmentVerification(
      events: count, entries: try Int.fetchOne(db, sql: "SELECT count(*) FROM punishment") ?? 0,
      head: previous, hasHead: hasHead, findings: findings)
  }

  private func punishmentFindings(_ events: [String: [PunishmentEvent]]) throws -> [CaseFinding] {
    let names = PunishmentStatus.columnNames.joined(separator: ", ")
    var stored: [String: [DatabaseValue]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT punishmentNo, \(names) FROM punishment") {
      stored[row[0]] = Array(row.databaseValues.dropFirst())
    }
    return Set(stored.keys).union(events.keys).sorted().compactMap { number in
      func finding(_ found: Bilingual, _ expected: Bilingual) -> CaseFinding {
        CaseFinding(seq: nil, caseNo: number, found: found, expected: expected)
      }
      do throws(IllegalPunishmentEvent) {
        let rebuilt = try PunishmentStatus(events[number] ?? []).columns.map {
          $0?.databaseValue ?? .null
        }
        let columns = stored[number] ?? []
        guard columns != rebuilt else { return nil }
        let text = Self.text(rebuilt)
        return finding(
          .same(Self.text(columns)),
          Bilingual(zh: "按其事件应为 \(text)", en: "\(text) by its events"))
      } catch {
        return finding(
          Bilingual(
            zh: "事件次序不合法：\(error.text.zh)", en: "events in an illegal order: \(error.text.en)"),
          Bilingual(zh: "次序合法的事件", en: "events in a legal order"))
      }
    }
  }

  private static func text(_ columns: [DatabaseValue]) -> String {
    columns.map(\.description).joined(separator: " ")
  }
}
