/// How long a period is and how it is counted, as a law or a workflow policy states it.
public struct DeadlineRule: Hashable, Sendable {
  /// Which days count.
  public enum Kind: String, CaseIterable, Sendable {
    /// Every day counts (日, 自然日).
    case calendar
    /// Only working days count (工作日).
    case working
  }

  /// Where a period of calendar days goes when its last day is a rest day.
  public enum Roll: String, CaseIterable, Sendable {
    /// It stays.
    case none
    /// To the next working day (民法典 第203条).
    case forward
    /// To the working day before, as pay days go (保障农民工工资支付条例 第13条).
    case backward
  }

  /// The longest period, a hundred years; a longer one is a slip of the pen.
  public static let mostDays = 36_525

  /// 1...``mostDays``.
  public let days: Int
  public let kind: Kind
  /// Has no effect on working days: the last of them is one anyway.
  public let roll: Roll

  /// - Returns: nil unless `days` is 1...``mostDays``.
  public init?(days: Int, kind: Kind, roll: Roll = .forward) {
    guard (1...Self.mostDays).contains(days) else { return nil }
    self.days = days
    self.kind = kind
    self.roll = roll
  }

  /// Whether a deadline under this rule depends on holiday notices.
  public var needsCalendar: Bool { kind == .working || roll != .none }
}
