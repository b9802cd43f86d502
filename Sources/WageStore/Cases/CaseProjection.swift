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
    "pausedOn", "callback",
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
      status.course.callbacks.last?.rawValue,
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

  /// As it stands in the store; nil when there is no such case.
  init?(stored caseNo: String, in db: Database) throws {
    func rows(_ table: String, _ columns: [String], _ order: String) throws -> [[DatabaseValue]] {
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE caseNo = ?
          ORDER BY \(order)
          """,
        arguments: [caseNo]
      ).map { Array($0.databaseValues) }
    }
    guard let header = try rows("complaintCase", Self.headerColumns, "caseNo").first else {
      return nil
    }
    self.header = header
    clocks = try rows("caseClock", Self.clockColumns, "position")
    orders = try rows("transferOrder", Self.orderColumns, "number")
    instalments = try rows("caseInstalment", Self.instalmentColumns, "number")
  }

  private static func values(_ values: [(any DatabaseValueConvertible)?]) -> [DatabaseValue] {
    values.map { $0?.databaseValue ?? .null }
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
