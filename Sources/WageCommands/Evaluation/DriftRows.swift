import NightlyRun
import RiskEvaluation
import RiskScoring
import WageDomain

/// What moved, as rows.
struct DriftRows {
  let language: Language
  /// Also what is stable or too few to say.
  let all: Bool

  static let keys = [
    "month", "kind", "name", "feed", "place", "n_reference", "n", "psi", "by_chance", "verdict",
    "change", "before_month", "value_before", "value_now",
  ]

  func listing(_ found: DriftFindings, _ run: DriftRun, _ day: Day) -> Listing {
    let rows = found.rows.filter { all || tells($0) }.map(row)
    return Listing(
      noun: "findings", columns: columns, rows: rows,
      header: [
        "as_of": .string(day.description), "scorecard": .string(run.policies.scorecard.identifier),
        "reference": .string(run.reference.description), "last": .string(run.last.description),
        "by": .string(run.place.rawValue), "compared": .integer(Int64(found.rows.count)),
        "data_late": .array(
          found.late.map {
            .object([
              "month": .string($0.month.description),
              "feeds": .array($0.feeds.map { .string($0.rawValue) }),
            ])
          }),
        "moved_from": .ratio(PopulationStability.movedFrom),
        "changed_from": .ratio(PopulationStability.changedFrom),
        "empty_bin": .string("half a firm"),
      ])
  }

  /// How many stood still, and the feeds whose numbers mean something else.
  func notes(_ found: DriftFindings) -> [String] {
    let verdicts = found.rows.compactMap { finding -> PopulationStability.Verdict? in
      guard case .figure(let figure) = finding.what else { return nil }
      return figure.stability?.verdict
    }
    let counts = [PopulationStability.Verdict.changed, .moved, .stable, .tooFew].map { verdict in
      let count = verdicts.count { $0 == verdict }
      return Bilingual(
        zh: "\(Self.word(verdict).zh) \(count)", en: "\(count) \(Self.word(verdict).en)")
    }
    let summary = Bilingual(
      zh: counts.map(\.zh).joined(separator: "，"), en: counts.map(\.en).joined(separator: ", "))
    return ([summary] + found.late.map(Self.late) + found.rows.compactMap(meaning))
      .map { $0.text(language) }
  }

  private static func late(_ month: Month, _ feeds: [Feed]) -> Bilingual {
    Bilingual(
      zh: "\(month) 月末数据迟到：\(feeds.map(\.title.zh).joined(separator: "、"))；由其得出的指标当日无话可说，"
        + "这些指标以及得分、级别的变动不一定是企业的变动",
      en:
        "\(month): data late at its end, \(feeds.map(\.title.en).joined(separator: ", ")); what is measured "
        + "by them is silent on that day: that it moved, and points and tiers with it, need not be the firms'"
    )
  }

  private func tells(_ finding: DriftFinding) -> Bool {
    guard case .figure(let figure) = finding.what else {
      if case .meaning = finding.what { return true }
      return false
    }
    return figure.stability?.verdict == .moved || figure.stability?.verdict == .changed
  }

  private func row(_ finding: DriftFinding) -> JSONValue {
    switch finding.what {
    case .figure(let figure): row(finding.month, figure)
    case .meaning(let measure, let before, let change):
      object(
        finding.month, kind: "meaning", name: measure.name, feed: measure.feed,
        [
          "n": .integer(Int64(change.count)), "verdict": .string("changed"),
          "change": .string(change.kind.rawValue), "before_month": .string(before.description),
          "value_before": .ratio(change.before), "value_now": .ratio(change.now),
        ])
    case .notDelivered(let measure):
      object(
        finding.month, kind: "measure", name: measure.name, feed: measure.feed,
        ["verdict": .string("not-delivered")])
    }
  }

  private func row(_ month: Month, _ figure: DriftFigure) -> JSONValue {
    let (kind, name, feed): (String, String, Feed?) =
      switch figure.subject {
      case .points: ("points", "points", nil)
      case .tier: ("tier", "tier", nil)
      case .indicator(let id): ("indicator", id, nil)
      case .measure(let name): ("measure", name, Measure(name: name)?.feed)
      }
    let stability = figure.stability
    return object(
      month, kind: kind, name: name, feed: feed,
      [
        "place": .optional(figure.place), "n_reference": .optional(stability?.referenceCount),
        "n": .optional(stability?.count), "psi": .ratio(stability?.index),
        "by_chance": .ratio(stability?.byChance),
        "verdict": .string(stability?.verdict.rawValue ?? "no-estimate"),
      ])
  }

