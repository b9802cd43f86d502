import NightlyRun
import RiskEvaluation
import WageDomain

/// The figures of a workspace's backtest: a row for each cohort, cutoff and ranking, and all that is
/// said of them together.
struct WorkspaceBacktestRows {
  let report: BacktestReport
  let language: Language

  static let keys = [
    "cutoff", "history_from", "label_until", "cohort_name", "label", "cohort", "positives",
    "owed_before", "base_rate", "ranking", "auc", "auc_low", "auc_high", "auc_over_card_low",
    "auc_over_card_high",
    "average_precision", "top",
  ]

  /// The whole report as `--json` writes it.
  var json: JSONValue {
    let listing = listing(isTable: false)
    return listing.json(listing.rows)
  }

  /// A table shows of the single indicators only the best of each cutoff.
  func listing(isTable: Bool) -> Listing {
    Listing(
      noun: "rankings", columns: columns,
      rows: judgements.flatMap { judgement in
        judgement.rankings.filter { !isTable || isShown($0, judgement) }.map { row(judgement, $0) }
      }, header: header)
  }

  private var judgements: [CutoffJudgement] { report.cohorts.flatMap(\.judgements) }

  private func isShown(_ ranking: JudgedRanking, _ judgement: CutoffJudgement) -> Bool {
    guard case .indicator = ranking.kind else { return true }
    let best = judgement.rankings.filter { if case .indicator = $0.kind { true } else { false } }
      .max { ($0.auc ?? 0, $1.kind.name) < ($1.auc ?? 0, $0.kind.name) }
    return best?.kind == ranking.kind
  }

  private func row(_ judgement: CutoffJudgement, _ ranking: JudgedRanking) -> JSONValue {
    .object([
      "cutoff": .string("\(judgement.cutoff)"),
      "history_from": .string("\(judgement.historyFrom)"),
      "label_until": .string("\(judgement.labelUntil)"),
      "cohort_name": .string(judgement.cohort.name),
      "label": .string(judgement.cohort.label.rawValue),
      "cohort": .integer(Int64(judgement.count)),
      "positives": .integer(Int64(judgement.positives)),
      "owed_before": .integer(Int64(judgement.owedBefore)),
      "base_rate": .ratio(
        judgement.count > 0 ? Double(judgement.positives) / Double(judgement.count) : nil),
      "ranking": .string(ranking.kind.name), "auc": .ratio(ranking.auc),
      "auc_low": .ratio(ranking.aucInterval?.low), "auc_high": .ratio(ranking.aucInterval?.high),
      "auc_over_card_low": .ratio(ranking.difference?.low),
      "auc_over_card_high": .ratio(ranking.difference?.high),
      "average_precision": .ratio(ranking.averagePrecision),
      "top": .array(ranking.tops.map { Self.top($0, hasBoth: judgement.hasBoth) }),
    ])
  }

  private static func top(_ top: JudgedTop, hasBoth: Bool) -> JSONValue {
    let figures = top.figures
    let interval = hasBoth ? top.precisionInterval : nil
    let share = top.capacity.millionths.map { Double($0) / 1_000_000 }
    var members: [JSONValue.Member] = [
      .init(key: "k", value: .integer(Int64(figures.k))),
      .init(key: "share", value: .ratio(share)),
      .init(key: "taken", value: .integer(Int64(figures.taken))),
    ]
    members += figures.hitsJSON
    members += figures.threeJSON("precision", hasBoth: hasBoth, figures.precision)
    members.append(.init(key: "precision_low", value: .ratio(interval?.low)))
    members.append(.init(key: "precision_high", value: .ratio(interval?.high)))
    members += figures.threeJSON("recall", hasBoth: hasBoth, figures.recall)
    members += figures.threeJSON("lift", hasBoth: hasBoth, figures.lift)
    return .object(members)
  }

