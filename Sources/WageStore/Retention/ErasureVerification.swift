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
      events: walk.count, head: walk.head, hasHead: walk.hasHead,
      findings: try walk.findings + [cutTail(walk)].compactMap(\.self))
  }

  /// Nil where the chain ends with the event that was written last.
  private func cutTail(_ walk: ChainWalk) throws -> CaseFinding? {
    let end = try tableEnd(EventChain.erasures.table)
    let head = end.map { $0.last == 0 ? ChainRow.genesis : $0.hash }
    guard head != walk.head else { return nil }
    return CaseFinding(
      seq: nil, caseNo: nil,
      found: Bilingual(
        zh: "删除记录止于第 \(walk.position) 个，链头 \(walk.head)",
        en: "erasures that end with event \(walk.position), head \(walk.head)"),
      expected: Bilingual(
        zh: "止于最后写入的第 \(end?.last ?? 0) 个",
        en: "the event written last, \(end?.last ?? 0), at their end"))
  }
}
