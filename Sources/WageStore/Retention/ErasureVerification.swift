internal import WageDomain

/// What `verify` found of the erasures.
public struct ErasureVerification: Hashable, Sendable {
  public let events: Int
  /// The last event's hash, to be kept outside.
  public let head: String
  /// Whether the head that was asked for is in this chain.
  public let hasHead: Bool
  /// ``CaseFinding/caseNo`` is the number of what was erased.
  public let findings: [CaseFinding]
}

extension StoreSnapshot {
  /// Recomputes the chain of erasures.
  public func verifyErasures(head: String? = nil) throws -> ErasureVerification {
    let walk = try ChainWalk(
      .erasures, in: db, wanted: head,
      named: { Bilingual(zh: "第 \($0.seq) 个删除记录", en: "event \($0.seq) of the erasures") },
      read: { row in
        HeldKind(rawValue: row.type) != nil && CasePayload.values(row.payload)?["policy"] != nil
      },
      visit: { row, isKnown, fault in row.unknownEvent(isKnown, after: fault) })
    return ErasureVerification(
      events: walk.count, head: walk.head, hasHead: walk.hasHead, findings: walk.findings)
  }
}
