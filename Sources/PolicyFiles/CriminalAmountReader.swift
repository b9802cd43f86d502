import WageDomain

/// One reading of the section `criminal_amount` of a workflow policy.
struct CriminalAmountReader {
  let keys: PolicyMapping

  func amount() -> CriminalAmount? {
    let region = keys.bilingual("region")
    let oneWorker = keys.mapping("one_worker") { keys -> (Money, Int)? in
      let amount = Self.money(keys)
      let months = keys.integer("months", 1...120)
      guard let amount, let months else { return nil }
      return (amount, months)
    }
    let workers = keys.mapping("workers") { keys -> (Money, Int)? in
      let amount = Self.money(keys)
      let persons = keys.integer("persons", 1...1_000_000)
      guard let amount, let persons else { return nil }
      return (amount, persons)
    }
    let source = keys.text("source")
    guard let region, let oneWorker, let workers, let source else { return nil }
    return CriminalAmount(
      region: region, oneWorker: oneWorker.0, months: oneWorker.1, persons: Int64(workers.1),
      total: workers.0, source: source)
  }

  /// The key `amount`: more than nothing.
  static func money(_ keys: PolicyMapping) -> Money? {
    guard let node = keys.required("amount"), let fen = node.quantity(.fen) else { return nil }
    guard fen > 0 else {
      node.fault(expected: Bilingual(zh: "大于 0 的金额", en: "an amount above 0 yuan"))
      return nil
    }
    return Money(fen: fen)
  }
}
