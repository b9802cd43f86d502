public import WageDomain

/// A row of `firmAt`, the table that a cohort's query may ask beside the store's own: one firm as it
/// was known on the cutoff.
public struct CohortFirm: Hashable, Sendable {
  public let firmId: Int64
  public let creditCode: CreditCode
  public let industry: String?
  public let townCode: String?
  public let persons: Int64?
  public let isGone: Bool
  public let points: Int64
  public let tier: Tier
  public let unpaidMonths: Int
  /// The oldest pay day whose wages are unpaid.
  public let unpaidSince: Day?
  /// Of the history.
  public let complaints: Int
  public let lastComplaintOn: Day?
  /// About unpaid wages, ever.
  public let wageComplaints: Int
  /// Of the history.
  public let arrearsMonths: Int

  public init(
    firmId: Int64, creditCode: CreditCode, industry: String?, townCode: String?, persons: Int64?,
    isGone: Bool, points: Int64, tier: Tier, unpaidMonths: Int, unpaidSince: Day?, complaints: Int,
    lastComplaintOn: Day?, wageComplaints: Int, arrearsMonths: Int
  ) {
    self.firmId = firmId
    self.creditCode = creditCode
    self.industry = industry
    self.townCode = townCode
    self.persons = persons
    self.isGone = isGone
    self.points = points
    self.tier = tier
    self.unpaidMonths = unpaidMonths
    self.unpaidSince = unpaidSince
    self.complaints = complaints
    self.lastComplaintOn = lastComplaintOn
    self.wageComplaints = wageComplaints
    self.arrearsMonths = arrearsMonths
  }

  /// Of the table that holds them.
  static let schema = """
    CREATE TEMP TABLE firmAt (
      firmId INTEGER PRIMARY KEY, creditCode TEXT NOT NULL, industry TEXT, townCode TEXT,
      persons INTEGER, isGone INTEGER NOT NULL, points INTEGER NOT NULL, tier TEXT NOT NULL,
      unpaidMonths INTEGER NOT NULL, unpaidSince TEXT, complaints INTEGER NOT NULL,
      lastComplaintOn TEXT, wageComplaints INTEGER NOT NULL, arrearsMonths INTEGER NOT NULL)
    """

  func bind(_ row: BoundStatement) {
    row.bind(firmId)
    row.bind(creditCode.text)
    row.bind(industry)
    row.bind(townCode)
    row.bind(persons)
    row.bind(isGone ? 1 : 0 as Int64)
    row.bind(points)
    row.bind(tier.rawValue)
    row.bind(Int64(unpaidMonths))
    row.bind(unpaidSince?.description)
    row.bind(Int64(complaints))
    row.bind(lastComplaintOn?.description)
    row.bind(Int64(wageComplaints))
    row.bind(Int64(arrearsMonths))
  }
}
