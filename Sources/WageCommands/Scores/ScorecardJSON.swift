import RiskScoring
import WageDomain

/// A scorecard as one JSON object.
enum ScorecardJSON {
  static func value(_ card: Scorecard, _ language: Language) -> JSONValue {
    .object([
      "schema": .integer(1), "scorecard": .string(card.identifier),
      "title": .string(card.title.text(language)),
      "tiers": .object([
        "yellow": .integer(Int64(card.tiers.yellow)), "orange": .integer(Int64(card.tiers.orange)),
        "red": .integer(Int64(card.tiers.red)), "source": .string(card.tiers.source.text(language)),
      ]),
      "training": card.training.map(training) ?? .null,
      "warnings": .array(
        (card.warnings?.rules ?? []).map { rule in
          .object([
            "tier": .string(rule.tier.rawValue),
            "lowered_after_days": .integer(Int64(rule.loweredAfterDays)),
            "check_days": .integer(Int64(rule.check.days)),
            "check_kind": .string(rule.check.kind.rawValue),
            "source": .string(rule.source.text(language)),
          ])
        }),
      "triggers": .array(
        card.triggers.map {
          rule($0.id, $0.comparison, $0.bins, $0.source, $0.rationale, language)
        }),
      "classes": .array(
        card.classes.map { owner in
          .object([
            "id": .string(owner.id), "title": .string(owner.title.text(language)),
            "cap": .integer(Int64(owner.cap)),
            "cap_reason": .optional(owner.capReason?.text(language)),
            "source": .string(owner.source.text(language)),
            "indicators": .array(
              card.indicators.filter { $0.classId == owner.id }.map {
                rule($0.id, $0.comparison, $0.bins, $0.source, $0.rationale, language)
              }),
          ])
        }),
    ])
  }

  static func training(_ facts: TrainingFacts) -> JSONValue {
    .object([
      "fitted_from": .string(facts.fittedFrom),
      "without": .array(facts.without.map { .string($0) }),
      "cutoffs": .array(facts.cutoffs.map { .string($0.description) }),
      "learned_until": .string(facts.learnedUntil.description),
      "label": .string(facts.label),
      "complaints_counted": .optional(facts.complaintsCounted?.rawValue),
      "horizon": .string(facts.horizon),
      "cohort": .string(facts.cohort), "rows": .integer(Int64(facts.rows)),
      "positives": .integer(Int64(facts.positives)),
      "positive_firms": .integer(Int64(facts.positiveFirms)),
      "seed": .integer(Int64(clamping: facts.seed)),
      "points_double_odds": .integer(Int64(facts.pointsOfDouble)),
      "base_chance": .millionths(Int64(facts.baseChance)), "inputs": .string(facts.inputs),
    ])
  }

  private static func rule(
    _ id: String, _ comparison: Comparison, _ bins: PointsBins, _ source: Bilingual,
    _ rationale: Bilingual, _ language: Language
  ) -> JSONValue {
    .object([
      "id": .string(id), "kind": .string(comparison.form.name),
      "feeds": .array(comparison.feeds.sorted().map { .string($0.rawValue) }),
      "parameters": .object(
        comparison.shownParameters.map {
          JSONValue.Member(key: $0.key, value: .string($0.text.text(language)))
        }),
      "bins": .array(
        bins.bins.map { bin in
          .object([
            "bound": .string(bins.bound.rawValue), "threshold": .integer(bin.threshold),
            "text": .string(comparison.shown(bin, bins.bound).text(language)),
            "points": .integer(Int64(bin.points)), "tier": .optional(bin.tier?.rawValue),
          ])
        }),
      "rationale": .string(rationale.text(language)), "source": .string(source.text(language)),
    ])
  }
}
