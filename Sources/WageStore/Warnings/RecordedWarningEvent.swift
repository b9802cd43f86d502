public import WageDomain

/// An event of a warning as it stands in the chain.
public struct RecordedWarningEvent: Hashable, Sendable {
  /// From 1, without gaps, over all warnings.
  public let seq: Int64
  public let warningNo: String
  public let event: WarningEvent
}

extension ChainRow {
  var warningEvent: WarningEvent? {
    guard let values = CasePayload.values(payload),
      let act = WarningAct(type: type, payload: values), let day = Day(effectiveAt)
    else { return nil }
    return WarningEvent(act, effectiveOn: day, actor: actor)
  }
}

extension ChainWriter {
  func append(_ event: WarningEvent, to warningNo: String, now: Instant) throws {
    try append(
      event.act.type, event.act.payload, to: warningNo,
      effectiveAt: event.effectiveOn.description, recordedAt: now.description, actor: event.actor)
  }
}
