internal import WageDomain

extension ChainWriter {
  func append(_ event: PunishmentEvent, to number: String, now: Instant) throws {
    try append(
      event.act.kind.rawValue, event.act.payload, to: number,
      effectiveAt: event.effectiveOn.description, recordedAt: now.description, actor: event.actor)
  }
}

extension ChainRow {
  var punishmentEvent: PunishmentEvent? {
    guard let values = CasePayload.values(payload),
      let act = PunishmentAct(type: type, payload: values), let day = Day(effectiveAt)
    else { return nil }
    return PunishmentEvent(act, effectiveOn: day, actor: actor)
  }
}
