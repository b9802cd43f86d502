/// More days for a running clock, as its policy allows.
///
/// - Source: e.g. 劳动保障监察条例 第17条, 调解仲裁法 第43条.
public struct ClockExtension: Hashable, Sendable {
  /// The clock's id in the workflow policy.
  public let clock: String
  /// Counted as the clock itself counts, right after its own days.
  public let days: Int
  /// Who approved: an office-holder, not a party to the case.
  public let approver: String
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(clock: String, days: Int, approver: String, reasonHash: String) {
    self.clock = clock
    self.days = days
    self.approver = approver
    self.reasonHash = reasonHash
  }
}

/// Clocks stand still from this day on, which is not counted. The reason is in the protected tables.
public struct Pause: Hashable, Sendable {
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(reasonHash: String) { self.reasonHash = reasonHash }
}
