import RiskEvaluation
import WageDomain
import WageReports

/// What the page shows of one cohort.
struct CohortPage {
  let json: JSONValue
  let cohort: JSONValue
  let names: BacktestNames

  private var name: String { cohort["name"].cell }
  private var heading: Bilingual { BacktestNames.judged(name, by: cohort["label"].cell) }

  private func own(_ key: String) -> [JSONValue] {
    json[key].list.filter { $0["cohort_name"].cell == name }
  }

  private var capacities: [String] { cohort["capacities"].list.map(\.cell) }

  private static func isIndicator(_ row: JSONValue) -> Bool {
    row["ranking"].cell.hasPrefix("indicator:")
  }

  /// The card and what it is held against, without single indicators.
  private var rules: [JSONValue] { own("summary").filter { !Self.isIndicator($0) } }

  private func section(
    _ zh: String, _ en: String, lines: [Bilingual] = [], pictures: [ReportPicture] = [],
    table: ReportTable? = nil
  ) -> ReportSection {
    ReportSection(
      heading: Bilingual(zh: "\(heading.zh)：\(zh)", en: "\(heading.en): \(en)"), lines: lines,
      pictures: pictures, table: table)
  }

  /// The card and the simple rules.
  var rankings: ReportSection {
    section(
      "评分表与简单排序", "the card and simple rules",
      lines: [
        .same(cohort["sql"].cell),
        Bilingual(
          zh: "AUC：任取一家为正、一家不为正，前者排在前面的概率。AP（平均精度）：按名单逐档向下，各档命中率按其增加的"
            + "查全率加权平均，最好为 1，随机时约为正例所占比例。",
          en:
            "AUC: how likely a firm that came true stands above one that did not. AP, average precision: "
            + "the precision at each step down the list, weighted by the recall that it adds; 1 at best, of a "
            + "random list about the share that came true."),
      ],
      pictures: [picture("命中率", "precision", "precision"), picture("查全率", "recall", "recall")],
      table: table(rules) { names.ranking($0["ranking"].cell) })
  }

  /// Each trigger and indicator alone; nil where none gave points.
  var indicators: ReportSection? {
    let rows = own("summary").filter(Self.isIndicator)
    guard !rows.isEmpty else { return nil }
    return section(
      "各单项指标", "each indicator alone",
      lines: [
        Bilingual(
          zh: "各项取其给出过分值的截点的平均；截点数少于评分卡的，不能与评分卡相比。",
          en:
            "Each is averaged over the cutoffs at which it gave points at all: one with fewer cutoffs "
            + "than the card does not compare with it.")
      ],
      table: table(rows) {
        names.indicator($0["ranking"].cell.replacing("indicator:", with: ""))
      })
  }

  private func table(
    _ rows: [JSONValue], name: (JSONValue) -> Bilingual
  ) -> ReportTable {
    let columns =
      [
        ReportColumn(zh: "排序", en: "ranking"),
        ReportColumn(zh: "截点数", en: "cutoffs", isNumber: true),
        ReportColumn(zh: "AUC 平均", en: "AUC, mean", isNumber: true),
        ReportColumn(zh: "最差", en: "worst", isNumber: true),
        ReportColumn(zh: "AP（平均精度）", en: "AP", isNumber: true),
      ]
      + capacities.flatMap { k in
        [
          ReportColumn(zh: "前 \(k) 命中率", en: "precision@\(k)", isNumber: true),
          ReportColumn(zh: "查全率", en: "recall@\(k)", isNumber: true),
        ]
      }
    return ReportTable(
      columns: columns,
      rows: rows.map { row in
        ReportRow(
          [
            name(row), .same(row["cutoffs"].cell), .same(row["auc_mean"].shown(places: 4)),
            .same(row["auc_worst"].shown(places: 4)),
            .same(row["average_precision_mean"].shown(places: 4)),
          ]
            + row["top"].list.flatMap {
              [.same($0["precision"].percent), .same($0["recall"].percent)]
            },
          weight: row["ranking"].cell == "card" ? .total : .plain)
      })
  }

