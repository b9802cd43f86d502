public import WageDomain

/// How far from a day a label or a warning may lie: months of the calendar or days.
public enum Horizon: Hashable, Sendable, CustomStringConvertible {
  case months(Int)
  case days(Int)

  /// The first day that is not within the horizon any more; `day` itself is within it.
  ///
  /// The 31st counts on to the last day of a shorter month.
  public func end(from day: Day) -> Day {
    switch self {
    case .months(let count): day.adding(months: count)
    case .days(let count): day.adding(days: count)
    }
  }

  /// The earliest day that is within the horizon before `day`.
  public func start(before day: Day) -> Day { times(-1).end(from: day) }

  /// A multiple of it.
  func times(_ factor: Int) -> Horizon {
    switch self {
    case .months(let count): .months(factor * count)
    case .days(let count): .days(factor * count)
    }
  }

  /// Half of it again, rounded up to a whole month or day.
  var andHalf: Horizon {
    switch self {
    case .months(let count): .months(count + (count + 1) / 2)
    case .days(let count): .days(count + (count + 1) / 2)
    }
  }

  /// As a flag gives it: `4m`, `120d`.
  public var description: String {
    switch self {
    case .months(let count): "\(count)m"
    case .days(let count): "\(count)d"
    }
  }

  /// `4m` or `120d`, as ``description`` writes it; nil for anything else, for 0 and beyond 100 years.
  public init?(_ text: String) {
    guard let count = Int(text.dropLast()), count > 0 else { return nil }
    switch text.last {
    case "m" where count <= 1200: self = .months(count)
    case "d" where count <= 36_525: self = .days(count)
    default: return nil
    }
  }

  /// For a sentence: `4 months`, `120 days`.
  public var text: Bilingual {
    switch self {
    case .months(let count): Bilingual(zh: "\(count) 个月", en: "\(count) months")
    case .days(let count): Bilingual(zh: "\(count) 天", en: "\(count) days")
    }
  }
}
