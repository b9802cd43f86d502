import WageDomain
import WageReports

/// The report as one page, made from what `--json` writes, so that the numbers are the same.
struct BacktestPage {
  let json: JSONValue
  let language: Language
  let names: BacktestNames

  var html: String { document.html(language) }

  var document: ReportDocument {
    ReportDocument(
      title: Bilingual(zh: "评分表回测", en: "How good the card was"), lines: lines,
      sections: [notes].compactMap(\.self) + json["cohorts"].list.flatMap(cohort)
        + [leadTimes, causes, warnings]
        .compactMap(\.self))
  }

  private var lines: [Bilingual] {
    let history = json["history_months"].cell
    let (months, days) = (json["horizon_months"], json["horizon_days"])
    let horizon =
      months == .null
      ? Bilingual(zh: "\(days.cell) 天", en: "\(days.cell) days")
      : Bilingual(zh: "\(months.cell) 个月", en: "\(months.cell) months")
    return [
      Bilingual(
        zh: "截至 \(json["as_of"].cell)；评分表 \(json["scorecard"].cell)；观察期 \(horizon.zh)，"
          + "历史 \(history) 个月",
        en:
          "As of \(json["as_of"].cell); card \(json["scorecard"].cell); horizon \(horizon.en), "
          + "history \(history) months"),
      Bilingual(
        zh: "每个截点只用当日已获知的数据评分；分数相同者不分先后，取各种次序的平均。95 % 区间由 "
          + "\(json["draws"].cell) 次按企业重抽得出（种子 \(json["seed"].cell)）。“-”为无法估计。",
        en:
          "At each cutoff only what was known on that day was scored. Equal points have no order: the "
          + "mean over all is given. Intervals of 95 % come from \(json["draws"].cell) draws of firms "
          + "(seed \(json["seed"].cell)). A dash means no estimate."),
    ]
  }

  /// The text of JSON's notes is in the language of the page already.
  private var notes: ReportSection? {
    let notes = json["notes"].list
    guard !notes.isEmpty else { return nil }
    return ReportSection(
      heading: Bilingual(zh: "使用须知", en: "To be known first"),
      lines: notes.map { .same($0["text"].cell) })
  }

  private func cohort(_ cohort: JSONValue) -> [ReportSection] {
    let pages = CohortPage(json: json, cohort: cohort, names: names)
    return [
      pages.rankings, pages.indicators, pages.stability, pages.calibration, pages.tiers,
      pages.groups,
    ]
    .compactMap(\.self)
  }

  private var leadTimes: ReportSection? {
    guard json["lead_time"] != .null else { return nil }
    let lead = json["lead_time"]
    return ReportSection(
      heading: Bilingual(zh: "提前量", en: "Lead times"),
      lines: [
        Bilingual(
          zh:
            "共评分 \(lead["days_scored"].cell) 日（\(lead["first_day"].cell) 至 \(lead["last_day"].cell)）。"
            + "预警为事发前观察期内首次升级之日；不足 \(lead["fewest_days"].cell) 天的视同未预警。"
            + "事前观察期内没有一天评过分的企业为“未评分”，占比均不计入；事后的观察期未评到底、"
            + "又没有预警的为“事后或从未”。",
          en: "Tiers of \(lead["days_scored"].cell) days, \(lead["first_day"].cell) to "
            + "\(lead["last_day"].cell). The warning is the first raised tier within the horizon before "
            + "the event; a lead under \(lead["fewest_days"].cell) days counts as missed. A firm scored on no "
            + "day of that horizon is not observed, and in no share. After or never: not warned before, and "
            + "the horizon after the event not scored to its end.")
      ],
      pictures: lead["events"].list.map(LeadPage.histogram),
      table: LeadPage.table(
        lead["events"].list, first: Bilingual(zh: "事件", en: "event"),
        name: LeadPage.event))
  }

  private var causes: ReportSection? {
    let causes = json["lead_time"]["by_cause"].list
    guard !causes.isEmpty else { return nil }
    return ReportSection(
      heading: Bilingual(
        zh: "首个未发薪日之前，按真实原因", en: "Before the first unpaid pay day, by true cause"),
      table: LeadPage.table(
        causes, first: Bilingual(zh: "原因", en: "cause"),
        name: { BacktestNames.cause($0["cause"]) }))
  }

  private var warnings: ReportSection? {
    let found = json["warnings"]
    guard found["history"]["checked"] != .integer(0) else { return nil }
    let month = found["last_month"]
    return ReportSection(
      heading: Bilingual(zh: "核查结果", en: "What checks found"),
      lines: [
        Bilingual(
          zh: "\(found["month"].cell)：发出 \(found["fired"].cell) 件，核查 \(month["checked"].cell) 件，"
            + "其中数据迟到 \(month["data_late"].cell) 件；其余各件的属实率 \(month["precision"].percent)。"
            + "核查少于 \(found["fewest"].cell) 件的指标，不建议如何改。",
          en:
            "\(found["month"].cell): \(found["fired"].cell) fired, \(month["checked"].cell) checked, "
            + "\(month["data_late"].cell) of them late data; of the others "
            + "\(month["precision"].percent) real. Of an indicator with fewer than "
            + "\(found["fewest"].cell) checked no change is advised.")
      ], table: WarningPage.table(found, names))
  }
}

extension JSONValue {
  /// The elements of an array; of anything else none.
  var list: [JSONValue] {
    if case .array(let values) = self { return values }
    return []
  }

  /// The number of an estimate; nil where there is none.
  var millionths: Int64? {
    switch self {
    case .millionths(let number): number
    case .integer(let number): number * 1_000_000
    default: nil
    }
  }

  /// A count of which a part may stand on a list; one place.
  var shownCount: String { shown(places: 1) }
}
