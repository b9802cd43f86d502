import RiskEvaluation
import WageDomain

/// What a backtest says besides its rankings: over all cutoffs, by group, by points, in time.
struct BacktestSummary {
  let report: BacktestReport

  func cohort(_ cohort: BacktestReport.Cohort) -> JSONValue {
    .object([
      "name": .string(cohort.cohort.name), "label": .string(cohort.cohort.label.rawValue),
      "sql": .string(cohort.cohort.sql), "not_known_yet": .integer(Int64(cohort.notKnownYet)),
      "capacities": .array(report.plan.capacities.map { .string($0.text) }),
    ])
  }

  /// Each ranking over the cutoffs: the mean, the worst, the best.
  func summary(_ cohort: BacktestReport.Cohort) -> [JSONValue] {
    var kinds: [CutoffRanking.Kind] = []
    for ranking in cohort.judgements.flatMap(\.rankings) where !kinds.contains(ranking.kind) {
      kinds.append(ranking.kind)
    }
    return kinds.map { kind in
      let own = cohort.judgements.compactMap { judgement in
        judgement.rankings.first { $0.kind == kind }.map { (judgement, $0) }
      }
      let aucs = own.compactMap(\.1.auc)
      return .object([
        "cohort_name": .string(cohort.cohort.name), "ranking": .string(kind.name),
        "cutoffs": .integer(Int64(own.count)), "estimates": .integer(Int64(aucs.count)),
        "auc_mean": .ratio(Self.mean(aucs)), "auc_worst": .ratio(aucs.min()),
        "auc_best": .ratio(aucs.max()),
        "average_precision_mean": .ratio(Self.mean(own.compactMap(\.1.averagePrecision))),
        "top": .array(report.plan.capacities.indices.map { top($0, own) }),
      ])
    }
  }

  /// Hits of the first k at all cutoffs together.
  private func top(_ place: Int, _ own: [(CutoffJudgement, JudgedRanking)]) -> JSONValue {
    let both = own.filter { $0.0.hasBoth }
    let tops = both.map { $0.1.tops[place].figures }
    let hits = tops.reduce(0) { $0 + $1.mean }
    let taken = tops.reduce(0) { $0 + $1.taken }
    let positives = both.reduce(0) { $0 + $1.0.positives }
    let each = tops.compactMap { $0.precision($0.mean) }
    return .object([
      "capacity": .string(report.plan.capacities[place].text), "taken": .integer(Int64(taken)),
      "hits_mean": .ratio(hits),
      "precision": .ratio(taken > 0 ? hits / Double(taken) : nil),
      "precision_worst_cutoff": .ratio(each.min()), "precision_best_cutoff": .ratio(each.max()),
      "recall": .ratio(positives > 0 ? hits / Double(positives) : nil),
    ])
  }

