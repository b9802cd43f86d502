import RiskScoring
import WageDomain

/// A scorecard as a person reads it: what is compared, what it is worth, why, and where the number
/// comes from.
struct ScorecardPage {
  private let card: Scorecard
  private let language: Language

  init(_ card: Scorecard, _ language: Language) {
    self.card = card
    self.language = language
  }

  static func summary(_ card: Scorecard) -> Bilingual {
    let count = (card.triggers.count, card.indicators.count, card.classes.count)
    return Bilingual(
      zh: "\(card.identifier)：\(count.0) 条硬性触发，\(count.1) 个指标，\(count.2) 类",
      en: "\(card.identifier): \(count.0) hard triggers, \(count.1) indicators, \(count.2) classes")
  }

  var text: String {
    var lines =
      ["\(card.title.text(language))  \(card.identifier)"] + training + [tiers] + warnings + [""]
    if !card.triggers.isEmpty {
      lines.append(say("硬性触发：不论得分，直接定级", "Hard triggers: a tier, whatever the points say"))
      for trigger in card.triggers {
        lines += entry(
          trigger.id, trigger.comparison, trigger.bins, trigger.source, trigger.rationale)
      }
    }
    for owner in card.classes {
      lines += ["", heading(owner)]
      for indicator in card.indicators where indicator.classId == owner.id {
        lines += entry(
          indicator.id, indicator.comparison, indicator.bins, indicator.source,
          indicator.rationale)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func say(_ zh: String, _ en: String) -> String {
    Bilingual(zh: zh, en: en).text(language)
  }

  /// A file says in either language by the word `assumption` that a number is only assumed; a Chinese
  /// page says it in Chinese.
  private func shown(_ source: Bilingual) -> String {
    let text = source.text(language)
    let word = "assumption"
    let rest = text.dropFirst(word.count)
    guard language == .chinese, text.hasPrefix(word), rest.first.map({ ";；".contains($0) }) ?? true
    else { return text }
    return "假设" + rest
  }

  private var training: [String] {
    guard let facts = card.training else { return [] }
    let cutoffs = facts.cutoffs.map(\.description).joined(separator: ", ")
    let chance = Decimals.text(millionths: Int64(facts.baseChance) * 100, places: 4)
    let without = facts.without.joined(separator: ", ")
    let every = facts.complaintsCounted == .every
    return [
      say(
        "拟合自 \(facts.fittedFrom)\(without.isEmpty ? "" : "，不用 \(without)")：截点 \(cutoffs)，所学到 \(facts.learnedUntil) 为止；标签 \(facts.label)\(every ? "（不论是否写明欠薪起始月）" : "")，\(facts.horizon) 内；对象：\(facts.cohort)",
        "Fitted from \(facts.fittedFrom)\(without.isEmpty ? "" : " without \(without)"): cutoffs \(cutoffs), learned until "
          + "\(facts.learnedUntil); label \(facts.label)\(every ? " (every complaint counted)" : "") within "
          + "\(facts.horizon); cohort: \(facts.cohort)"),
      say(
        "\(facts.rows) 行，\(facts.positives) 行为正（\(facts.positiveFirms) 家）；0 分的可能性 "
          + "\(chance) %，每 \(facts.pointsOfDouble) 分胜算加倍；种子 \(facts.seed)；输入 \(facts.inputs)",
        "\(facts.rows) rows, \(facts.positives) came true (\(facts.positiveFirms) firms); without "
          + "points the chance is \(chance) %, every \(facts.pointsOfDouble) points double the "
          + "odds; seed \(facts.seed); inputs \(facts.inputs)"),
    ]
  }

  private var tiers: String {
    let tiers = card.tiers
    return say(
      "级别：\(tiers.yellow) 分起黄，\(tiers.orange) 分起橙，\(tiers.red) 分起红（\(shown(tiers.source))）",
      "Tiers: yellow from \(tiers.yellow) points, orange from \(tiers.orange), red from "
        + "\(tiers.red) (\(shown(tiers.source)))")
  }

  private var warnings: [String] {
    guard let policy = card.warnings else {
      return [say("预警：本卡只评分，不发预警，级别随分升降", "Warnings: none, this card only scores")]
    }
    return policy.rules.map { rule in
      let isWorking = rule.check.kind == .working
      let name = rule.tier.name
      return say(
        "预警：\(name.zh)色须在 \(rule.check.days) \(isWorking ? "个工作日" : "日")内核查，"
          + "原因消除 \(rule.loweredAfterDays) 日后下调（\(shown(rule.source))）",
        "Warnings: \(name.en) checked within "
          + "\(rule.check.days.counted("\(isWorking ? "working" : "calendar") day")), lowered "
          + "\(rule.loweredAfterDays.counted("day")) after its cause has gone "
          + "(\(shown(rule.source)))")
    }
  }

  private func heading(_ owner: IndicatorClass) -> String {
    let why = owner.capReason.map { say("：\($0.zh)", ": \($0.en)") } ?? ""
    return say(
      "\(owner.title.zh)（\(owner.id)），合计不超过 \(owner.cap) 分\(why)",
      "\(owner.title.en) (\(owner.id)), at most \(owner.cap) points together\(why)")
  }

  private func entry(
    _ id: String, _ comparison: Comparison, _ bins: PointsBins, _ source: Bilingual,
    _ rationale: Bilingual
  ) -> [String] {
    let points = bins.bins.map { bin in
      let tier = bin.tier.map { $0.name.text(language) + " " } ?? ""
      return "\(tier)+\(bin.points) \(comparison.shown(bin, bins.bound).text(language))"
    }
    let parameters = comparison.shownParameters.map {
      "\($0.name.text(language)) \($0.words.text(language))"
    }
    return [
      "  \(id)  [\(comparison.form.name)] \(comparison.form.summary.text(language))",
      "      " + points.joined(separator: say("；", "; ")),
      "      " + parameters.joined(separator: say("；", "; ")),
      "      " + say("理由：", "why: ") + rationale.text(language),
      "      " + say("来源：", "source: ") + shown(source),
    ]
  }
}
