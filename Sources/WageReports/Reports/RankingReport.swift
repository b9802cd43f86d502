public import CaseAssessment
public import WageDomain

/// The bodies of a month by own-resolution rate, and what last places lead to.
///
/// - Source: N19.
public struct RankingReport: Sendable {
  private let ranking: BodyRanking
  private let policy: AssessmentPolicy
  private let names: ReportNames
  private let basis: ReportBasis

  public init(
    _ ranking: BodyRanking, policy: AssessmentPolicy, names: ReportNames, basis: ReportBasis
  ) {
    self.ranking = ranking
    self.policy = policy
    self.names = names
    self.basis = basis
  }

  public var document: ReportDocument {
    ReportDocument(
      title: Bilingual(
        zh: "责任主体自行化解率排名（\(ranking.month)）", en: "Own resolution, ranking (\(ranking.month))"),
      lines: [
        ranking.isComplete
          ? Bilingual(zh: "全月", en: "The whole month")
          : Bilingual(
            zh: "截至 \(ranking.cutoff)，当月未满，尚无末位",
            en: "As of \(ranking.cutoff); the month is not over, so nobody is last yet"),
        basis.line,
      ], sections: [places, rules, caseLists])
  }

  private var places: ReportSection {
    let unranked = ranking.unranked.map(names.body)
    return ReportSection(
      heading: Bilingual(zh: "排名", en: "Places"),
      lines: unranked.isEmpty
        ? []
        : [
          Bilingual(
            zh: "当月无可评案件，不排名：" + unranked.map(\.zh).joined(separator: "、"),
            en: "Not ranked, without a case to judge: "
              + unranked.map(\.en).joined(separator: ", "))
        ],
      table: ReportTable(
        columns: [
          ReportColumn(zh: "名次", en: "place", isNumber: true),
          ReportColumn(zh: "责任主体", en: "body"),
          ReportColumn(BodyRate.ownResolution.title, isNumber: true),
          ReportColumn(zh: "件数", en: "of", isNumber: true),
          ReportColumn(zh: "连续末位", en: "times last", isNumber: true),
          ReportColumn(zh: "措施", en: "step"),
        ],
        rows: ranking.places.map { place in
          ReportRow(
            [
              .same("\(place.place)"), names.body(place.body), .same(place.rate.percent),
              .same("\(place.rate.numerator)/\(place.rate.denominator)"),
              .same("\(place.timesLast)"), place.step?.title ?? .same("-"),
            ], weight: place.isLast ? .warning : .plain)
        }))
  }

  private var rules: ReportSection {
    let safe = Rate.percent(policy.neverLastFrom)
    return ReportSection(
      heading: Bilingual(zh: "规则", en: "Rules"),
      lines: [
        Bilingual(
          zh: "并列最低者均为末位；自行化解率达 \(safe) 者不为末位；分母为 0 不排名，并中断连续末位。",
          en:
            "All that share the lowest rate are last; from \(safe) on nobody is; a month without a "
            + "case to judge is not ranked and ends a row of last places."),
        Bilingual(
          zh: "百分比保留两位小数，只舍不入；名次按原数比较，不按印出的百分比。",
          en: "Percentages are cut, not rounded; places are compared by the counts, not by them."),
      ]
        + policy.ladder.map { step in
          Bilingual(
            zh: "连续 \(step.consecutive) 个月末位：\(step.title.zh)",
            en: "Last \(step.consecutive.counted("month")) in a row: \(step.title.en)")
        })
  }

  private var caseLists: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "案号清单", en: "Case numbers"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "责任主体", en: "body"), ReportColumn(BodyFigure.ownResolved.title),
          ReportColumn(BodyFigure.ownBase.title),
        ],
        rows: ranking.places.map {
          ReportRow([
            names.body($0.body), .same($0.resolved.joined(separator: " ")),
            .same($0.base.joined(separator: " ")),
          ])
        }))
  }
}