  func tiers(_ cohort: BacktestReport.Cohort) -> [JSONValue] {
    Tier.allCases.reversed().map { tier in
      let all = cohort.judgements.compactMap { $0.tiers[tier] }
      let (count, positives) = all.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.positives) }
      return .object([
        "cohort_name": .string(cohort.cohort.name), "tier": .string(tier.rawValue),
        "firms": .integer(Int64(count)), "positives": .integer(Int64(positives)),
        "precision": .ratio(count > 0 ? Double(positives) / Double(count) : nil),
      ])
    }
  }

  func groups(_ cohort: BacktestReport.Cohort) -> [JSONValue] {
    cohort.groups.map { group in
      .object([
        "cohort_name": .string(cohort.cohort.name), "by": .string(group.dimension.rawValue),
        "group": .optional(group.group), "firms": .integer(Int64(group.firms)),
        "firm_cutoffs": .integer(Int64(group.count)),
        "positives": .integer(Int64(group.positives)),
        "positive_firms": .integer(Int64(group.positiveFirms)),
        "too_few": .bool(group.isTooFew),
        "base_rate": .ratio(
          group.isTooFew ? nil : Double(group.positives) / Double(group.count)),
        "list": .string(cohort.capacity.text), "listed": .ratio(group.listed),
        "hits": .ratio(group.hits),
        "precision": .ratio(
          group.isTooFew || group.listed < 1 ? nil : group.hits / group.listed),
        "recall": .ratio(group.isTooFew ? nil : group.hits / Double(group.positives)),
        "auc": .ratio(group.auc),
      ])
    }
  }

  func calibration(_ cohort: BacktestReport.Cohort) -> [JSONValue] {
    cohort.bands.map { band in
      let judged = Double(band.judged)
      return .object([
        "cohort_name": .string(cohort.cohort.name), "points_from": .integer(Int64(band.from)),
        "points_to": .optional(band.to), "firm_cutoffs": .integer(Int64(band.count)),
        "positives": .integer(Int64(band.positives)),
        "rate": .ratio(Double(band.positives) / Double(band.count)),
        "firms": .integer(Int64(band.firms)),
        "positive_firms": .integer(Int64(band.positiveFirms)),
        "rate_low": .ratio(band.interval?.low), "rate_high": .ratio(band.interval?.high),
        "judged": .integer(Int64(band.judged)),
        "judged_rate": .ratio(band.judged > 0 ? Double(band.judgedPositives) / judged : nil),
        "foretold_rate": .ratio(band.foretold.map { $0 / judged }),
      ])
    }
  }

  var leadTime: JSONValue {
    guard let leads = report.leads else { return .null }
    return .object([
      "days_scored": .integer(Int64(report.warned.days.count)),
      "first_day": .optional(report.warned.days.first?.description),
      "last_day": .optional(report.warned.days.last?.description),
      "fewest_days": .integer(Int64(LeadTimes.fewestDays)),
      "horizon_months": report.plan.horizon.monthsJSON,
      "horizon_days": report.plan.horizon.daysJSON,
      "events": .array(leads.map { lead($0, "event", .string($0.event.rawValue)) }),
      "by_cause": .array(
        report.leadsByCause.map { lead($0.leads, "cause", .optional($0.cause)) }),
    ])
  }

  private func lead(_ leads: LeadTimes, _ name: String, _ value: JSONValue) -> JSONValue {
    func share(_ count: Int) -> JSONValue {
      .ratio(leads.observed > 0 ? Double(count) / Double(leads.observed) : nil)
    }
    let own: JSONValue = .object([
      "firms": .integer(Int64(leads.firms)),
      "not_observed": .integer(Int64(leads.notObserved)),
      "observed": .integer(Int64(leads.observed)),
      "warned_before": .integer(Int64(leads.leads.count)),
      "share_before": share(leads.leads.count), "short": .integer(Int64(leads.short)),
      "share_short": share(leads.short), "after": .integer(Int64(leads.after)),
      "share_after": share(leads.after), "none": .integer(Int64(leads.none)),
      "share_none": share(leads.none), "open": .integer(Int64(leads.open)),
      "share_open": share(leads.open), "median_days": .optional(leads.quartiles?.median),
      "lower_quartile_days": .optional(leads.quartiles?.lower),
      "upper_quartile_days": .optional(leads.quartiles?.upper),
      "median_days_missed_as_0": .optional(leads.medianWithMissed),
      "cut_short": .integer(Int64(leads.cut)),
      "leads": .array(leads.leads.map { .integer(Int64($0)) }),
    ])
    return own.headed([.init(key: name, value: value)])
  }

  var warnings: JSONValue {
    let warnings = report.warnings
    return .object([
      "month": .string("\(warnings.month)"),
      "fired": .integer(Int64(warnings.firedInMonth)),
      "last_month": found(warnings.ofMonth, []), "history": found(warnings.all, []),
      "fewest": .integer(Int64(WarningPrecision.fewest)),
      "by_indicator": .array(
        warnings.byIndicator.map { indicator, own in
          let advice = IndicatorAdvice(own, all: warnings.all)
          return found(
            own,
            [
              .init(key: "indicator", value: .string(indicator)),
              .init(key: "advice", value: .string(advice.rawValue)),
            ])
        }),
    ])
  }

  private func found(_ own: WarningPrecision, _ before: [JSONValue.Member]) -> JSONValue {
    let members: JSONValue = .object([
      "checked": .integer(Int64(own.checked)), "valid": .integer(Int64(own.valid)),
      "already_known": .integer(Int64(own.alreadyKnown)),
      "false_alarm": .integer(Int64(own.falseAlarm)),
      "data_late": .integer(Int64(own.dataLate)), "precision": .ratio(own.precision),
      "precision_low": .ratio(own.interval?.low), "precision_high": .ratio(own.interval?.high),
    ])
    return members.headed(before)
  }

  private static func mean(_ numbers: [Double]) -> Double? {
    numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
  }
}

extension JSONValue {
  /// An object with other members before its own.
  fileprivate func headed(_ before: [Member]) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(before + members)
  }
}
