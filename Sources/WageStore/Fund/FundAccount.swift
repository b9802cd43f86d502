internal import GRDB
public import WageDomain

/// The district's petition account at the end of a day.
public struct FundAccount: Hashable, Sendable {
  public let balance: Money
  public let deposited: Money
  public let withdrawn: Money
  public let advanced: Money
  public let recovered: Money
  /// Cases with advances, those first that are not recovered in full, then by number.
  public let claims: [FundClaim]
}

/// What was advanced in a case, and what came back of it.
public struct FundClaim: Hashable, Sendable {
  public let caseNo: String
  /// The body of the last transfer order; nil when there is none.
  public let body: String?
  public let advanced: Money
  public let recovered: Money
  /// The day of the first advance.
  public let sinceOn: Day

  public var outstanding: Money { advanced - recovered }
}

extension StoreSnapshot {
  /// The account at the end of a day, of movements that took effect by then.
  public func fundAccount(asOf day: Day) throws -> FundAccount {
    let movements = try fundMovements(asOf: day)
    func sum(_ kind: FundMovementKind) -> Money {
      movements.filter { $0.movement.kind == kind }
        .reduce(.zero) { $0 + Money(fen: abs($1.movement.amount.fen)) }
    }
    return FundAccount(
      balance: movements.reduce(.zero) { $0 + $1.movement.amount }, deposited: sum(.deposit),
      withdrawn: sum(.withdrawal), advanced: sum(.advance), recovered: sum(.recovery),
      claims: try claims(movements.map(\.movement), asOf: day))
  }

  private func claims(_ movements: [FundMovement], asOf day: Day) throws -> [FundClaim] {
    var byCase: [String: [FundMovement]] = [:]
    for movement in movements {
      if let caseNo = movement.caseNo { byCase[caseNo, default: []].append(movement) }
    }
    let claims = try byCase.map { caseNo, own in
      func sum(_ kind: FundMovementKind) -> Money {
        own.filter { $0.kind == kind }.reduce(.zero) { $0 + Money(fen: abs($1.amount.fen)) }
      }
      return FundClaim(
        caseNo: caseNo, body: try lastBody(ofCase: caseNo, asOf: day), advanced: sum(.advance),
        recovered: sum(.recovery), sinceOn: own.map(\.occurredOn).min() ?? day)
    }
    return claims.sorted {
      let (open, other) = ($0.outstanding > .zero, $1.outstanding > .zero)
      return open == other ? $0.caseNo < $1.caseNo : open
    }
  }

  private func lastBody(ofCase caseNo: String, asOf day: Day) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT body FROM transferOrder WHERE caseNo = ? AND substr(issuedAt, 1, 10) <= ?
        ORDER BY issuedAt DESC, number DESC LIMIT 1
        """,
      arguments: [caseNo, day.description])
  }

  /// The movements that took effect by a day, each with the balance after it, by day, then in the
  /// order in which they were booked.
  public func fundMovements(asOf day: Day) throws -> [(movement: FundMovement, balance: Money)] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM fundMovement WHERE occurredOn <= ? ORDER BY occurredOn, seq",
      arguments: [day.description])
    var balance = Money.zero
    return rows.compactMap { FundMovement($0) }.map { movement in
      balance = balance + movement.amount
      return (movement, balance)
    }
  }

  /// The least balance at the end of a day or of any later one, and the first day that has it.
  func lowestFundBalance(from day: Day) throws -> (balance: Money, day: Day) {
    let rows = try Row.fetchAll(
      db, sql: "SELECT occurredOn, sum(amountFen) FROM fundMovement GROUP BY 1 ORDER BY 1")
    var balance = Money.zero
    var lowest: (balance: Money, day: Day)?
    for row in rows {
      guard let on = Day(row[0] as String) else { continue }
      if on > day, lowest == nil { lowest = (balance: balance, day: day) }
      balance = balance + Money(fen: row[1])
      if on >= day, lowest.map({ balance < $0.balance }) ?? true {
        lowest = (balance: balance, day: on)
      }
    }
    return lowest ?? (balance: balance, day: day)
  }
}