  /// Every row has every key.
  private func object(
    _ month: Month, kind: String, name: String, feed: Feed?, _ own: [String: JSONValue]
  ) -> JSONValue {
    let common: [String: JSONValue] = [
      "month": .string(month.description), "kind": .string(kind), "name": .string(name),
      "feed": .optional(feed?.rawValue),
    ]
    return .object(
      Self.keys.map { key in
        JSONValue.Member(key: key, value: common[key] ?? own[key] ?? .null)
      })
  }

  private var columns: [Listing.Column] {
    [
      .init("month", zh: "月份", en: "month"),
      .init(zh: "类别", en: "kind") { [language] in Self.kind($0["kind"].cell).text(language) },
      .init("name", zh: "名称", en: "name"),
      .init(zh: "属地", en: "place") { [language] row in
        row["place"] == .null
          ? Bilingual(zh: "全区", en: "all").text(language) : row["place"].cell
      },
      .init("n_reference", zh: "参照家数", en: "n then", isNumber: true),
      .init("n", zh: "家数", en: "n", isNumber: true),
      .init(zh: "PSI", en: "PSI", isNumber: true) { Self.shown($0["psi"], places: 3) },
      .init(zh: "判断", en: "verdict") { [language] in Self.verdict($0, language) },
    ]
  }

  private static func shown(_ value: JSONValue, places: Int) -> String {
    guard case .millionths(let number) = value else { return "-" }
    return Decimals.text(millionths: number, places: places)
  }

  private static func kind(_ kind: String) -> Bilingual {
    switch kind {
    case "points": Bilingual(zh: "得分", en: "points")
    case "tier": Bilingual(zh: "级别", en: "tier")
    case "indicator": Bilingual(zh: "指标", en: "indicator")
    case "measure": Bilingual(zh: "数据列", en: "column")
    default: Bilingual(zh: "含义", en: "meaning")
    }
  }

  private static func verdict(_ row: JSONValue, _ language: Language) -> String {
    switch row["change"].cell {
    case "unit":
      let ratio = shown(row["value_now"], places: 3)
      return Bilingual(
        zh: "中位企业为 \(row["before_month"].cell) 的 \(ratio) 倍：单位变了？",
        en: "the middle firm at \(ratio) times \(row["before_month"].cell): another unit?"
      ).text(language)
    case "zeros":
      let (before, now) = (percent(row["value_before"]), percent(row["value_now"]))
      return Bilingual(
        zh: "零值企业由 \(before) 变为 \(now)", en: "zero in \(before) of firms, now \(now)"
      ).text(language)
    case "missing":
      let share = percent(row["value_now"])
      return Bilingual(
        zh: "\(row["before_month"].cell) 有行的企业中 \(share) 已无行",
        en: "\(share) of the firms with a row in \(row["before_month"].cell) have none"
      ).text(language)
    default: return word(row["verdict"].cell).text(language)
    }
  }

  private static func percent(_ value: JSONValue) -> String {
    guard case .millionths(let number) = value else { return "-" }
    return Decimals.text(millionths: number * 100, places: 1) + " %"
  }

  private static func word(_ verdict: String) -> Bilingual {
    PopulationStability.Verdict(rawValue: verdict).map { word($0) }
      ?? (verdict == "not-delivered"
        ? Bilingual(zh: "该月未送达", en: "month not delivered")
        : Bilingual(zh: "无法估计", en: "no estimate"))
  }

  private static func word(_ verdict: PopulationStability.Verdict) -> Bilingual {
    switch verdict {
    case .stable: Bilingual(zh: "平稳", en: "stable")
    case .moved: Bilingual(zh: "有变动", en: "moved")
    case .changed: Bilingual(zh: "明显变化", en: "changed")
    case .tooFew: Bilingual(zh: "家数太少，不能判断", en: "too few to say")
    }
  }

  private func meaning(_ finding: DriftFinding) -> Bilingual? {
    guard case .meaning(let measure, _, let change) = finding.what else { return nil }
    let row = row(finding)
    return Bilingual(
      zh: "\(measure.feed.title.zh)的“\(measure.title.zh)”在 \(finding.month) 含义可能变了："
        + "\(Self.verdict(row, .chinese))（\(change.count) 家）；请向报送单位核实",
      en: "\(measure.name) may mean something else in \(finding.month): "
        + "\(Self.verdict(row, .english)) (\(change.count) firms); ask the agency")
  }
}
