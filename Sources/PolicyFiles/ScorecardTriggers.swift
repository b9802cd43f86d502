import WageDomain

extension ScorecardReader {
  func trigger(_ keys: PolicyMapping, _ ids: SeenIds) -> HardTrigger? {
    let id = keys.identifier("id")
    if let id { ids.note(id, keys) }
    guard let name = keys.choice("kind", TriggerKind.Name.self) else {
      keys.skipUnknownKeys()
      return nil
    }
    let kind = triggerKind(name, keys)
    let bins = keys.list("bins") { $0.mapping(triggerBin) }
    let reason = reason(keys, name.placeholders)
    let source = keys.text("source")
    let rationale = keys.text("rationale")
    guard let id, let kind, let bins, let reason, let source, let rationale else { return nil }
    return keys.checked {
      () throws(ScorecardFault) in
      try HardTrigger(
        id: id, kind: kind, bins: bins, reason: reason, source: source, rationale: rationale)
    }
  }

  private func triggerKind(_ name: TriggerKind.Name, _ keys: PolicyMapping) -> TriggerKind? {
    switch name {
    case .wagesUnpaid:
      let lookBack = keys.integer("look_back_months", 1...60)
      let payroll = keys.integer("payroll_months", 1...12)
      let payDay = keys.integer("pay_day", 1...28)
      let gone = keys.list("gone_statuses") { $0.text() }
      guard let lookBack, let payroll, let payDay, let gone else { return nil }
      return .wagesUnpaid(
        WagesUnpaidParameters(
          lookBackMonths: lookBack, payrollMonths: payroll, payDay: payDay,
          goneStatuses: gone))
    }
  }

  private func triggerBin(_ keys: PolicyMapping) -> HardTrigger.Bin? {
    let days = keys.integer("at_least_days", 1...3660)
    let tier = keys.choice("tier", Tier.self)
    let points = keys.points("points")
    guard let days, let tier, let points else { return nil }
    return HardTrigger.Bin(days: days, tier: tier, points: points)
  }
}
