/// The counties and towns a workspace knows by name.
///
/// - Source: GB/T 2260 (counties) and the statistical division codes (towns).
public struct RegionTable: Hashable, Sendable {
  /// Ascending by code.
  public let counties: [CountyCode]
  /// Ascending by code.
  public let towns: [TownCode]
  /// Provinces and prefectures, ascending by digits: their names stand in firms' names.
  public let wider: [WiderDivision]

  private let countyNames: [CountyCode: String]
  private let townNames: [TownCode: String]

  /// A province (two digits) or a prefecture (four).
  public struct WiderDivision: Hashable, Sendable {
    public let digits: String
    public let name: String

    public init(digits: String, name: String) {
      self.digits = digits
      self.name = name
    }
  }

  /// Of two names for one code the latter stays; the file's reader refuses such a file.
  public init(
    counties: [(code: CountyCode, name: String)], towns: [(code: TownCode, name: String)],
    wider: [WiderDivision] = []
  ) {
    self.wider = wider.sorted { ($0.digits, $0.name) < ($1.digits, $1.name) }
    countyNames = Dictionary(counties.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    townNames = Dictionary(towns.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    self.counties = countyNames.keys.sorted()
    self.towns = townNames.keys.sorted()
  }

  /// The county's name in Chinese; nil when the table does not hold it.
  public func name(of county: CountyCode) -> String? { countyNames[county] }

  /// The town's name in Chinese; nil when the table does not hold it.
  public func name(of town: TownCode) -> String? { townNames[town] }

  /// The towns of `county`, ascending by code; empty for a county the table does not hold.
  public func towns(of county: CountyCode) -> [TownCode] {
    towns.filter { $0.county == county }
  }
}
