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
    var findings: [CaseFinding] = []
    var events: [String: [WarningEvent]] = [:]
    var previous = ChainRow.genesis
    var position: Int64 = 0
    var count = 0
    var hasHead = false
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM warningEvent ORDER BY seq")
    while let row = try rows.next() {
      count += 1
      position += 1
      let columns = ChainRow(warning: row)
      let hash: String = row["hash"]
      if let fault = fault(columns, hash: hash, position: position, previous: previous) {
        findings.append(fault)
        position = columns.seq
      }
      if let event = columns.warningEvent { events[columns.caseNo, default: []].append(event) }
      if hash == head?.lowercased() { hasHead = true }
      previous = hash
    }
    findings += try projectionFindings(events)
    let held = events.mapValues { own in Set(own.compactMap(\.act.noteHash)) }
    findings += try ProtectedTexts(table: "warningText", number: "warningNo", in: db)
      .findings(held, areKept: true)
    return WarningVerification(
      events: count, warnings: try Int.fetchOne(db, sql: "SELECT count(*) FROM warning") ?? 0,
      head: previous, hasHead: hasHead, findings: findings)
  }

  private func fault(
    _ row: ChainRow, hash: String, position: Int64, previous: String
  ) -> CaseFinding? {
    if let fault = row.chainFault(
      hash: hash, position: position, previous: previous,
      named: Bilingual(zh: "预警的第 \(row.seq) 个事件", en: "event \(row.seq) of the warnings"))
    {
      return fault
    }
    return row.warningEvent == nil ? row.unknownEvent : nil
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
        let rebuilt = try WarningStatus(own).columns.map { $0?.databaseValue ?? .null }
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
