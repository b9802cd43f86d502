internal import GRDB
internal import WageDomain

/// The stored projections of one case, as rows; `verify` builds them again and compares.
struct CaseProjection: Equatable {
  let header: [DatabaseValue]
  let clocks: [[DatabaseValue]]
  let orders: [[DatabaseValue]]
  let instalments: [[DatabaseValue]]

  static let headerColumns = [
    "caseNo", "state", "level", "receptionLevel", "body", "registeredAt", "dueOn", "dueClock",
    "persons", "amountFen", "townCode", "resolution", "mergedInto", "bounces", "reopenings",
    "pausedOn", "callback", "county",
  ]
  static let clockColumns = [
    "caseNo", "clock", "round", "position", "body", "startsOn", "dueOn", "missingYear",
    "ending", "endedAt",
  ]
  static let instalmentColumns = ["caseNo", "number", "dueOn", "amountFen", "paidAt", "isBroken"]
  static let orderColumns = ["number", "caseNo", "body", "helper", "rule", "issuedAt"]

  init(_ status: CaseStatus, caseNo: String) {
    let next = status.nextDue
    header = Self.values([
      caseNo, status.state.rawValue, status.level.rawValue, status.receptionLevel.rawValue,
      status.body, status.registeredAt.description, status.dueOn?.description, next?.id,
      status.details.persons, status.details.amount?.fen, status.details.town?.description,
      status.resolution?.kind.rawValue, status.mergedInto, status.course.bounces.count,
      status.course.reopenings, status.course.pausedOn?.description,
      status.course.callbacks.last?.rawValue, status.course.county,
    ])
    clocks = status.clocks.enumerated().map { position, clock in
      Self.values([
        caseNo, clock.id, clock.round, position, clock.body, clock.startsOn.description,
        clock.dueOn?.description, clock.missingYear, clock.ending?.word,
        clock.ending?.at.description,
      ])
    }
    orders = status.orders.sorted { $0.order.number < $1.order.number }.map { issued in
      Self.values([
        issued.order.number, caseNo, issued.order.body, issued.order.helper, issued.order.rule,
        issued.issuedAt.description,
      ])
    }
    instalments = status.course.instalments.map { plan in
      Self.values([
        caseNo, plan.number, plan.promise.dueOn.description, plan.promise.amount.fen,
        plan.paidAt?.description, plan.isBroken ? 1 : 0,
      ])
    }
  }

  fileprivate init(
    header: [DatabaseValue], clocks: [[DatabaseValue]], orders: [[DatabaseValue]],
    instalments: [[DatabaseValue]]
  ) {
    self.header = header
    self.clocks = clocks
    self.orders = orders
    self.instalments = instalments
  }

  private static func values(_ values: [(any DatabaseValueConvertible)?]) -> [DatabaseValue] {
    values.map { $0?.databaseValue ?? .null }
  }
}

/// Reads projections as they stand in the store, with its statements at hand.
struct StoredProjections {
  private let header: BoundStatement
  private let clocks: BoundStatement
  private let orders: BoundStatement
  private let instalments: BoundStatement

  init(_ db: Database) throws {
    func rows(_ table: String, _ columns: [String], by order: String) throws -> BoundStatement {
      try BoundStatement(
        """
        SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE caseNo = ? ORDER BY \(order)
        """, in: db)
    }
    header = try rows("complaintCase", CaseProjection.headerColumns, by: "caseNo")
    clocks = try rows("caseClock", CaseProjection.clockColumns, by: "position")
    orders = try rows("transferOrder", CaseProjection.orderColumns, by: "number")
    instalments = try rows("caseInstalment", CaseProjection.instalmentColumns, by: "number")
  }

  /// - Returns: nil when there is no such case.
  func projection(of caseNo: String) throws -> CaseProjection? {
    guard let found = try rows(header, CaseProjection.headerColumns, caseNo).first else {
      return nil
    }
    return CaseProjection(
      header: found, clocks: try rows(clocks, CaseProjection.clockColumns, caseNo),
      orders: try rows(orders, CaseProjection.orderColumns, caseNo),
      instalments: try rows(instalments, CaseProjection.instalmentColumns, caseNo))
  }

  private func rows(
    _ statement: BoundStatement, _ columns: [String], _ caseNo: String
  ) throws -> [[DatabaseValue]] {
    var rows: [[DatabaseValue]] = []
    statement.bind(caseNo)
    try statement.forEach { row in
      rows.append(columns.indices.map { row.value(Int32($0)) })
    }
    return rows
  }
}

extension ClockEnding {
  fileprivate var word: String {
    switch self {
    case .answered: "answered"
    case .stopped: "stopped"
    }
  }
}
