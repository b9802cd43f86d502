import CaseAssessment
import WageDomain
import WageReports

/// The report `district` as rows.
struct DistrictRows {
  let language: Language

  static let keys = [
    "measure", "count", "persons", "amount_fen", "without_persons", "without_amount", "cases",
  ]

  func listing(_ sums: DistrictSums, _ basis: ReportBasis) -> Listing {
    Listing(
      noun: "sums",
      columns: [
        .init(zh: "项目", en: "item") { row in
          DistrictSums.Measure(rawValue: row["measure"].cell)?.title.text(language) ?? ""
        },
        .init("count", zh: "案件", en: "cases", isNumber: true),
        .init("persons", zh: "人数", en: "persons", isNumber: true),
        .init(zh: "金额（元）", en: "yuan", isNumber: true) { row in
          Int64(row["amount_fen"].cell).map { Money(fen: $0).description } ?? ""
        },
        .init("without_persons", zh: "未填人数", en: "no persons", isNumber: true),
        .init("without_amount", zh: "未填金额", en: "no amount", isNumber: true),
      ], rows: sums.rows.map(row),
      header: [
        "as_of": .string("\(sums.cutoff)"), "report": .string("district"),
        "period": .string("\(sums.period)"),
        "complete": .bool(sums.cutoff == sums.period.lastDay),
        "policy": .string(basis.policy), "last_event": .optional(basis.lastEvent),
        "last_event_hash": .optional(basis.hash),
        "typed_late": .integer(Int64(basis.typedLate)),
        "recovered_fen": .integer(sums.recovered.fen),
      ])
  }

  private func row(_ row: DistrictSums.Row) -> JSONValue {
    .object([
      "measure": .string(row.measure.rawValue), "count": .integer(Int64(row.cases.count)),
      "persons": .integer(row.persons), "amount_fen": .integer(row.amount.fen),
      "without_persons": .integer(Int64(row.withoutPersons)),
      "without_amount": .integer(Int64(row.withoutAmount)),
      "cases": .array(row.cases.map { .string($0) }),
    ])
  }
}
