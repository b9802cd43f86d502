/// A complaint turned out to be another grievance and leaves the case. The reason's text is in the
/// protected tables.
public struct Unlinking: Hashable, Sendable {
  public let complaintNo: String
  /// Hash of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(complaintNo: String, reasonHash: String) {
    self.complaintNo = complaintNo
    self.reasonHash = reasonHash
  }
}

extension Unlinking {
  var payload: [String: String] { ["complaint": complaintNo, "reason_hash": reasonHash] }

  init?(_ values: CasePayloadValues) {
    guard let number = values["complaint"], let hash = values["reason_hash"] else { return nil }
    self.init(complaintNo: number, reasonHash: hash)
  }
}
