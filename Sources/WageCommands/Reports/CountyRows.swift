import CaseAssessment
import WageDomain
import WageReports

/// The report `cross-region` as rows.
struct CountyRows {
  let language: Language

  static let keys = ["figure", "count", "rate", "of", "cases"]

  func listing(_ sums: CountySums, _ basis: ReportBasis) -> Listing {
    Listing(
      noun: "figures",
      columns: [
        .init(zh: "项目", en: "item") { row in
          CountyFigure(rawValue: row["figure"].cell)?.title.text(language) ?? ""
        },
        .init("count", zh: "案件", en: "cases", isNumber: true),
        .init("rate", zh: "占比", en: "rate", isNumber: true),
        .init("of", zh: "分母", en: "of", isNumber: true),
      ],
      rows: CountyFigure.allCases.map { figure in
        let rate = sums.rate(figure)
        return .object([
          "figure": .string(figure.rawValue), "count": .integer(Int64(sums.count(figure))),
          "rate": .optional(rate?.percent), "of": .optional(rate?.denominator),
          "cases": .array(sums.caseNumbers(figure).map { .string($0) }),
        ])
      },
      header: [
        "as_of": .string("\(sums.cutoff)"), "report": .string("cross-region"),
        "period": .string("\(sums.period)"),
        "complete": .bool(sums.cutoff == sums.period.lastDay),
        "policy": .string(basis.policy), "last_event": .optional(basis.lastEvent),
        "last_event_hash": .optional(basis.hash),
        "typed_late": .integer(Int64(basis.typedLate)),
        "settled_bp": .optional(sums.settled.basisPoints),
        "satisfaction_bp": .optional(sums.satisfaction.basisPoints),
      ])
  }
}
