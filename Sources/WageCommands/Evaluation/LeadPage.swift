import RiskEvaluation
import WageDomain
import WageReports

/// Lead times as a page shows them.
enum LeadPage {
  static func event(_ row: JSONValue) -> Bilingual {
    LeadTimes.Event(rawValue: row["event"].cell).map(BacktestNotes.title) ?? .same("-")
  }

  static func table(
    _ rows: [JSONValue], first: Bilingual, name: (JSONValue) -> Bilingual
  ) -> ReportTable {
    ReportTable(
      columns: [
        ReportColumn(first), ReportColumn(zh: "企业", en: "firms", isNumber: true),
        ReportColumn(zh: "未评分", en: "not observed", isNumber: true),
        ReportColumn(zh: "提前预警", en: "warned in time", isNumber: true),
        ReportColumn(zh: "占已评分者", en: "share of observed", isNumber: true),
        ReportColumn(zh: "下四分位（天）", en: "lower quartile, days", isNumber: true),
        ReportColumn(zh: "中位数", en: "median", isNumber: true),
        ReportColumn(zh: "上四分位", en: "upper quartile", isNumber: true),
        ReportColumn(zh: "中位数（未预警计 0）", en: "median, missed as 0", isNumber: true),
        ReportColumn(zh: "过短", en: "too short", isNumber: true),
        ReportColumn(zh: "事后", en: "after the fact", isNumber: true),
        ReportColumn(zh: "从未", en: "never", isNumber: true),
        ReportColumn(zh: "事后或从未", en: "after or never", isNumber: true),
      ],
      rows: rows.map { row in
        func days(_ key: String) -> Bilingual { .same(row[key] == .null ? "-" : row[key].cell) }
        return ReportRow([
          name(row), .same(row["firms"].cell), .same(row["not_observed"].cell),
          .same(row["warned_before"].cell),
          .same(row["share_before"].percent), days("lower_quartile_days"), days("median_days"),
          days("upper_quartile_days"), days("median_days_missed_as_0"), .same(row["short"].cell),
          .same(row["after"].cell), .same(row["none"].cell), .same(row["open"].cell),
        ])
      })
  }

  private static let bounds: [Int64] = [7, 15, 31, 61, 91, 121, 151, 181]

  /// How many firms had which lead; those without one stand at the end.
  static func histogram(_ row: JSONValue) -> ReportPicture {
    let leads = row["leads"].list.compactMap(\.millionths).map { $0 / 1_000_000 }
    guard row["observed"] != .integer(0) else {
      return ReportPicture(
        title: event(row), form: .bars, labels: [], series: [], unit: .count)
    }
    let counts = bounds.indices.map { place -> Int64 in
      let end = place + 1 < bounds.count ? bounds[place + 1] : Int64.max
      return Int64(leads.count { bounds[place] <= $0 && $0 < end }) * 1_000_000
    }
    let labels = bounds.indices.map { place -> Bilingual in
      .same(place + 1 < bounds.count ? "\(bounds[place])-\(bounds[place + 1] - 1)" : "181+")
    }
    let title = event(row)
    return ReportPicture(
      title: Bilingual(zh: "\(title.zh)之前的天数", en: "Days before \(title.en)"), form: .bars,
      labels: labels + [
        Bilingual(zh: "过短", en: "short"), Bilingual(zh: "事后", en: "after"),
        Bilingual(zh: "从未", en: "never"), Bilingual(zh: "不定", en: "open"),
      ],
      series: [
        .init(
          Bilingual(zh: "企业数", en: "firms"),
          counts + [row["short"], row["after"], row["none"], row["open"]].map(\.millionths))
      ], unit: .count)
  }
}

/// Outcomes of checks as a page shows them.
enum WarningPage {
  static func table(_ found: JSONValue, _ names: BacktestNames) -> ReportTable {
    ReportTable(
      columns: [
        ReportColumn(zh: "指标", en: "indicator"),
        ReportColumn(zh: "核查", en: "checked", isNumber: true),
        ReportColumn(zh: "属实", en: "valid", isNumber: true),
        ReportColumn(zh: "已掌握", en: "already known", isNumber: true),
        ReportColumn(zh: "误报", en: "false alarm", isNumber: true),
        ReportColumn(zh: "数据迟到", en: "data late", isNumber: true),
        ReportColumn(zh: "属实率", en: "precision", isNumber: true),
        ReportColumn(zh: "95 % 区间", en: "95 % interval", isNumber: true),
        ReportColumn(zh: "建议", en: "what to do"),
      ],
      rows: [row(found["history"], Bilingual(zh: "全部", en: "all"), .total)]
        + found["by_indicator"].list.map {
          row($0, names.indicator($0["indicator"].cell), .plain)
        })
  }

  private static func row(
    _ found: JSONValue, _ name: Bilingual, _ weight: ReportRow.Weight
  ) -> ReportRow {
    let counts = ["checked", "valid", "already_known", "false_alarm", "data_late"].map {
      Bilingual.same(found[$0].cell)
    }
    let advice = IndicatorAdvice(rawValue: found["advice"].cell)
    return ReportRow(
      [name] + counts + [
        .same(found["precision"].percent),
        .same("\(found["precision_low"].percent) … \(found["precision_high"].percent)"),
        advice?.title ?? .same(""),
      ], weight: advice == .raise || advice == .feed ? .warning : weight)
  }
}
