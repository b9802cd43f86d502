/// What a case is about, as far as levels and routing need it. Nil is "the complaint does not say".
public struct CaseDetails: Hashable, Sendable {
  public let persons: Int64?
  public let amount: Money?
  /// The town of the place of work.
  public let town: TownCode?

  public init(persons: Int64?, amount: Money?, town: TownCode?) {
    self.persons = persons
    self.amount = amount
    self.town = town
  }
}

/// A complaint as the office took it down, or as a later file changes it.
public struct RegisteredComplaint: Hashable, Sendable {
  public let complaintNo: String
  public let details: CaseDetails
  /// SHA-256 of the place as the complaint words it; nil when it names none.
  public let placeHash: String?
  /// It is about a firm or a project that the office knows.
  public let isFirmKnown: Bool
  /// When it was taken out of another case into one of its own: nobody could see to what that one lacks
  /// before. Only with its registration; nil for any other.
  public var detachedOn: Day?

  public init(
    complaintNo: String, details: CaseDetails, placeHash: String? = nil, isFirmKnown: Bool = true
  ) {
    self.complaintNo = complaintNo
    self.details = details
    self.placeHash = placeHash
    self.isFirmKnown = isFirmKnown
  }
}

/// A complaint that a person found to be the same grievance.
public struct LinkedComplaint: Hashable, Sendable {
  public let complaintNo: String
  /// The case that the complaint had before; nil when it never had its own.
  public let fromCase: String?
  public let details: CaseDetails
  /// As ``RegisteredComplaint/placeHash``.
  public let placeHash: String?
  /// As ``RegisteredComplaint/isFirmKnown``.
  public let isFirmKnown: Bool

  public init(
    complaintNo: String, fromCase: String?, details: CaseDetails, placeHash: String? = nil,
    isFirmKnown: Bool = true
  ) {
    self.complaintNo = complaintNo
    self.fromCase = fromCase
    self.details = details
    self.placeHash = placeHash
    self.isFirmKnown = isFirmKnown
  }

  /// The complaint as the case has it.
  public var complaint: RegisteredComplaint {
    RegisteredComplaint(
      complaintNo: complaintNo, details: details, placeHash: placeHash, isFirmKnown: isFirmKnown)
  }
}
