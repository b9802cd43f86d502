public import CaseAssessment
import WageDomain

/// The sums of a month over the whole district: cases, persons, amounts.
///
/// - Source: Y2, Y5.
public struct DistrictReport: Sendable {
  private let sums: DistrictSums
  private let basis: ReportBasis

  public init(_ sums: DistrictSums, basis: ReportBasis) {
    self.sums = sums
    self.basis = basis
  }

  public var document: ReportDocument {
    ReportDocument(
      title: Bilingual(
        zh: "全区欠薪投诉办理汇总（\(sums.period)）", en: "Wage complaints of the district (\(sums.period))"),
      lines: [
        Bilingual(
          zh: "\(sums.period.firstDay) 至 \(sums.cutoff)",
          en: "\(sums.period.firstDay) to \(sums.cutoff)"),
        Bilingual(
          zh: "追回工资 \(sums.recovered) 元（工资已付与分期已付）。",
          en: "\(sums.recovered) yuan recovered (wages paid and instalments paid)."),
        basis.line,
      ],
      sections: [table, caseLists])
  }

  private var table: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "汇总", en: "Sums"),
      lines: [
        Bilingual(
          zh: "人数、金额以案件最新所知为准，未填的案件数另列。",
          en: "Persons and amounts as last known; cases that give none are counted beside them."),
        Bilingual(
          zh: "工资已付不含此前已付的分期；期末未结为尚未支付的金额，已扣除分期已付和专户垫付。",
          en:
            "Wages paid are without earlier instalments; open at the end is what is unpaid, without "
            + "paid instalments and advances."),
      ],
      table: ReportTable(
        columns: [
          ReportColumn(zh: "项目", en: "item"),
          ReportColumn(zh: "案件", en: "cases", isNumber: true),
          ReportColumn(zh: "人数", en: "persons", isNumber: true),
          ReportColumn(zh: "金额（元）", en: "yuan", isNumber: true),
          ReportColumn(zh: "未填人数", en: "no persons", isNumber: true),
          ReportColumn(zh: "未填金额", en: "no amount", isNumber: true),
        ],
        rows: sums.rows.map { row in
          ReportRow([
            row.measure.title, .same("\(row.cases.count)"), .same("\(row.persons)"),
            .same("\(row.amount)"), .same("\(row.withoutPersons)"), .same("\(row.withoutAmount)"),
          ])
        }))
  }

  private var caseLists: ReportSection {
    ReportSection(
      heading: Bilingual(zh: "案号清单", en: "Case numbers"),
      table: ReportTable(
        columns: [
          ReportColumn(zh: "项目", en: "item"), ReportColumn(zh: "案号", en: "cases"),
        ],
        rows: sums.rows.filter { !$0.cases.isEmpty }.map {
          ReportRow([$0.measure.title, .same($0.cases.joined(separator: " "))])
        }))
  }
}
