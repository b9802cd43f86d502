/// What a scorecard says of one firm on one day.
public struct Assessment: Hashable, Sendable {
  /// `firm.id` in the store.
  public let firmId: Int64
  public let creditCode: CreditCode
  /// The exact sum of the points of its reasons.
  public let points: Int
  public let tier: Tier
  /// In the scorecard's order: triggers, then indicators by class, each class's cap last; empty where
  /// the scoring was not asked to explain the firm.
  public let reasons: [Reason]

  public init(firmId: Int64, creditCode: CreditCode, points: Int, tier: Tier, reasons: [Reason]) {
    self.firmId = firmId
    self.creditCode = creditCode
    self.points = points
    self.tier = tier
    self.reasons = reasons
  }
}

/// Why points were given: an indicator, a class's cap, or a hard trigger.
public struct Reason: Hashable, Sendable {
  /// The indicator's id; `cap:CLASS` for what a class's cap takes away.
  public let indicator: String
  /// Negative for a cap.
  public let points: Int
  /// The tier that a hard trigger demands; nil for all else.
  public let trigger: Tier?
  /// The values compared, in words.
  public let text: Bilingual
  /// The rows behind it, oldest first; empty for a cap.
  public let evidence: [EvidenceSource]

  public init(
    indicator: String, points: Int, trigger: Tier?, text: Bilingual, evidence: [EvidenceSource]
  ) {
    self.indicator = indicator
    self.points = points
    self.trigger = trigger
    self.text = text
    self.evidence = evidence
  }
}

/// Where a reason's values came from; the store leads it to file and line.
public enum EvidenceSource: Hashable, Sendable {
  /// The rows of the firm in a monthly feed's month.
  case month(Feed, Month)
  /// The rows of a building project that made its value of a month: for what was due those that fell
  /// due then, for a balance the last that told one, for persons paid those that paid that month's
  /// wages.
  case site(Measure, Int64, Month)
  /// The last wages that a project's account paid to workers of a firm, the second of the two.
  case payment(Int64, Int64)
  /// One dated row: ``FirmEvent/id`` in the feed's own table; of `firms` the firm's id and of
  /// `projects` the project's, for what the register says.
  case event(Feed, Int64)
}
