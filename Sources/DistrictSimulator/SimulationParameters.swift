public import WageDomain

/// What an invented district is made from; the same values give the same bytes on every machine.
public struct SimulationParameters: Hashable, Sendable {
  /// Employing firms over the whole period, those that open or close within it included.
  public let firms: Int
  /// Months of signals, the last one being ``lastMonth``.
  public let months: Int
  public let seed: UInt64
  /// The name of the place, one of ``worlds``.
  public let world: String
  public let lastMonth: Month
  /// Firms that come to owe wages within the period or soon after it, per thousand.
  public let distressPermille: Int
  /// The world of that name.
  let setting: World

  /// The places that a district can be invented in.
  public static var worlds: [String] { World.all.map(\.name) }
  public static let defaultWorld = "nanxun"
  /// September 2026, so that every file is known by 2026-10-21.
  public static let defaultLastMonth = Month(year: 2026, month: 9)

  /// - Throws: ``SimulationFault``, the first value outside its limits.
  public init(
    firms: Int, months: Int, seed: UInt64, world: String = Self.defaultWorld,
    lastMonth: Month = Self.defaultLastMonth, distressPermille: Int = 30
  ) throws(SimulationFault) {
    guard (1...1_000_000).contains(firms) else { throw .firms(firms) }
    guard (3...120).contains(months) else { throw .months(months) }
    let years = SpringFestival.knownYears
    guard years.contains(lastMonth.adding(months: 2).year),
      years.contains(lastMonth.adding(months: -months).year)
    else { throw .lastMonth(lastMonth) }
    guard (0...500).contains(distressPermille) else { throw .distress(distressPermille) }
    guard let setting = World.all.first(where: { $0.name == world }) else { throw .world(world) }
    self.firms = firms
    self.months = months
    self.seed = seed
    self.world = world
    self.setting = setting
    self.lastMonth = lastMonth
    self.distressPermille = distressPermille
  }

  var firstMonth: Month { lastMonth.adding(months: 1 - months) }
}

/// Why a district cannot be invented; nothing was written.
public enum SimulationFault: Error, Hashable, Sendable, CustomStringConvertible {
  case firms(Int)
  case months(Int)
  /// The period leaves the years whose Spring Festival the simulator knows.
  case lastMonth(Month)
  case distress(Int)
  case world(String)

  public var description: String { text.en }

  /// What was found and what is expected.
  public var text: Bilingual {
    switch self {
    case .firms(let found):
      Bilingual(
        zh: "--firms：发现 \(found)，应为 1 到 1000000", en: "firms: \(found), expected 1 to 1000000")
    case .months(let found):
      Bilingual(zh: "--months：发现 \(found)，应为 3 到 120", en: "months: \(found), expected 3 to 120")
    case .lastMonth(let found):
      Self.lastMonthText(found, SpringFestival.knownYears)
    case .distress(let found):
      Bilingual(
        zh: "陷入困境的比例：发现千分之 \(found)，应为 0 到 500",
        en: "distress: \(found) per thousand, expected 0 to 500")
    case .world(let found):
      Bilingual(
        zh: "--world：发现“\(found)”，应为 \(SimulationParameters.worlds.joined(separator: "、")) 之一。"
          + "是否指“\(World.nearest(to: found).name)”？",
        en: "world: \"\(found)\", expected one of "
          + "\(SimulationParameters.worlds.joined(separator: ", ")). "
          + "Did you mean '\(World.nearest(to: found).name)'?")
    }
  }

  private static func lastMonthText(_ found: Month, _ years: ClosedRange<Int>) -> Bilingual {
    Bilingual(
      zh: "--last-month：发现 \(found)，整个时段应在 \(years.lowerBound) 年至 \(years.upperBound) 年之内",
      en: "last month: \(found), expected a period within \(years.lowerBound) to "
        + "\(years.upperBound)")
  }
}
