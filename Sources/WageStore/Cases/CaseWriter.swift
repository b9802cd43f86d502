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
    let columns = CaseProjection.clockColumns.joined(separator: ", ")
    // Without an order, which SQLite would sort each case by: rows know their places.
    storedClocks = try BoundStatement("SELECT \(columns) FROM caseClock WHERE caseNo = ?", in: db)
    penOut = try BoundStatement("DELETE FROM holdingPen WHERE caseNo = ?", in: db)
  }

  func forecast(now: Instant) -> ChainForecast { chain.forecast(now: now) }

  /// Appends events to a case and writes what all its events amount to.
  func write(_ events: [ChainEntry], _ status: CaseStatus, caseNo: String, now: Instant) throws {
    if !events.isEmpty, events.allSatisfy({ $0.type == CaseEventKind.raised.rawValue }),
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
    for event in events { try chain.append(event, to: caseNo, recordedAt: recordedAt) }
  }

  private func write(_ projection: CaseProjection, caseNo: String) throws {
    try upsert(projection.header, header)
    for row in try dropClocks(notIn: projection.clocks, caseNo: caseNo) { try upsert(row, clock) }
    for row in projection.orders { try upsert(row, order) }
    for row in projection.instalments { try upsert(row, instalment) }
  }

  /// Whether these clocks are stored with these days, as they are unless the policy has changed.
  private func stands(_ clocks: [CaseClock], caseNo: String) throws -> Bool {
    var count = 0
    var isSame = true
    storedClocks.bind(caseNo)
    try storedClocks.forEach { row in
      count += 1
      guard isSame, let clock = clocks[at: row.integer(3)] else {
        isSame = false
        return
      }
      isSame =
        row.string(1) == clock.id && row.integer(2) == clock.round
        && row.string(6) == clock.dueOn?.description
        && row.string(9) == clock.ending?.at.description
    }
    return isSame && count == clocks.count
  }

  /// A breach that turns out to be none, or a lack that ended on its day, takes its clocks back.
  ///
  /// - Returns: the rows that are not stored as they are.
  private func dropClocks(
    notIn clocks: [[DatabaseValue]], caseNo: String
  ) throws -> [[DatabaseValue]] {
    var gone: [[DatabaseValue]] = []
    var isStored = [Bool](repeating: false, count: clocks.count)
    storedClocks.bind(caseNo)
    try storedClocks.forEach { row in
      let stored = CaseProjection.clockColumns.indices.map { row.value(Int32($0)) }
      let place = row.integer(3)
      if clocks[at: place] == stored {
        isStored[Int(place)] = true
      } else if !clocks.contains(where: { $0[1...2] == stored[1...2] }) {
        gone.append(stored)
      }
    }
    for row in gone {
      try db.execute(
        sql: "DELETE FROM caseClock WHERE caseNo = ? AND clock = ? AND round = ?",
        arguments: [caseNo, row[1], row[2]])
    }
    return zip(clocks, isStored).filter { !$0.1 }.map(\.0)
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

extension Array {
  /// Nil for a place that it has not.
  fileprivate subscript(at place: Int64) -> Element? {
    indices.contains(Int(place)) ? self[Int(place)] : nil
  }
}
