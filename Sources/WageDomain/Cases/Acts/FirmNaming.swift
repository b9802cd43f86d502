/// Somebody found out which firm a complaint is about, or that it is about another.
public struct FirmNaming: Hashable, Sendable {
  public let complaintNo: String
  /// A credit code.
  public let firm: String
  /// The firm that stood there before; nil when none did.
  public let former: String?

  public init(complaintNo: String, firm: String, former: String?) {
    self.complaintNo = complaintNo
    self.firm = firm
    self.former = former
  }
}

extension FirmNaming {
  var payload: [String: String] {
    ["complaint": complaintNo, "firm": firm, "former": former].compactMapValues(\.self)
  }

  init?(_ values: CasePayloadValues) {
    guard let number = values["complaint"], let firm = values["firm"] else { return nil }
    self.init(complaintNo: number, firm: firm, former: values["former"])
  }
}
