extension Resolution {
  var payload: [String: String] {
    switch self {
    case .wagesPaid: ["by": kind.rawValue]
    case .repaymentAgreement(let agreement):
      [
        "by": kind.rawValue, "file_hash": agreement.fileHash,
        "instalments": agreement.instalments.isEmpty
          ? nil : agreement.instalments.map(\.word).joined(separator: ","),
        "terms_hash": agreement.termsHash,
      ].compactMapValues(\.self)
    }
  }

  init?(_ values: CasePayloadValues) {
    switch values.word("by") as ResolutionKind? {
    case .wagesPaid?: self = .wagesPaid
    case .repaymentAgreement?:
      let words = values["instalments"]?.split(separator: ",") ?? []
      let instalments = words.compactMap { Instalment(word: $0) }
      guard let hash = values["file_hash"], instalments.count == words.count else { return nil }
      self = .repaymentAgreement(
        RepaymentAgreement(
          fileHash: hash, instalments: instalments, termsHash: values["terms_hash"]))
    case nil: return nil
    }
  }
}

extension Instalment {
  /// Day and fen, `2026-12-01:150000`.
  fileprivate var word: String { "\(dueOn):\(amount.fen)" }

  fileprivate init?(word: Substring) {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Day(String(parts[0])), let fen = Int64(parts[1]) else {
      return nil
    }
    self.init(dueOn: day, amount: Money(fen: fen))
  }
}

extension BrokenInstalment {
  init?(_ values: CasePayloadValues) {
    guard let number = values.number("instalment"), let day = values.day("due_on") else {
      return nil
    }
    self.init(number: number, dueOn: day)
  }
}
