import RiskEvaluation
import WageDomain

/// The figures of a backtest as rows: one for each cutoff and ranking.
struct BacktestRows {
  let plan: EventBacktest.Plan
  let language: Language

  static let keys = [
    "cutoff", "history_from", "label_until", "cohort", "positives", "base_rate", "ranking", "auc",
    "auc_low", "auc_high", "auc_over_count_low", "auc_over_count_high", "average_precision", "top",
    "trained_on",
  ]

  func listing(_ figures: [CutoffFigures], _ table: EventTable) -> Listing {
    Listing(
      noun: "rankings", columns: columns,
      rows: figures.flatMap { cutoff in cutoff.rankings.map { row(cutoff, $0) } },
      header: [
        "file": .string(table.file), "as_of": .string("\(table.asOf)"),
        "first_day": .optional(table.events.firstDay.map { "\($0)" }),
        "last_day": .optional(table.events.lastDay.map { "\($0)" }),
        "rows": .integer(Int64(table.rows)),
        "rows_left_out": .integer(Int64(table.faults.count)),
        "lines_left_out": .array(table.faults.map { .integer(Int64($0.line)) }),
        "entities": .integer(Int64(table.events.entities)),
        "history_months": .integer(Int64(plan.history)),
        "horizon_months": plan.horizon.monthsJSON, "horizon_days": plan.horizon.daysJSON,
        "seed": .integer(Int64(clamping: plan.seed)),
        "draws": .integer(Int64(plan.rounds)),
      ])
  }

  /// Why a ranking is missing or has no estimate.
  func notes(_ figures: [CutoffFigures]) -> [String] {
    figures.flatMap { cutoff -> [Bilingual] in
      var notes: [Bilingual] = []
      if cutoff.positives == 0 || cutoff.positives == cutoff.count {
        notes.append(
          Bilingual(
            zh: "\(cutoff.cutoff)：\(cutoff.count) 个主体中 \(cutoff.positives) 个为正，无法估计",
            en: "\(cutoff.cutoff): \(cutoff.positives) of \(cutoff.count) came true, no estimate"))
      }
      if !cutoff.rankings.contains(where: { $0.ranking == EventBacktest.Ranking.fitted.rawValue }) {
        let few = EventBacktest.fewestPositives
        notes.append(
          Bilingual(
            zh: "\(cutoff.cutoff)：此前的截点（\(cutoff.trainedOn.count) 个）正例不足 \(few)，未拟合",
            en: "\(cutoff.cutoff): nothing was fitted: fewer than \(few) positives at the "
              + "\(cutoff.trainedOn.count) earlier cutoffs that the table holds"))
      }
      return notes
    }.map { $0.text(language) }
  }

  private func row(_ cutoff: CutoffFigures, _ ranking: RankingFigures) -> JSONValue {
    .object([
      "cutoff": .string("\(cutoff.cutoff)"), "history_from": .string("\(cutoff.historyFrom)"),
      "label_until": .string("\(cutoff.labelUntil)"), "cohort": .integer(Int64(cutoff.count)),
      "positives": .integer(Int64(cutoff.positives)),
      "base_rate": .ratio(
        cutoff.count > 0 ? Double(cutoff.positives) / Double(cutoff.count) : nil),
      "ranking": .string(ranking.ranking), "auc": .ratio(ranking.auc),
      "auc_low": .ratio(ranking.aucInterval?.low), "auc_high": .ratio(ranking.aucInterval?.high),
      "auc_over_count_low": .ratio(ranking.difference?.low),
      "auc_over_count_high": .ratio(ranking.difference?.high),
      "average_precision": .ratio(ranking.averagePrecision),
      "top": .array(
        ranking.tops.map {
          top($0, hasBoth: 0 < cutoff.positives && cutoff.positives < cutoff.count)
        }),
      "trained_on": ranking.ranking == EventBacktest.Ranking.fitted.rawValue
        ? .array(cutoff.trainedOn.map { .string("\($0)") }) : .null,
    ])
  }

  private func top(_ top: TopFigures, hasBoth: Bool) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "k", value: .integer(Int64(top.k))),
      .init(key: "taken", value: .integer(Int64(top.taken))),
    ]
    members += top.hitsJSON
    members += top.threeJSON("precision", hasBoth: hasBoth, top.precision)
    members += top.threeJSON("recall", hasBoth: hasBoth, top.recall)
    members += top.threeJSON("lift", hasBoth: hasBoth, top.lift)
    return .object(members)
  }

  private var columns: [Listing.Column] {
    var columns: [Listing.Column] = [
      .init("cutoff", zh: "截点", en: "cutoff"),
      .init("cohort", zh: "主体数", en: "cohort", isNumber: true),
      .init("positives", zh: "正例", en: "came true", isNumber: true),
      .init(zh: "排序", en: "ranking") { [language] in Self.title($0["ranking"].cell).text(language)
      },
      .init(zh: "AUC", en: "AUC", isNumber: true) { Self.shown($0["auc"]) },
      .init(zh: "95 % 区间", en: "95 % interval") { row in
        row["auc_low"] == .null
          ? "-" : "\(Self.shown(row["auc_low"]))-\(Self.shown(row["auc_high"]))"
      },
      .init(zh: "AP", en: "AP", isNumber: true) { Self.shown($0["average_precision"]) },
    ]
    for (place, k) in plan.ks.enumerated() {
      columns.append(
        .init(zh: "前 \(k) 命中率", en: "precision@\(k)", isNumber: true) { Self.precision($0, place) })
    }
    return columns
  }

  static func title(_ ranking: String) -> Bilingual {
    switch EventBacktest.Ranking(rawValue: ranking) {
    case .count?: Bilingual(zh: "次数", en: "count")
    case .random?: Bilingual(zh: "随机", en: "random")
    case .lastFirst?: Bilingual(zh: "最近者先", en: "last first")
    case .halfLife?: Bilingual(zh: "次数，半衰期一年", en: "count, half-life one year")
    case .fitted?: Bilingual(zh: "次数与新近，拟合", en: "count and recency, fitted")
    case nil: .same(ranking)
    }
  }

  /// The mean, and worst to best where ties leave room.
  private static func precision(_ row: JSONValue, _ place: Int) -> String {
    guard case .array(let tops) = row["top"], tops.indices.contains(place) else { return "-" }
    let top = tops[place]
    let mean = percent(top["precision_mean"])
    guard top["hits_worst"] != top["hits_best"] else { return mean }
    return "\(mean) (\(percent(top["precision_worst"]))-\(percent(top["precision_best"])))"
  }

  private static func shown(_ value: JSONValue) -> String {
    guard case .millionths(let number) = value else { return "-" }
    return Decimals.text(millionths: number, places: 4)
  }

  private static func percent(_ value: JSONValue) -> String {
    guard case .millionths(let number) = value else { return "-" }
    return Decimals.text(millionths: number * 100, places: 1) + " %"
  }
}