  /// From the fewest visits to the most.
  private func picture(_ zh: String, _ en: String, _ key: String) -> ReportPicture {
    let taken = rules.first?["top"].list.map { $0["taken"].millionths ?? 0 } ?? []
    let order = taken.indices.sorted { (taken[$0], $0) < (taken[$1], $1) }
    return ReportPicture(
      title: Bilingual(zh: "前 k 家的\(zh)", en: "\(en) of the first k"), form: .lines,
      labels: order.map { .same("k = \(capacities[$0])") },
      series: rules.map { row in
        let tops = row["top"].list
        return .init(
          names.ranking(row["ranking"].cell), order.map { tops[$0][key].millionths })
      }, unit: .percent)
  }

  /// Over the cutoffs.
  var stability: ReportSection {
    let rows = own("rankings")
    let cutoffs = rows.filter { $0["ranking"].cell == "card" }
    func series(_ value: (JSONValue) -> JSONValue) -> [ReportPicture.Series] {
      rules.map { rule in
        let own = rows.filter { $0["ranking"] == rule["ranking"] }
        return .init(
          names.ranking(rule["ranking"].cell),
          cutoffs.map { cutoff in
            own.first { $0["cutoff"] == cutoff["cutoff"] }.flatMap { value($0).millionths }
          })
      }
    }
    let labels = cutoffs.map { Bilingual.same(String($0["cutoff"].cell.prefix(7))) }
    let last = max(0, capacities.count - 1)
    return section(
      "各截点", "cutoff by cutoff",
      pictures: [
        ReportPicture(
          title: .same("AUC"), form: .lines, labels: labels, series: series { $0["auc"] },
          unit: .fraction, lowest: 400_000),
        ReportPicture(
          title: Bilingual(
            zh: "前 \(capacities.last ?? "") 命中率", en: "precision@\(capacities.last ?? "")"),
          form: .lines, labels: labels,
          series: series { row in
            let tops = row["top"].list
            return tops.indices.contains(last) ? tops[last]["precision_mean"] : .null
          }, unit: .percent),
      ],
      table: ReportTable(
        columns: [
          ReportColumn(zh: "截点", en: "cutoff"),
          ReportColumn(zh: "观察至（不含）", en: "label until (excluded)"),
          ReportColumn(zh: "企业数", en: "cohort", isNumber: true),
          ReportColumn(zh: "正例", en: "came true", isNumber: true),
          ReportColumn(zh: "AUC", en: "AUC", isNumber: true),
          ReportColumn(zh: "95 % 区间", en: "95 % interval", isNumber: true),
        ],
        rows: cutoffs.map { row in
          ReportRow([
            .same(row["cutoff"].cell), .same(row["label_until"].cell), .same(row["cohort"].cell),
            .same(row["positives"].cell), .same(row["auc"].shown(places: 4)),
            .same("\(row["auc_low"].shown(places: 4)) … \(row["auc_high"].shown(places: 4))"),
          ])
        }))
  }

