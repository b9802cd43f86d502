public import CaseAssessment
import WageDomain

/// Cases across regions: transferred, supervised, settled within five days, and what the workers say.
///
/// - Source: Y1.
public struct CountyReport: Sendable {
  private let sums: CountySums
  private let basis: ReportBasis

  public init(_ sums: CountySums, basis: ReportBasis) {
    self.sums = sums
    self.basis = basis
  }

  public var document: ReportDocument {
    ReportDocument(
      title: Bilingual(
        zh: "跨区域欠薪投诉转办督办（\(sums.period)）",
        en: "Wage complaints across regions (\(sums.period))"),
      lines: [
        Bilingual(
          zh: "\(sums.period.firstDay) 至 \(sums.cutoff)",
          en: "\(sums.period.firstDay) to \(sums.cutoff)"),
        basis.line,
      ],
      sections: [figures, definitions] + findings + [caseLists])
  }

  private var figures: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "转办督办与回访", en: "Transfers and call-backs"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "项目", en: "item"),
          ReportColumn(zh: "案件", en: "cases", isNumber: true),
          ReportColumn(zh: "占比", en: "rate", isNumber: true),
          ReportColumn(zh: "件数", en: "of", isNumber: true),
        ],
        rows: CountyFigure.allCases.map { figure in
          let rate = sums.rate(figure)
          return ReportRow([
            figure.title, .same("\(sums.count(figure))"), .same(rate?.percent ?? ""),
            .same(rate.map { "\($0.numerator)/\($0.denominator)" } ?? ""),
          ])
        }))
  }

  private var definitions: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "口径", en: "How it is counted"),
      lines: [
        Bilingual(
          zh: "转办按移送外县区之日归月；督办按五日期满之日归月，同案多次转办以最后一次为准。",
          en:
            "A transfer counts in the month in which it was made, the supervision in the month in "
            + "which its five days end; of several transfers of a case the last."),
        Bilingual(
          zh: "办结指外县区办理期间（含其作出决定当日）工资已付或签订还款协议；未付而决定的计为退回。",
          en:
            "Settled is wages paid or an agreement while the other county had the case, the day of its "
            + "decision included; what it decided without that was sent back."),
        Bilingual(
          zh: "五日办结率 = 五日内办结 / （五日期满 - 撤回、并案等）。",
          en:
            "Settled within five days, of those whose five days are over, without those that ended "
            + "otherwise."),
        Bilingual(
          zh: "满意率 = 满意 / （满意 + 不满意），取期内最后一次答复；未接通不计入。",
          en:
            "Satisfied, of those who answered satisfied or not, by the last answer of the period; "
            + "who was not reached is in no base."),
        Bilingual(
          zh: "分母为 0 记作 -；百分比向下取整到万分之一。",
          en: "Nothing to judge prints -; percentages are cut, not rounded."),
      ])
  }

  private var findings: [ReportSection] {
    guard !sums.findings.isEmpty else { return [] }
    return [
      ReportSection(
        heading: Bilingual(zh: "核对不符", en: "Does not reconcile"),
        lines: sums.findings.map { finding in
          Bilingual(
            zh: "\(finding.found.zh)；应为：\(finding.expected.zh)",
            en: "\(finding.found.en); expected: \(finding.expected.en)")
        })
    ]
  }

  private var caseLists: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "案号清单", en: "Case numbers"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "项目", en: "item"), ReportColumn(zh: "案号", en: "cases"),
        ],
        rows: CountyFigure.allCases.filter { sums.count($0) > 0 }.map {
          ReportRow([$0.title, .same(sums.caseNumbers($0).joined(separator: " "))])
        }))
  }
}
