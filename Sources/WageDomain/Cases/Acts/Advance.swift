/// Wages paid to the worker from the district's petition account (信访专户) instead of by the firm.
///
/// - Source: N16.
public struct Advance: Hashable, Sendable {
  /// More than zero.
  public let amount: Money
  /// SHA-256 of why facts and amount are clear, lower-case hexadecimal. The text is in the protected
  /// tables.
  public let reasonHash: String

  public init(amount: Money, reasonHash: String) {
    self.amount = amount
    self.reasonHash = reasonHash
  }
}

/// Money that the responsible body paid back into the account.
///
/// - Source: N16.
public struct Recovery: Hashable, Sendable {
  /// More than zero.
  public let amount: Money
  /// The id of the body in the routing policy.
  public let body: String

  public init(amount: Money, body: String) {
    self.amount = amount
    self.body = body
  }
}
