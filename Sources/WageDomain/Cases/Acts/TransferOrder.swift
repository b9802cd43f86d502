/// A transfer order (转办单): day 0 of the body's reply clock is the day it takes effect.
public struct TransferOrder: Hashable, Sendable {
  /// The order's own number.
  public let number: String
  /// The id of the responsible body (化解责任主体) in the routing policy.
  public let body: String
  /// The body that helps, e.g. the town; nil when none does.
  public let helper: String?
  /// The routing rule that chose the body; nil when a person did.
  public let rule: String?

  public init(number: String, body: String, helper: String?, rule: String?) {
    self.number = number
    self.body = body
    self.helper = helper
    self.rule = rule
  }
}

/// The body's "not ours". The reason's text is in the protected tables.
///
/// - Source: what becomes of a bounce: assumption; the whole clock is kept (N13).
public struct Bounce: Hashable, Sendable {
  /// The body that sent the case back.
  public let body: String
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(body: String, reasonHash: String) {
    self.body = body
    self.reasonHash = reasonHash
  }
}

/// A written reply of the responsible body. Its text is in the protected tables.
public struct Reply: Hashable, Sendable {
  /// SHA-256 of the text, lower-case hexadecimal.
  public let textHash: String

  public init(textHash: String) { self.textHash = textHash }
}

/// A leader's signature on the transfer order in force.
///
/// - Source: N9.
public struct Signature: Hashable, Sendable {
  public let level: CaseLevel
  /// The signing leader: an office-holder, not a party to the case.
  public let by: String

  public init(level: CaseLevel, by: String) {
    self.level = level
    self.by = by
  }
}
