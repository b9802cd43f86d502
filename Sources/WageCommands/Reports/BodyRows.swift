import CaseAssessment
import WageDomain
import WageReports

/// The report `bodies` as rows for programs, and as a table for a terminal.
struct BodyRows {
  let names: ReportNames
  let policy: AssessmentPolicy
  let language: Language

  /// Counts before the rate that is made of them.
  static let keys =
    [
      "body", "name", "carried_over", "new", "returned", "dispatched", "replies_due",
      "replied_on_time", "on_time_reply_bp", "own_base", "own_resolved", "own_resolution_bp",
      "resolution_base", "resolved", "resolution_bp", "below_target", "moved_on", "withdrawn",
      "merged", "pending", "cases",
    ]

  func listing(_ assessment: PeriodAssessment, _ basis: ReportBasis) -> Listing {
    var listing = Listing(
      noun: "bodies", columns: columns, rows: assessment.bodies.map(row),
      header: [
        "as_of": .string("\(assessment.cutoff)"), "report": .string("bodies"),
        "period": .string("\(assessment.period)"),
        "from": .string("\(assessment.period.firstDay)"),
        "to": .string("\(assessment.period.lastDay)"),
        "complete": .bool(assessment.isComplete),
        "policy": .string(basis.policy), "last_event": .optional(basis.lastEvent),
        "last_event_hash": .optional(basis.hash),
        "typed_late": .integer(Int64(basis.typedLate)),
        "target_bp": .integer(Int64(policy.target)),
        "registered": .array(assessment.registered.map { .string($0) }),
        "unassigned": .array(assessment.unassigned.map { .string($0) }),
        "findings": .array(
          assessment.findings.map {
            .object([
              "body": .optional($0.body), "found": .string($0.found.text(language)),
              "expected": .string($0.expected.text(language)),
            ])
          }),
        "all_bodies": row(assessment.total),
      ])
    listing.footer = [row(assessment.total)]
    return listing
  }

  private func row(_ body: BodyAssessment) -> JSONValue {
    func count(_ figure: BodyFigure) -> JSONValue { .integer(Int64(body.count(figure))) }
    func points(_ rate: BodyRate) -> JSONValue { .optional(body.rate(rate).basisPoints) }
    let resolution = body.rate(.resolution)
    return .object([
      "body": .optional(body.body), "name": .string(name(body)),
      "carried_over": count(.carriedOver), "new": count(.new), "returned": count(.returned),
      "dispatched": .integer(Int64(body.dispatched)), "replies_due": count(.repliesDue),
      "replied_on_time": count(.repliedOnTime), "on_time_reply_bp": points(.onTimeReply),
      "own_base": count(.ownBase), "own_resolved": count(.ownResolved),
      "own_resolution_bp": points(.ownResolution), "resolution_base": count(.resolutionBase),
      "resolved": count(.resolved), "resolution_bp": points(.resolution),
      "below_target": resolution.isEmpty
        ? .null : .bool(!resolution.reaches(basisPoints: policy.target)),
      "moved_on": count(.movedOn), "withdrawn": count(.withdrawn), "merged": count(.merged),
      "pending": count(.pending),
      "cases": .object(
        BodyFigure.allCases.map { figure in
          .init(
            key: figure.rawValue,
            value: .array(body.caseNumbers(figure).map { .string($0) }))
        }),
    ])
  }

  private func name(_ body: BodyAssessment) -> String {
    let all = Bilingual(zh: "各主体合计", en: "all bodies")
    return (body.body.map(names.body) ?? all).text(language)
  }

  private var columns: [Listing.Column] {
    [
      .init("name", zh: "责任主体", en: "body"),
      .init("new", zh: "新增", en: "new", isNumber: true),
      .init("returned", zh: "再办", en: "returned", isNumber: true),
      .init("carried_over", zh: "结转", en: "carried over", isNumber: true),
      rate("replied_on_time", "replies_due", zh: "按期回复率", en: "on-time reply"),
      rate("own_resolved", "own_base", zh: "自行化解率", en: "own resolution"),
      rate("resolved", "resolution_base", zh: "化解率", en: "resolution"),
      .init("moved_on", zh: "转出", en: "moved on", isNumber: true),
      .init("pending", zh: "未结", en: "pending", isNumber: true),
    ]
  }

  private func rate(
    _ numerator: String, _ denominator: String, zh: String, en: String
  ) -> Listing.Column {
    .init(zh: zh, en: en, isNumber: true) { row in
      let rate = Rate(Int(row[numerator].cell) ?? 0, of: Int(row[denominator].cell) ?? 0)
      return rate.isEmpty ? "-" : "\(rate.percent) (\(rate.numerator)/\(rate.denominator))"
    }
  }
}
