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
    return WarningVerification(
      events: count, warnings: try Int.fetchOne(db, sql: "SELECT count(*) FROM warning") ?? 0,
      head: previous, hasHead: hasHead, findings: findings)
  }

  private func fault(
    _ row: ChainRow, hash: String, position: Int64, previous: String
  ) -> CaseFinding? {
    func finding(_ found: String, _ expected: String) -> CaseFinding {
      CaseFinding(seq: row.seq, caseNo: row.caseNo, found: found, expected: expected)
    }
    if row.seq != position {
      return finding(
        "event \(row.seq) of the warnings", "event \(position): events are missing before this one")
    }
    if row.hash != hash {
      return finding("columns that hash to \(row.hash)", "\(hash): the event was altered")
    }
    if row.previous != previous {
      return finding(
        "previous \(row.previous)", "\(previous): the event before was replaced or moved")
    }
    guard row.warningEvent == nil else { return nil }
    return finding("\(row.type) with \(row.payload)", "a known event with its payload")
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
      func finding(_ found: String, _ expected: String) -> CaseFinding {
        CaseFinding(seq: nil, caseNo: number, found: found, expected: expected)
      }
      guard let own = events[number] else {
        return finding("a warning without events", "its events")
      }
      guard let columns = stored[number] else {
        return finding("events without a warning", "the warning that they amount to")
      }
      do throws(IllegalWarningEvent) {
        let rebuilt = try WarningStatus(own).columns.map { $0?.databaseValue ?? .null }
        guard columns != rebuilt else { return nil }
        return finding(Self.text(columns), "\(Self.text(rebuilt)) by its events")
      } catch {
        return finding("events in an illegal order: \(error.text.en)", "events in a legal order")
      }
    }
  }

  private static func text(_ columns: [DatabaseValue]) -> String {
    columns.map(\.description).joined(separator: " ")
  }
}
