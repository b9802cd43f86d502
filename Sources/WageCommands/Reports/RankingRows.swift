import CaseAssessment
import WageDomain
import WageReports

/// The report `ranking` as rows.
struct RankingRows {
  let names: ReportNames
  let language: Language

  static let keys = [
    "place", "body", "name", "own_resolved", "own_base", "own_resolution_bp", "last",
    "times_last", "step", "step_title", "cases",
  ]

  func listing(_ ranking: BodyRanking, _ basis: ReportBasis) -> Listing {
    Listing(
      noun: "places",
      columns: [
        .init("place", zh: "名次", en: "place", isNumber: true),
        .init("name", zh: "责任主体", en: "body"),
        .init(zh: "自行化解率", en: "own resolution", isNumber: true) { row in
          Int(row["own_resolution_bp"].cell).map(Rate.percent) ?? "-"
        },
        .init(zh: "件数", en: "of", isNumber: true) { row in
          "\(row["own_resolved"].cell)/\(row["own_base"].cell)"
        },
        .init("times_last", zh: "连续末位", en: "times last", isNumber: true),
        .init("step_title", zh: "措施", en: "step"),
      ], rows: ranking.places.map(row) + ranking.unranked.map(unranked),
      header: [
        "as_of": .string("\(ranking.cutoff)"), "report": .string("ranking"),
        "period": .string("\(ranking.month)"), "complete": .bool(ranking.isComplete),
        "policy": .string(basis.policy), "last_event": .optional(basis.lastEvent),
        "last_event_hash": .optional(basis.hash),
        "typed_late": .integer(Int64(basis.typedLate)),
      ])
  }

  private func row(_ place: RankedBody) -> JSONValue {
    .object([
      "place": .integer(Int64(place.place)), "body": .string(place.body),
      "name": .string(names.body(place.body).text(language)),
      "own_resolved": .integer(Int64(place.rate.numerator)),
      "own_base": .integer(Int64(place.rate.denominator)),
      "own_resolution_bp": .optional(place.rate.basisPoints), "last": .bool(place.isLast),
      "times_last": .integer(Int64(place.timesLast)), "step": .optional(place.step?.id),
      "step_title": .optional(place.step?.title.text(language)),
      "cases": .object([
        "own_base": .array(place.base.map { .string($0) }),
        "own_resolved": .array(place.resolved.map { .string($0) }),
      ]),
    ])
  }

  /// Without a case to judge: no place.
  private func unranked(_ body: String) -> JSONValue {
    .object([
      "place": .null, "body": .string(body), "name": .string(names.body(body).text(language)),
      "own_resolved": .integer(0), "own_base": .integer(0), "own_resolution_bp": .null,
      "last": .bool(false), "times_last": .integer(0), "step": .null, "step_title": .null,
      "cases": .object(["own_base": .array([]), "own_resolved": .array([])]),
    ])
  }
}
