/// Which claims the fast-track tribunal takes, as the section `fast_track` of a workflow policy
/// states it.
///
/// - Source: Y4.
public struct FastTrackPolicy: Hashable, Sendable {
  /// More workers are a group, which the tribunal does not take.
  public let mostPersons: Int64
  /// Whose average wage counts; the region of rows of the table.
  public let region: String
  public let regionName: Bilingual
  /// The average wage of so many years before the day counts.
  public let yearsBack: Int
  /// By region and year; empty until somebody fills it in.
  public let averageWages: [AverageWage]

  public init(
    mostPersons: Int64, region: String, regionName: Bilingual, yearsBack: Int,
    averageWages: [AverageWage]
  ) {
    self.mostPersons = mostPersons
    self.region = region
    self.regionName = regionName
    self.yearsBack = yearsBack
    self.averageWages = averageWages
  }

  /// Nil while the table has no row of the year that counts on `day`.
  public func averageWage(on day: Day) -> AverageWage? {
    averageWages.first { $0.region == region && $0.year == day.year - yearsBack }
  }
}

/// A year's average wage of a region, as its statistics office published it.
public struct AverageWage: Hashable, Sendable {
  public let region: String
  public let year: Int
  /// Of the whole year.
  public let amount: Money
  public let source: String

  public init(region: String, year: Int, amount: Money, source: String) {
    self.region = region
    self.year = year
    self.amount = amount
    self.source = source
  }
}