  private var header: KeyValuePairs<String, JSONValue> {
    let parts = BacktestSummary(report: report)
    return [
      "as_of": .string("\(report.asOf)"), "scorecard": .string(report.scorecard),
      "history_months": .integer(Int64(report.plan.history)),
      "horizon_months": report.plan.horizon.monthsJSON,
      "horizon_days": report.plan.horizon.daysJSON,
      "seed": .integer(Int64(clamping: report.plan.seed)),
      "draws": .integer(Int64(report.plan.rounds)),
      "arrears_known_until": .optional(report.known.outcomes.arrearsUntil?.description),
      "complaints_known_until": .optional(report.known.outcomes.complaintsUntil?.description),
      "complaints_counted": .string(report.known.complaintRule.rawValue),
      "payroll_months_missing": .array(
        report.known.monthsNotDelivered.map { .string("\($0)") }),
      "cohorts": .array(report.cohorts.map(parts.cohort)),
      "notes": .array(BacktestNotes(report: report).all.map { $0.json(language) }),
      "summary": .array(report.cohorts.flatMap(parts.summary)),
      "tiers": .array(report.cohorts.flatMap(parts.tiers)),
      "groups": .array(report.cohorts.flatMap(parts.groups)),
      "calibration": .array(report.cohorts.flatMap(parts.calibration)),
      "lead_time": parts.leadTime, "warnings": parts.warnings,
    ]
  }

  /// Who was ranked, what is to be known of it, and what was found in time.
  var notes: [String] {
    let cohorts = report.cohorts.map { cohort in
      let name = BacktestNames.judged(cohort.cohort.name, by: cohort.cohort.label.rawValue)
      return Bilingual(
        zh: "\(name.zh)：\(cohort.cohort.sql)", en: "\(name.en): \(cohort.cohort.sql)")
    }
    let notes = BacktestNotes(report: report)
    return (cohorts + notes.all.map(\.text) + notes.leads).map { $0.text(language) }
  }

  private var columns: [Listing.Column] {
    var columns: [Listing.Column] = [
      .init("cutoff", zh: "截点", en: "cutoff"),
      .init(zh: "企业范围", en: "firms") { [language] in
        BacktestNames.cohort($0["cohort_name"].cell).text(language)
      },
      .init("cohort", zh: "企业数", en: "cohort", isNumber: true),
      .init("positives", zh: "正例", en: "came true", isNumber: true),
      .init(zh: "排序", en: "ranking") { [language, names = report.names] row in
        names.ranking(row["ranking"].cell).text(language)
      },
      .init(zh: "AUC", en: "AUC", isNumber: true) { $0["auc"].shown(places: 4) },
      .init(zh: "95 % 区间", en: "95 % interval") { row in
        row["auc_low"] == .null
          ? "-" : "\(row["auc_low"].shown(places: 4))-\(row["auc_high"].shown(places: 4))"
      },
      .init(zh: "AP", en: "AP", isNumber: true) { $0["average_precision"].shown(places: 4) },
    ]
    for (place, capacity) in report.plan.capacities.enumerated() {
      columns.append(
        .init(
          zh: "前 \(capacity.text) 命中率", en: "precision@\(capacity.text)", isNumber: true
        ) { Self.precision($0, place) })
    }
    return columns
  }

  /// The mean, and worst to best where ties leave room.
  private static func precision(_ row: JSONValue, _ place: Int) -> String {
    guard case .array(let tops) = row["top"], tops.indices.contains(place) else { return "-" }
    let top = tops[place]
    let mean = top["precision_mean"].percent
    guard top["hits_worst"] != top["hits_best"], mean != "-" else { return mean }
    return "\(mean) (\(top["precision_worst"].percent)-\(top["precision_best"].percent))"
  }
}

extension CutoffJudgement {
  /// Some came true and some did not.
  var hasBoth: Bool { positives > 0 && positives < count }
}

extension JSONValue {
  /// A number between integers; `-` where there is no estimate.
  func shown(places: Int) -> String {
    guard case .millionths(let number) = self else { return "-" }
    return Decimals.text(millionths: number, places: places)
  }

  var percent: String {
    guard case .millionths(let number) = self else { return "-" }
    return Decimals.text(millionths: number * 100, places: 1) + " %"
  }
}
