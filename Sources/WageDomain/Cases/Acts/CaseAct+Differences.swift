extension CaseAct {
  /// The keys of ``payload`` in which two acts of a kind differ, ascending. A transfer order's number is
  /// none: each has its own.
  public func differences(from other: CaseAct) -> [String] {
    let (own, others) = (payload, other.payload)
    return Set(own.keys).union(others.keys)
      .filter { $0 != "order" && own[$0] != others[$0] }.sorted()
  }

  /// Whether the value of a key is the hash of something that a person wrote or signed.
  public static func isHash(_ key: String) -> Bool { key.hasSuffix("hash") }
}
