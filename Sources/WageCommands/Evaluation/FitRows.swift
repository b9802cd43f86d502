import RiskEvaluation
import RiskScoring
import WageDomain

/// A fit as rows: one for each bin of each rule.
struct FitRows {
  let report: FitReport
  let language: Language

  static let keys = [
    "rule", "kind", "bin", "threshold", "n", "positives", "share", "weight_of_evidence",
    "information_value", "log_odds", "points_before", "points", "left_out",
  ]

  func listing(_ day: Day) -> Listing {
    let pairs = pairRows
    return Listing(
      noun: "bins", columns: columns, rows: listed.flatMap(rows),
      header: [
        "as_of": .string(day.description), "scorecard": .string(report.fitted.identifier),
        "training": ScorecardJSON.training(report.facts),
        "positives_needed": .integer(Int64(PointsFit.fewestPositives)),
        "ridge": .ratio(report.fit.ridge), "rules_tried": .integer(Int64(report.fit.rules.count)),
        "zero_count": .string("half a firm added to both sides of every bin"),
        "tiers_before": tiers(report.card), "tiers": tiers(report.fitted),
        "tests": .array(pairs.rows), "mean": pairs.meanJSON(pairs.mean),
      ])
  }

  /// The card's own rules, and the candidates that got points.
  private var listed: [PointsFit.Rule] {
    let own = Set(report.card.triggers.map(\.id) + report.card.indicators.map(\.id))
    return report.fit.rules.filter { $0.leftOut == nil || own.contains($0.rule.id) }
  }

  /// What was left out, and how both cards did on the test cutoffs.
  var notes: [String] {
    let pairs = pairRows
    let table = TextTable(
      titles: pairs.columns.map { $0.title.text(language) },
      isRightAligned: pairs.columns.map(\.isNumber),
      rows: pairs.rows.map { row in pairs.columns.map { $0.cell(row) } })
    let kept = report.fit.rules.count { $0.leftOut == nil }
    let facts = report.facts
    let learned = Bilingual(
      zh: "自 \(facts.cutoffs.count) 个截点的 \(facts.rows) 行、\(facts.positiveFirms) 家为正的企业学得："
        + "\(report.fit.rules.count) 项规则中 \(kept) 项有分",
      en: "learned from \(facts.rows) rows of \(facts.cutoffs.count) cutoffs and "
        + "\(facts.positiveFirms) firms that came true: \(kept) of \(report.fit.rules.count) rules "
        + "have points")
    let judged = Bilingual(
      zh: "未参与学习的截点上：", en: "on the cutoffs that were not learned from:")
    return [learned.text(language)] + newClasses + missing + [judged.text(language)]
      + table.text.split(separator: "\n").map(String.init) + [pairs.meanText(pairs.mean)]
  }

  /// A candidate may hold against a firm what no card did before, as its size: that is for a person to allow.
  private var newClasses: [String] {
    let known = Set(report.card.classes.map(\.id))
    let before = report.card.identifier
    return report.fitted.classes.filter { !known.contains($0.id) }.map { owner -> String in
      let (zh, en, most, id) = (owner.title.zh, owner.title.en, owner.cap, owner.id)
      return Bilingual(
        zh: "\(zh)：\(before) 没有这一类，新评分表最多给 \(most) 分；不用此类：--without \(id)",
        en: "\(en): \(before) has no such class, the new card gives up to \(most) points; to fit "
          + "without: --without \(id)"
      ).text(language)
    }
  }

  private var pairRows: CardPairRows {
    CardPairRows(pairs: report.pairs, plan: report.plan, language: language)
  }

  /// A card cannot give points for what is not there: where that is likelier, it is said.
  private var missing: [String] {
    let (positives, rows) = (report.facts.positives, report.facts.rows)
    return listed.compactMap { rule in
      let absent = rule.bins.absent
      // Twice as likely as all, with enough firms to say it.
      guard absent.positives >= 5, absent.positives * rows > 2 * positives * absent.count else {
        return nil
      }
      return Bilingual(
        zh: "\(rule.rule.id)：没有数据行的 \(absent.count) 行中 \(absent.positives) 行为正，多于平均；"
          + "评分表只能以 missing 类指标为此给分",
        en:
          "\(rule.rule.id): \(absent.positives) of \(absent.count) rows without data came true, more "
          + "than of all; a card gives points for that by an indicator of kind missing"
      ).text(language)
    }
  }

  private func tiers(_ card: Scorecard) -> JSONValue {
    .object([
      "yellow": .integer(Int64(card.tiers.yellow)), "orange": .integer(Int64(card.tiers.orange)),
      "red": .integer(Int64(card.tiers.red)),
    ])
  }

