extension TransferOrder {
  var payload: [String: String] {
    ["order": number, "body": body, "helper": helper, "rule": rule].compactMapValues(\.self)
  }

  init?(_ values: CasePayloadValues) {
    guard let number = values["order"], let body = values["body"] else { return nil }
    self.init(number: number, body: body, helper: values["helper"], rule: values["rule"])
  }
}

extension Bounce {
  init?(_ values: CasePayloadValues) {
    guard let body = values["body"], let hash = values["reason_hash"] else { return nil }
    self.init(body: body, reasonHash: hash)
  }
}

extension Signature {
  init?(_ values: CasePayloadValues) {
    guard let level: CaseLevel = values.word("level"), let by = values["by"] else { return nil }
    self.init(level: level, by: by)
  }
}
