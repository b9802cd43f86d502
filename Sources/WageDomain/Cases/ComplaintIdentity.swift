/// What tells whether two complaints are the same grievance: firm or project, complainant or group,
/// months owed.
///
/// Holds personal data: it is compared in memory and never printed or logged.
public struct ComplaintIdentity: Hashable, Sendable {
  public let complaintNo: String
  /// The case it belongs to; nil before it has one.
  public let caseNo: String?
  public let firmId: Int64?
  public let firmName: String?
  public let complainant: Complainant
  /// The first month owed; nil when the complaint does not say.
  public let owedSince: Month?
  public let receivedOn: Day
  public let projectCode: String?
  /// How many people it speaks for; nil when it does not say.
  public let persons: Int64?

  public init(
    complaintNo: String, caseNo: String?, firmId: Int64?, firmName: String?,
    complainant: Complainant, owedSince: Month?, receivedOn: Day, projectCode: String? = nil,
    persons: Int64? = nil
  ) {
    self.complaintNo = complaintNo
    self.caseNo = caseNo
    self.firmId = firmId
    self.firmName = firmName
    self.complainant = complainant
    self.owedSince = owedSince
    self.receivedOn = receivedOn
    self.projectCode = projectCode
    self.persons = persons
  }

  /// From the first month owed, else the month of the complaint, to the month of the complaint.
  public var months: ClosedRange<Month> {
    let last = receivedOn.month
    return min(owedSince ?? last, last)...last
  }
}

/// A complainant, as far as the complaint says. Protected: masked wherever it is shown.
public struct Complainant: Hashable, Sendable {
  public let name: String?
  public let idNo: String?
  public let phone: String?

  public init(name: String?, idNo: String?, phone: String?) {
    self.name = name
    self.idNo = idNo
    self.phone = phone
  }

  public var isUnknown: Bool { name == nil && idNo == nil && phone == nil }

  /// The same person as lists may show it, by ``PersonalMask``.
  public var masked: Complainant {
    Complainant(
      name: name.map(PersonalMask.name), idNo: idNo.map(PersonalMask.identityNumber),
      phone: phone.map(PersonalMask.phone))
  }
}

/// Two complaints that look like one grievance. A person decides; nothing is merged by itself (N2).
public struct DuplicateSuggestion: Hashable, Sendable {
  /// The complaint that came first.
  public let earlier: String
  public let later: String
  /// The earlier complaint's case; nil before it has one.
  public let earlierCase: String?
  public let laterCase: String?
  /// By what they seem to come from the same people.
  public let ground: DuplicateGround
  /// What agrees, without any personal data.
  public let reason: Bilingual

  public init(
    earlier: String, later: String, earlierCase: String?, laterCase: String?,
    ground: DuplicateGround, reason: Bilingual
  ) {
    self.earlier = earlier
    self.later = later
    self.earlierCase = earlierCase
    self.laterCase = laterCase
    self.ground = ground
    self.reason = reason
  }
}
