import RiskScoring
import WageDomain

extension ScorecardReader {
  /// What a fitted card learned its points from.
  func training(_ keys: PolicyMapping) -> TrainingFacts? {
    let fittedFrom = keys.text("fitted_from")
    let without = keys.optional("without").map { $0.list { $0.identifier() } } ?? []
    let cutoffs = keys.list("cutoffs") { $0.day() }
    let learnedUntil = keys.required("learned_until")?.day()
    let label = keys.text("label")
    let complaintsCounted = keys.optional("complaints_counted")?.choice(WageComplaintRule.self)
    let horizon = keys.text("horizon")
    let cohort = keys.text("cohort")
    let rows = keys.integer("rows", 1...1_000_000_000_000)
    let positives = keys.integer("positives", 1...1_000_000_000_000)
    let positiveFirms = keys.integer("positive_firms", 1...1_000_000_000_000)
    let seed = keys.integer("seed", 0...1_000_000_000_000)
    let pointsOfDouble = keys.integer("points_double_odds", 1...1000)
    let baseChance = keys.integer("base_chance_millionths", 0...1_000_000)
    let inputs = keys.text("inputs")
    guard let fittedFrom, let without, let cutoffs, let learnedUntil, let label, let horizon,
      let cohort, let rows, let positives, let positiveFirms, let seed, let pointsOfDouble,
      let baseChance, let inputs
    else { return nil }
    return TrainingFacts(
      fittedFrom: fittedFrom, without: without, cutoffs: cutoffs, learnedUntil: learnedUntil,
      label: label, complaintsCounted: complaintsCounted, horizon: horizon, cohort: cohort,
      rows: rows, positives: positives, positiveFirms: positiveFirms, seed: UInt64(seed),
      pointsOfDouble: pointsOfDouble, baseChance: baseChance, inputs: inputs)
  }
}

extension PolicyNode {
  fileprivate func day() -> Day? {
    if let day = scalar.flatMap({ Day($0) }) { return day }
    fault(expected: Bilingual(zh: "日期，如 2026-10-31", en: "a day such as 2026-10-31"))
    return nil
  }
}