  private func rows(_ rule: PointsFit.Rule) -> [JSONValue] {
    let unmeasured: [(String, RuleBin)] = [
      ("nothing", rule.bins.nothing), ("absent", rule.bins.absent), ("silent", rule.bins.silent),
      ("mild", rule.bins.mild),
    ]
    return unmeasured.filter { $0.1.count > 0 }.map { row(rule, $0.0, $0.1, place: 0) }
      + rule.bins.bins.enumerated().map { place, bin in
        row(rule, shown(rule, bin), bin, place: place + 1)
      }
  }

  /// Of a bin; its place in what the fit learned is 0 for the base, with which stands all that a card
  /// gives no points for.
  private func row(
    _ rule: PointsFit.Rule, _ bin: String, _ counts: RuleBin, place: Int
  ) -> JSONValue {
    let (positives, rows) = (report.facts.positives, report.facts.rows)
    let weight = rule.bins.weight(of: counts, positives: positives, negatives: rows - positives)
    let threshold = counts.threshold.map { $0 - rule.rule.offset }
    return .object([
      "rule": .string(rule.rule.id), "kind": .string(rule.rule.isTrigger ? "trigger" : "indicator"),
      "bin": .string(bin), "threshold": .optional(threshold),
      "n": .integer(Int64(counts.count)), "positives": .integer(Int64(counts.positives)),
      "share": .ratio(
        counts.count > 0 ? Double(counts.positives) / Double(counts.count) : nil),
      "weight_of_evidence": .ratio(weight),
      "information_value": .ratio(rule.informationValue),
      "log_odds": .ratio(rule.rises.indices.contains(place) ? rule.rises[place] : nil),
      "points_before": .integer(Int64(counts.threshold.map { before(rule, $0) } ?? 0)),
      "points": .integer(Int64(counts.threshold.map { rule.points($0) } ?? 0)),
      "left_out": .optional(rule.leftOut?.rawValue),
    ])
  }

  private func bins(_ id: String, _ card: Scorecard) -> (Comparison, PointsBins)? {
    if let rule = card.triggers.first(where: { $0.id == id }) {
      return (rule.comparison, rule.bins)
    }
    return card.indicators.first { $0.id == id }.map { ($0.comparison, $0.bins) }
  }

  private func shown(_ rule: PointsFit.Rule, _ bin: RuleBin) -> String {
    guard let (comparison, bins) = bins(rule.rule.id, report.wide), let threshold = bin.threshold
    else {
      return ""
    }
    return comparison.shown(
      PointsBins.Bin(threshold: threshold - rule.rule.offset, points: 1), bins.bound
    ).text(language)
  }

  /// What the card gave for a value.
  private func before(_ rule: PointsFit.Rule, _ value: Int64) -> Int {
    guard let (_, bins) = bins(rule.rule.id, report.card) else { return 0 }
    let reached = bins.bins.last { bin in
      let own = bin.threshold + rule.rule.offset
      return rule.rule.isUpward ? value >= own : value <= own
    }
    return reached?.points ?? 0
  }

  private var columns: [Listing.Column] {
    [
      .init("rule", zh: "规则", en: "rule"),
      .init(zh: "分档", en: "bin") { [language] in Self.bin($0["bin"].cell, language) },
      .init("n", zh: "行数", en: "n", isNumber: true),
      .init("positives", zh: "为正", en: "came true", isNumber: true),
      .init(zh: "比例", en: "share", isNumber: true) { row in
        guard case .millionths(let number) = row["share"] else { return "-" }
        return Decimals.text(millionths: number * 100, places: 2) + " %"
      },
      .init(zh: "证据权重", en: "weight", isNumber: true) { row in
        guard case .millionths(let number) = row["weight_of_evidence"] else { return "-" }
        return Decimals.text(millionths: number, places: 2)
      },
      .init("points_before", zh: "原分", en: "before", isNumber: true),
      .init("points", zh: "新分", en: "points", isNumber: true),
      .init(zh: "未用的原因", en: "left out because") { [language] in
        Self.reason($0["left_out"].cell).text(language)
      },
    ]
  }

  private static func bin(_ bin: String, _ language: Language) -> String {
    switch bin {
    case "nothing": Bilingual(zh: "（无可评）", en: "(nothing to assess)").text(language)
    case "absent": Bilingual(zh: "（无数据行）", en: "(no row)").text(language)
    case "silent": Bilingual(zh: "（数据迟到）", en: "(feed late)").text(language)
    case "mild": Bilingual(zh: "（低于各档）", en: "(below all)").text(language)
    default: bin
    }
  }

  private static func reason(_ reason: String) -> Bilingual {
    switch PointsFit.LeftOut(rawValue: reason) {
    case .tellsNothing?: Bilingual(zh: "不能区分", en: "tells nothing")
    case .tooFew?: Bilingual(zh: "数量太少，不能判断", en: "too few to say")
    case .explainedByOthers?: Bilingual(zh: "其他规则已说明", en: "others say it already")
    case .tooLittle?: Bilingual(zh: "不足半分", en: "less than half a point")
    case nil: .same("")
    }
  }
}
