public import WageDomain

/// A complaint as it came, from a file or a window, before it is stored.
public struct ComplaintRecord: Hashable, Sendable {
  public var complaintNo: String
  public var channel: String
  public var receivedAt: Instant
  public var knownOn: Day
  /// Of the credit code that was given.
  public var firmId: Int64?
  /// Found by the name; may change without a new complaint.
  public var namedFirmId: Int64?
  /// The day from which the name is that firm's, where it is later than ``knownOn``.
  public var namedSince: Day?
  public var firmName: String?
  public var projectCode: String?
  /// Protected.
  public var place: String?
  public var details: CaseDetails
  public var owedSince: Month?
  /// Protected.
  public var complainant: Complainant
  /// Protected.
  public var content: String?

  /// The words of the contract's `channel` column.
  public static let channels = [
    "12345", "110", "hotline", "petition", "online_petition", "inspection", "online", "qr", "court",
    "opinion", "other",
  ]

  public init(
    complaintNo: String, channel: String, receivedAt: Instant, knownOn: Day, firmId: Int64?,
    namedFirmId: Int64? = nil, namedSince: Day? = nil, firmName: String?, projectCode: String?,
    place: String?,
    details: CaseDetails,
    owedSince: Month?, complainant: Complainant, content: String?
  ) {
    self.complaintNo = complaintNo
    self.channel = channel
    self.receivedAt = receivedAt
    self.knownOn = knownOn
    self.firmId = firmId
    self.namedFirmId = namedFirmId
    self.namedSince = namedSince
    self.firmName = firmName
    self.projectCode = projectCode
    self.place = place
    self.details = details
    self.owedSince = owedSince
    self.complainant = complainant
    self.content = content
  }

  /// The same without what is personal.
  var withoutPerson: ComplaintRecord {
    var record = self
    record.complainant = Complainant(name: nil, idNo: nil, phone: nil)
    record.place = nil
    record.content = nil
    return record
  }

  /// SHA-256 over everything but the day it became known, and whose firm its name was found to be:
  /// the same content changes nothing.
  var contentHash: String {
    let values: [String?] = [
      channel, receivedAt.description, firmId.map { String($0) }, firmName, projectCode, place,
      details.persons.map { String($0) }, details.amount.map { String($0.fen) },
      details.town?.description, owedSince?.description, complainant.name, complainant.idNo,
      complainant.phone, content,
    ]
    return TextHash.sha256(
      values.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: "\n"))
  }

  /// Whose it is, by code or name.
  var firm: Int64? { firmId ?? namedFirmId }

  var placeHash: String? { place.map(TextHash.sha256) }
}
