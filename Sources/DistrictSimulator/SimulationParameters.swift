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

  public var description: String {
    switch self {
    case .firms(let found): "firms: \(found), expected 1 to 1000000"
    case .months(let found): "months: \(found), expected 3 to 120"
    case .lastMonth(let found):
      "last month: \(found), expected a period within \(SpringFestival.knownYears.lowerBound) to "
        + "\(SpringFestival.knownYears.upperBound)"
    case .distress(let found): "distress: \(found) per thousand, expected 0 to 500"
    case .world(let found):
      "world: \"\(found)\", expected one of \(SimulationParameters.worlds.joined(separator: ", ")). "
        + "Did you mean '\(World.nearest(to: found).name)'?"
    }
  }
}