  var calibration: ReportSection {
    let bands = own("calibration")
    func points(_ band: JSONValue) -> Bilingual {
      .same(
        band["points_to"] == .null
          ? "\(band["points_from"].cell)+"
          : band["points_from"] == band["points_to"]
            ? band["points_from"].cell : "\(band["points_from"].cell)-\(band["points_to"].cell)")
    }
    return section(
      "校准", "calibration",
      lines: [
        Bilingual(
          zh: "此前推算：观察期在截点前已结束的较早截点，同一分数段的发生率；没有则为“-”。",
          en:
            "Foretold: how often it came true in the same band at earlier cutoffs whose horizon was "
            + "over by the cutoff; a dash where there was none."),
        Bilingual(
          zh: "区间按不同企业计：同一企业在几个截点上出现，只当一家（威尔逊区间）。",
          en:
            "Intervals go by different firms: one that stands here at several cutoffs tells as much as one "
            + "(Wilson)."),
      ],
      pictures: [
        ReportPicture(
          title: Bilingual(zh: "各分数段的发生率", en: "How often it came true, by points"), form: .bars,
          labels: bands.map(points),
          series: [
            .init(Bilingual(zh: "发生率", en: "came true"), bands.map { $0["rate"].millionths }),
            .init(
              Bilingual(zh: "此前推算", en: "foretold"), bands.map { $0["foretold_rate"].millionths }),
          ], unit: .percent,
          ranges: bands.map { band in
            band["rate_low"].millionths.flatMap { low in
              band["rate_high"].millionths.map { (low, $0) }
            }
          })
      ],
      table: ReportTable(
        columns: [
          ReportColumn(zh: "分数", en: "points"),
          ReportColumn(zh: "企业·截点", en: "firms x cutoffs", isNumber: true),
          ReportColumn(zh: "正例", en: "came true", isNumber: true),
          ReportColumn(zh: "不同企业", en: "different firms", isNumber: true),
          ReportColumn(zh: "其中正例", en: "of them came true", isNumber: true),
          ReportColumn(zh: "发生率", en: "rate", isNumber: true),
          ReportColumn(zh: "95 % 区间", en: "95 % interval", isNumber: true),
          ReportColumn(zh: "可比截点的发生率", en: "rate, where foretold", isNumber: true),
          ReportColumn(zh: "此前推算", en: "foretold", isNumber: true),
        ],
        rows: bands.map { band in
          ReportRow([
            points(band), .same(band["firm_cutoffs"].cell), .same(band["positives"].cell),
            .same(band["firms"].cell), .same(band["positive_firms"].cell),
            .same(band["rate"].percent),
            .same("\(band["rate_low"].percent) … \(band["rate_high"].percent)"),
            .same(band["judged_rate"].percent), .same(band["foretold_rate"].percent),
          ])
        }))
  }

  var tiers: ReportSection {
    section(
      "级别", "tiers",
      table: ReportTable(
        columns: [
          ReportColumn(zh: "级别", en: "tier"),
          ReportColumn(zh: "企业·截点", en: "firms x cutoffs", isNumber: true),
          ReportColumn(zh: "正例", en: "came true", isNumber: true),
          ReportColumn(zh: "发生率", en: "rate", isNumber: true),
        ],
        rows: own("tiers").map { row in
          ReportRow([
            Tier(rawValue: row["tier"].cell)?.name ?? .same(row["tier"].cell),
            .same(row["firms"].cell), .same(row["positives"].cell), .same(row["precision"].percent),
          ])
        }))
  }

  var groups: ReportSection {
    let few = Bilingual(zh: "太少，不能判断", en: "too few to say")
    let fewest = GroupBook.Figures.fewest
    return section(
      "分组（按前 \(capacities.last ?? "")）", "groups, by the first \(capacities.last ?? "")",
      lines: [
        Bilingual(
          zh: "为正或不为正的不同企业不足 \(fewest) 家的组不作判断。",
          en:
            "Nothing is said of a group in which fewer than \(fewest) different firms came true, or did not."
        )
      ],
      table: ReportTable(
        columns: [
          ReportColumn(zh: "按", en: "by"), ReportColumn(zh: "组", en: "group"),
          ReportColumn(zh: "企业", en: "firms", isNumber: true),
          ReportColumn(zh: "企业·截点", en: "firms x cutoffs", isNumber: true),
          ReportColumn(zh: "正例", en: "came true", isNumber: true),
          ReportColumn(zh: "其中不同企业", en: "different firms of them", isNumber: true),
          ReportColumn(zh: "入选", en: "listed", isNumber: true),
          ReportColumn(zh: "命中率", en: "precision", isNumber: true),
          ReportColumn(zh: "查全率", en: "recall", isNumber: true),
          ReportColumn(zh: "AUC", en: "AUC", isNumber: true),
        ],
        rows: own("groups").map { row in
          let isFew = row["too_few"] == .bool(true)
          return ReportRow([
            BacktestNames.dimension(row["by"].cell),
            names.group(row["by"].cell, row["group"]),
            .same(row["firms"].cell), .same(row["firm_cutoffs"].cell),
            .same(row["positives"].cell), .same(row["positive_firms"].cell),
            .same(row["listed"].shownCount),
            isFew ? few : .same(row["precision"].percent),
            isFew ? .same("") : .same(row["recall"].percent),
            isFew ? .same("") : .same(row["auc"].shown(places: 4)),
          ])
        }))
  }
}
