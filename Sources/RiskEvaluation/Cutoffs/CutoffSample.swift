public import RiskScoring
public import WageDomain

/// The firms of a workspace as they were seen on one day: what was known by its end, and nothing else.
///
/// What became of them stands apart, in ``FirmOutcomes``.
public struct CutoffSample: Sendable {
  public let cutoff: Day
  /// The card's identifier, e.g. `default@2`.
  public let scorecard: String
  /// By ``SampledFirm/id``.
  public let firms: [SampledFirm]
  /// Triggers, then indicators in the card's order; their places are those of ``firms``.
  public let columns: [SampledColumn]
  /// The feeds beyond the limit of their freshness rule on that day, by name.
  public let lateFeeds: [Feed]

  public init(
    cutoff: Day, scorecard: String, firms: [SampledFirm], columns: [SampledColumn],
    lateFeeds: [Feed]
  ) {
    self.cutoff = cutoff
    self.scorecard = scorecard
    self.firms = firms
    self.columns = columns
    self.lateFeeds = lateFeeds
  }
}

extension CutoffSample {
  /// The same day with what another card measured of the same firms, too.
  ///
  /// - Parameters:
  ///   - other: of the same day.
  ///   - ids: which columns, in their order; what this sample has is taken from it.
  /// - Returns: nil when the firms are not the same.
  public func joined(with other: CutoffSample, columns ids: [String]) -> CutoffSample? {
    guard firms.map(\.id) == other.firms.map(\.id) else { return nil }
    let known = Dictionary(
      (columns + other.columns).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return CutoffSample(
      cutoff: cutoff, scorecard: scorecard, firms: firms, columns: ids.compactMap { known[$0] },
      lateFeeds: lateFeeds)
  }
}

/// One firm on one day.
public struct SampledFirm: Hashable, Sendable {
  /// `firm.id` in the store.
  public let id: Int64
  public let creditCode: CreditCode
  public let register: RegisterEntry
  public let points: Int32
  public let tier: Tier
  public let history: KnownHistory

  public init(
    id: Int64, creditCode: CreditCode, register: RegisterEntry, points: Int32, tier: Tier,
    history: KnownHistory
  ) {
    self.id = id
    self.creditCode = creditCode
    self.register = register
    self.points = points
    self.tier = tier
    self.history = history
  }

  /// What the register says.
  public struct RegisterEntry: Hashable, Sendable {
    /// As the register writes it, e.g. `C1751`.
    public let industry: String?
    /// Nine digits.
    public let townCode: String?
    public let persons: Int64?
    /// Struck off or moved away.
    public let isGone: Bool

    public init(industry: String?, townCode: String?, persons: Int64?, isGone: Bool) {
      self.industry = industry
      self.townCode = townCode
      self.persons = persons
      self.isGone = isGone
    }
  }

  /// What had happened before, as it was known by the day.
  public struct KnownHistory: Hashable, Sendable {
    /// The oldest pay day whose wages are unpaid, within the trigger's look-back.
    public let unpaidSince: Day?
    public let unpaidMonths: Int
    /// Of all complaints within the history.
    public let complaints: Int
    public let lastComplaintOn: Day?
    /// Of complaints about unpaid wages ever known.
    public let wageComplaints: Int
    /// Months of the history in which the firm owed fees, rent, tax, contributions or loans.
    public let arrearsMonths: Int

    public init(
      unpaidSince: Day?, unpaidMonths: Int, complaints: Int, lastComplaintOn: Day?,
      wageComplaints: Int, arrearsMonths: Int
    ) {
      self.unpaidSince = unpaidSince
      self.unpaidMonths = unpaidMonths
      self.complaints = complaints
      self.lastComplaintOn = lastComplaintOn
      self.wageComplaints = wageComplaints
      self.arrearsMonths = arrearsMonths
    }
  }
}
