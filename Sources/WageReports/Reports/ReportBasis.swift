public import WageDomain

/// What a report was made from, so that anybody can make it again.
public struct ReportBasis: Hashable, Sendable {
  /// `name@version` of the workflow policy.
  public let policy: String
  /// The number of the last event that counts; nil when none does.
  public let lastEvent: Int64?
  /// Of that event, as the chain has it.
  public let hash: String?
  /// Events that count and were recorded after the period was over.
  public let typedLate: Int

  public init(policy: String, lastEvent: Int64?, hash: String?, typedLate: Int) {
    self.policy = policy
    self.lastEvent = lastEvent
    self.hash = hash
    self.typedLate = typedLate
  }

  /// One line, the same as long as no further event counts.
  public var line: Bilingual {
    let event = lastEvent.map { "\($0)" } ?? "-"
    let hash = hash.map { String($0.prefix(16)) } ?? "-"
    return Bilingual(
      zh: "口径：\(policy)；计入事件至第 \(event) 号（\(hash)）"
        + (typedLate > 0 ? "，其中 \(typedLate) 个在期后补录" : ""),
      en: "Policy \(policy); events up to number \(event) (\(hash))"
        + (typedLate > 0 ? ", \(typedLate) of them recorded after the period" : ""))
  }
}
