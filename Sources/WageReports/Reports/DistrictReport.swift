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
          zh: "追回工资 \(sums.recovered) 元（工资已付、分期已付、协议外已付、专户垫付，并计更正）。",
          en: "\(sums.recovered) yuan recovered (wages paid, instalments, paid outside of a plan, "
            + "advanced, and what is corrected)."),
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
          zh: "分期、协议外付款和专户垫付按支付之日归月；工资已付为化解之日其余未另记的金额。期末未结为尚未支付的金额。",
          en:
            "Instalments, other payments and advances count on the day of payment, wages paid is the "
            + "rest of the claim on the day of the resolution. Open at the end is what is unpaid."),
        Bilingual(
          zh: "更正此前已计：以往月份计为工资已付，本期重开、另记付款或金额变更的差额；以往月份的数字不变。",
          en:
            "Corrected is what earlier months counted as wages paid and is less or more since: taken up "
            + "again, recorded as a payment, another amount claimed. Their figures stay."),
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
