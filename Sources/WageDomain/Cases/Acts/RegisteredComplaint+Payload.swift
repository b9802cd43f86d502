extension RegisteredComplaint {
  /// A firm that is known is not named here: what it is changes with the register, not the case.
  public static let unknownFirm = "unknown"

  var payload: [String: String] {
    [
      "complaint": complaintNo, "place_hash": placeHash,
      "firm": isFirmKnown ? nil : Self.unknownFirm,
      "detached_on": detachedOn?.description,
    ].compactMapValues(\.self).merging(details.payload) { $1 }
  }

  init?(_ values: CasePayloadValues) {
    guard let number = values["complaint"], let details = CaseDetails(values) else { return nil }
    self.init(
      complaintNo: number, details: details, placeHash: values["place_hash"],
      isFirmKnown: values["firm"] != Self.unknownFirm)
    detachedOn = values.day("detached_on")
  }
}

extension LinkedComplaint {
  var payload: [String: String] {
    complaint.payload.merging(["from": fromCase].compactMapValues(\.self)) { $1 }
  }

  init?(_ values: CasePayloadValues) {
    guard let complaint = RegisteredComplaint(values) else { return nil }
    self.init(
      complaintNo: complaint.complaintNo, fromCase: values["from"], details: complaint.details,
      placeHash: complaint.placeHash, isFirmKnown: complaint.isFirmKnown)
  }
}

extension CaseDetails {
  fileprivate var payload: [String: String] {
    [
      "persons": persons.map { String($0) }, "amount_fen": amount.map { String($0.fen) },
      "town": town?.description,
    ].compactMapValues(\.self)
  }

  fileprivate init?(_ values: CasePayloadValues) {
    let persons = values["persons"].map { Int64($0) }
    let fen = values["amount_fen"].map { Int64($0) }
    let town = values["town"].map { TownCode($0) }
    guard persons != .some(nil), fen != .some(nil), town != .some(nil) else { return nil }
    self.init(
      persons: persons ?? nil, amount: (fen ?? nil).map { Money(fen: $0) }, town: town ?? nil)
  }
}
