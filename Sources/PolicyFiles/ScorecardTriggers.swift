import RiskScoring
import WageDomain

extension ScorecardReader {
  func trigger(_ keys: PolicyMapping, _ ids: SeenIds) -> HardTrigger? {
    let id = keys.identifier("id")
    if let id { ids.note(id, keys) }
    guard let form = form(keys) else {
      judgeWithoutKind(keys, withTiers: true)
      return nil
    }
    let comparison = comparison(form, keys)
    let bins = bins(keys, comparison, allowed: form.bounds, withTiers: true)
    let reason = reason(keys, form.places.map(\.name))
    let source = keys.prose("source")
    let rationale = keys.prose("rationale")
    guard let id, let comparison, let bins, let reason, let source, let rationale else {
      return nil
    }
    return HardTrigger(
      id: id, comparison: comparison, bins: bins, reason: reason, source: source,
      rationale: rationale)
  }
}
