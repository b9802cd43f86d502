public import WageDomain

/// What a printed sheet says of a case. Complainants are masked; what they wrote is not on it.
public struct CaseSheet: Hashable, Sendable {
  public let caseNo: String
  public let registeredAt: Instant
  public let details: CaseDetails
  public let level: CaseLevel
  /// The register's name of the firm with ``creditCode``; while no firm is known, as the complaints name
  /// it; nil when none does.
  public let firmName: String?
  public let creditCode: String?
  /// How complainants name the firm, where the register says otherwise.
  public let firmAsNamed: [String]
  /// The name of the town of the place of work; nil when it is not known.
  public let townName: String?
  public let complaints: [Complaint]

  /// One complaint of the case.
  public struct Complaint: Hashable, Sendable {
    public let number: String
    /// In Chinese.
    public let channel: String
    /// Masked.
    public let complainant: Complainant

    public init(number: String, channel: String, complainant: Complainant) {
      self.number = number
      self.channel = channel
      self.complainant = complainant
    }
  }

  public init(
    caseNo: String, registeredAt: Instant, details: CaseDetails, level: CaseLevel,
    firmName: String?, creditCode: String?, firmAsNamed: [String] = [], townName: String?,
    complaints: [Complaint]
  ) {
    self.caseNo = caseNo
    self.registeredAt = registeredAt
    self.details = details
    self.level = level
    self.firmName = firmName
    self.creditCode = creditCode
    self.firmAsNamed = firmAsNamed
    self.townName = townName
    self.complaints = complaints
  }
}
