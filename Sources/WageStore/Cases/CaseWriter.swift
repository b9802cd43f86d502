internal import GRDB
internal import WageDomain

/// Appends events and keeps projections, with its statements at hand: a night may do so for a hundred
/// thousand cases. For one transaction, in which nobody else appends.
final class CaseWriter {
  private let db: Database
  private let chain: ChainWriter
  private let header: BoundStatement
  private let level: BoundStatement
  private let clock: BoundStatement
  private let order: BoundStatement
  private let instalment: BoundStatement
  private let storedClocks: BoundStatement
  private let penOut: BoundStatement

  init(_ db: Database) throws {
    self.db = db
    chain = try ChainWriter(.cases, in: db)
    header = try BoundStatement(Self.headerUpsert, in: db)
    level = try BoundStatement("UPDATE complaintCase SET level = ? WHERE caseNo = ?", in: db)
    clock = try BoundStatement(Self.clockUpsert, in: db)
    order = try BoundStatement(Self.orderUpsert, in: db)
    instalment = try BoundStatement(Self.instalmentUpsert, in: db)
    storedClocks = try BoundStatement(
      "SELECT clock, round, dueOn, endedAt FROM caseClock WHERE caseNo = ? ORDER BY position",
      in: db)
    penOut = try BoundStatement("DELETE FROM holdingPen WHERE caseNo = ?", in: db)
  }

  /// Appends events to a case and writes what all its events amount to.
  func write(_ events: [CaseEvent], _ status: CaseStatus, caseNo: String, now: Instant) throws {
    if !events.isEmpty, events.allSatisfy({ $0.act.kind == .raised }),
      try stands(status.clocks, caseNo: caseNo)
    {
      // A raise changes the level and nothing else.
      level.bind(status.level.rawValue)
      level.bind(caseNo)
      try level.run()
    } else {
      try write(CaseProjection(status, caseNo: caseNo), caseNo: caseNo)
      if !status.waitsForBody {
        penOut.bind(caseNo)
        try penOut.run()
      }
    }
    let recordedAt = now.description
    for event in events {
      try chain.append(
        event.act.kind.rawValue, event.act.payload, to: caseNo,
        effectiveAt: event.effectiveAt.description, recordedAt: recordedAt, actor: event.actor)
    }
  }

  private func write(_ projection: CaseProjection, caseNo: String) throws {
    try upsert(projection.header, header)
    try dropClocks(notIn: projection, caseNo: caseNo)
    for row in projection.clocks { try upsert(row, clock) }
    for row in projection.orders { try upsert(row, order) }
    for row in projection.instalments { try upsert(row, instalment) }
  }

  /// Whether these clocks are stored with these days, as they are unless the policy has changed.
  private func stands(_ clocks: [CaseClock], caseNo: String) throws -> Bool {
    var count = 0
    var isSame = true
    storedClocks.bind(caseNo)
    try storedClocks.forEach { row in
      defer { count += 1 }
      guard isSame, count < clocks.count else {
        isSame = false
        return
      }
      let clock = clocks[count]
      isSame =
        row.string(0) == clock.id && row.integer(1) == clock.round
        && row.string(2) == clock.dueOn?.description
        && row.string(3) == clock.ending?.at.description
    }
    return isSame && count == clocks.count
  }

  /// A breach that turns out to be none, or a lack that ended on its day, takes its clocks back.
  private func dropClocks(notIn projection: CaseProjection, caseNo: String) throws {
    var stored: [[DatabaseValue]] = []
    storedClocks.bind(caseNo)
    try storedClocks.forEach {
      stored.append([($0.string(0) ?? "").databaseValue, $0.integer(1).databaseValue])
    }
    let kept = Set(projection.clocks.map { Array($0[1...2]) })
    for gone in stored where !kept.contains(gone) {
      try db.execute(
        sql: "DELETE FROM caseClock WHERE caseNo = ? AND clock = ? AND round = ?",
        arguments: [caseNo, gone[0], gone[1]])
    }
  }

  private func upsert(_ values: [DatabaseValue], _ statement: BoundStatement) throws {
    for value in values { statement.bind(value) }
    try statement.run()
  }

  // MARK: Statements

  private static let headerUpsert = upsertSQL(
    "complaintCase", CaseProjection.headerColumns, key: ["caseNo"])
  private static let clockUpsert = upsertSQL(
    "caseClock", CaseProjection.clockColumns, key: ["caseNo", "clock", "round"])
  private static let orderUpsert = upsertSQL(
    "transferOrder", CaseProjection.orderColumns, key: ["number"])
  private static let instalmentUpsert = upsertSQL(
    "caseInstalment", CaseProjection.instalmentColumns, key: ["caseNo", "number"])

  /// Leaves a row alone that says the same already, and never sets a key: SQLite would look through
  /// every table for rows that refer to it.
  private static func upsertSQL(_ table: String, _ columns: [String], key: [String]) -> String {
    let others = columns.filter { !key.contains($0) }
    return """
      INSERT INTO \(table) (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
      ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE
      SET \(others.map { "\($0) = excluded.\($0)" }.joined(separator: ", "))
      WHERE \(others.map { "\($0) IS NOT excluded.\($0)" }.joined(separator: " OR "))
      """
  }
}
