internal import GRDB
internal import WageDomain

/// Appends events and keeps projections, with its statements at hand: a night may do so for a hundred
/// thousand cases. For one transaction, in which nobody else appends.
final class CaseWriter {
  private let db: Database
  private let event: BoundStatement
  private let header: BoundStatement
  private let level: BoundStatement
  private let clock: BoundStatement
  private let order: BoundStatement
  private let instalment: BoundStatement
  private let clockKeys: BoundStatement
  private let clockDays: BoundStatement
  private let penOut: BoundStatement
  private var last: (seq: Int64, hash: String)

  init(_ db: Database) throws {
    self.db = db
    event = try BoundStatement(
      """
      INSERT INTO caseEvent (\(ChainRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    header = try BoundStatement(Self.headerUpsert, in: db)
    level = try BoundStatement("UPDATE complaintCase SET level = ? WHERE caseNo = ?", in: db)
    clock = try BoundStatement(Self.clockUpsert, in: db)
    order = try BoundStatement(Self.orderUpsert, in: db)
    instalment = try BoundStatement(Self.instalmentUpsert, in: db)
    clockKeys = try BoundStatement("SELECT clock, round FROM caseClock WHERE caseNo = ?", in: db)
    clockDays = try BoundStatement(
      "SELECT clock, round, dueOn, endedAt FROM caseClock WHERE caseNo = ? ORDER BY position",
      in: db)
    penOut = try BoundStatement("DELETE FROM holdingPen WHERE caseNo = ?", in: db)
    let head = try BoundStatement(
      "SELECT seq, hash FROM caseEvent ORDER BY seq DESC LIMIT 1", in: db)
    last = try head.first { ($0.integer(0), $0.string(1) ?? "") } ?? (0, ChainRow.genesis)
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
    for event in events { try append(event, caseNo: caseNo, recordedAt: recordedAt) }
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
    clockDays.bind(caseNo)
    try clockDays.forEach { row in
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
    clockKeys.bind(caseNo)
    try clockKeys.forEach {
      stored.append([($0.string(0) ?? "").databaseValue, $0.integer(1).databaseValue])
    }
    let kept = Set(projection.clocks.map { Array($0[1...2]) })
    for gone in stored where !kept.contains(gone) {
      try db.execute(
        sql: "DELETE FROM caseClock WHERE caseNo = ? AND clock = ? AND round = ?",
        arguments: [caseNo, gone[0], gone[1]])
    }
  }

  private func append(_ new: CaseEvent, caseNo: String, recordedAt: String) throws {
    let row = ChainRow(
      seq: last.seq + 1, caseNo: caseNo, type: new.act.kind.rawValue,
      payload: try CasePayload.text(new.act.payload),
      effectiveAt: new.effectiveAt.description, recordedAt: recordedAt, actor: new.actor,
      previous: last.hash)
    let hash = row.hash
    event.bind(row.seq)
    for text in [
      row.caseNo, row.type, row.payload, row.effectiveAt, row.recordedAt, row.actor, row.previous,
      hash,
    ] {
      event.bind(text)
    }
    try event.run()
    last = (row.seq, hash)
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
