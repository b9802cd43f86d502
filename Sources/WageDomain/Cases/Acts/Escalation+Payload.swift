extension Escalation {
  var payload: [String: String] {
    ["to": forum.rawValue, "reason_hash": reasonHash, "county": county].compactMapValues(\.self)
  }

  init?(_ values: CasePayloadValues) {
    guard let forum: Forum = values.word("to"), let hash = values["reason_hash"] else { return nil }
    self.init(forum: forum, reasonHash: hash, county: values["county"])
  }
}
