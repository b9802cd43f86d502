internal import GRDB
public import WageDomain

/// A movement of the district's petition account as it stands in its chain.
public struct FundMovement: Hashable, Sendable {
  /// From 1, without gaps.
  public let seq: Int64
  public let kind: FundMovementKind
  /// Into the account positive, out of it negative.
  public let amount: Money
  /// Nil for deposits and withdrawals.
  public let caseNo: String?
  /// The case's event of the same moment; nil as ``caseNo``.
  public let eventSeq: Int64?
  /// The voucher's number.
  public let reference: String?
  public let occurredOn: Day
  public let recordedAt: Instant
  public let actor: String
  public let hash: String

  /// What the chain covers besides the columns that every chain has.
  var payload: [String: String] {
    [
      "amount_fen": String(amount.fen), "event": eventSeq.map { String($0) },
      "reference": reference,
    ].compactMapValues(\.self)
  }
}

extension FundMovement {
  /// - Returns: nil for a row that holds an unknown word.
  init?(_ row: Row) {
    guard let kind = FundMovementKind(rawValue: row["kind"]),
      let day = Day(row["occurredOn"] as String),
      let recordedAt = Instant(row["recordedAt"] as String)
    else { return nil }
    self.init(
      seq: row["seq"], kind: kind, amount: Money(fen: row["amountFen"]), caseNo: row["caseNo"],
      eventSeq: row["eventSeq"], reference: row["reference"], occurredOn: day,
      recordedAt: recordedAt, actor: row["actor"], hash: row["hash"])
  }

  /// The columns as the chain covers them.
  func chainRow(previous: String) throws -> ChainRow {
    ChainRow(
      seq: seq, caseNo: caseNo ?? "", type: kind.rawValue, payload: try CasePayload.text(payload),
      effectiveAt: occurredOn.description, recordedAt: recordedAt.description, actor: actor,
      previous: previous)
  }
}
