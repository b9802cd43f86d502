extension Advance {
  var payload: [String: String] {
    ["amount_fen": String(amount.fen), "reason_hash": reasonHash]
  }

  init?(_ values: CasePayloadValues) {
    guard let amount = values.amount("amount_fen"), let hash = values["reason_hash"] else {
      return nil
    }
    self.init(amount: amount, reasonHash: hash)
  }
}

extension Recovery {
  var payload: [String: String] { ["amount_fen": String(amount.fen), "body": body] }

  init?(_ values: CasePayloadValues) {
    guard let amount = values.amount("amount_fen"), let body = values["body"] else { return nil }
    self.init(amount: amount, body: body)
  }
}

extension CasePayloadValues {
  /// Nil when it is missing, no whole number of fen, or not more than zero.
  func amount(_ key: String) -> Money? {
    guard let fen = self[key].flatMap({ Int64($0) }), fen > 0 else { return nil }
    return Money(fen: fen)
  }
}
