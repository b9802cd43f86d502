internal import GRDB
internal import WageDomain

/// What `verify` found of the warnings.
public struct WarningVerification: Hashable, Sendable {
  public let events: Int
  public let warnings: Int
  /// The last event's hash, to be kept outside.
  public let head: String
  /// Whether the head that was asked for is in this chain.
  public let hasHead: Bool
  /// ``CaseFinding/caseNo`` is the warning's number.
  public let findings: [CaseFinding]
}

extension StoreSnapshot {
  /// Recomputes the chain of warnings and what follows from it, and compares.
  public func verifyWarnings(head: String? = nil) throws -> WarningVerification {
    var events: [String: [WarningEvent]] = [:]
    let walk = try ChainWalk(
      .warnings, in: db, wanted: head,
      named: { Bilingual(zh: "预警的第 \($0.seq) 个事件", en: "event \($0.seq) of the warnings") },
      read: \.warningEvent,
      visit: { row, event, fault in
        if let event { events[row.caseNo, default: []].append(event) }
        return row.unknownEvent(event != nil, after: fault)
      })
    var findings = try walk.findings + projectionFindings(events)
    let held = events.mapValues { own in Set(own.compactMap(\.act.noteHash)) }
    findings += try ProtectedTexts(table: "warningText", number: "warningNo", in: db)
      .findings(held, areKept: true)
    return WarningVerification(
      events: walk.count, warnings: try Int.fetchOne(db, sql: "SELECT count(*) FROM warning") ?? 0,
      head: walk.head, hasHead: walk.hasHead, findings: findings)
  }

  private func projectionFindings(_ events: [String: [WarningEvent]]) throws -> [CaseFinding] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT warningNo, firmId, tier, runId, firedOn, dueOn, assignedTo, assignedOn, outcome,
          recordedOn
        FROM warning
        """)
    var stored: [String: [DatabaseValue]] = [:]
    for row in rows { stored[row[0]] = Array(row.databaseValues.dropFirst()) }
    return Set(stored.keys).union(events.keys).sorted().compactMap { number in
      func finding(_ found: Bilingual, _ expected: Bilingual) -> CaseFinding {
        CaseFinding(seq: nil, caseNo: number, found: found, expected: expected)
      }
      guard let own = events[number] else {
        return finding(
          Bilingual(zh: "有预警而无事件", en: "a warning without events"),
          Bilingual(zh: "其事件", en: "its events"))
      }
      guard let columns = stored[number] else {
        return finding(
          Bilingual(zh: "有事件而无预警", en: "events without a warning"),
          Bilingual(zh: "这些事件所成的预警", en: "the warning that they amount to"))
      }
      do throws(IllegalWarningEvent) {
        return try CaseFinding(of: number, stored: columns, rebuilt: WarningStatus(own).columns)
      } catch {
        return CaseFinding(of: number, illegal: error.text)
      }
    }
  }
}
