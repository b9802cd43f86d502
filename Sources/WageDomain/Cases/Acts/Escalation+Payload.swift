extension Escalation {
  var payload: [String: String] {
    [
      "to": forum.rawValue, "reason_hash": reasonHash, "county": county,
      "ground": ground?.rawValue, "kind": kind?.rawValue, "regulator": regulator,
    ].compactMapValues(\.self)
  }

  init?(_ values: CasePayloadValues) {
    let ground: PoliceGround? = values.word("ground")
    let kind: FastTrackKind? = values.word("kind")
    guard let forum: Forum = values.word("to"), let hash = values["reason_hash"],
      (ground == nil) == (values["ground"] == nil), (kind == nil) == (values["kind"] == nil)
    else { return nil }
    self.init(
      forum: forum, reasonHash: hash, county: values["county"], ground: ground, kind: kind,
      regulator: values["regulator"])
  }
}
