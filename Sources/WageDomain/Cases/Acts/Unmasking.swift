/// Somebody had the complainants of a case shown. The reason's text is in the protected tables.
public struct Unmasking: Hashable, Sendable {
  /// Ids of the parties that were shown, ascending; never their data.
  public let parties: [Int64]
  /// Hash of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(parties: [Int64], reasonHash: String) {
    self.parties = parties.sorted()
    self.reasonHash = reasonHash
  }
}

/// The complainants of a finished case were erased, and what was written about them.
public struct Erasure: Hashable, Sendable {
  /// Ids of the parties that were erased, ascending.
  public let parties: [Int64]
  /// ``WorkflowPolicy/version`` of the policy that demanded it.
  public let policy: String

  public init(parties: [Int64], policy: String) {
    self.parties = parties.sorted()
    self.policy = policy
  }
}

extension Unmasking {
  var payload: [String: String] { ["parties": parties.word, "reason_hash": reasonHash] }

  init?(_ values: CasePayloadValues) {
    guard let parties = [Int64](word: values["parties"]), let hash = values["reason_hash"] else {
      return nil
    }
    self.init(parties: parties, reasonHash: hash)
  }
}

extension Erasure {
  var payload: [String: String] { ["parties": parties.word, "policy": policy] }

  init?(_ values: CasePayloadValues) {
    guard let parties = [Int64](word: values["parties"]), let policy = values["policy"] else {
      return nil
    }
    self.init(parties: parties, policy: policy)
  }
}

extension [Int64] {
  /// `3,7`; empty for none.
  fileprivate var word: String { map { String($0) }.joined(separator: ",") }

  fileprivate init?(word: String?) {
    let parts = word?.split(separator: ",") ?? []
    let numbers = parts.compactMap { Int64($0) }
    guard word != nil, numbers.count == parts.count else { return nil }
    self = numbers
  }
}
