import CaseAssessment
import WageDomain
import WageReports

/// What changed in a period's figures since an earlier day, as rows.
struct FigureChangeRows {
  let names: ReportNames
  let language: Language

  static let keys = ["body", "name", "figure", "before", "after", "came", "went"]

  func listing(
    _ changes: [FigureChange], period: AssessmentPeriod, since day: Day, asOf: Day
  ) -> Listing {
    Listing(
      noun: "changes",
      columns: [
        .init("name", zh: "责任主体", en: "body"),
        .init(zh: "项目", en: "figure") { row in
          BodyFigure(rawValue: row["figure"].cell)?.title.text(language) ?? ""
        },
        .init("before", zh: "原", en: "before", isNumber: true),
        .init("after", zh: "现", en: "after", isNumber: true),
        .init(zh: "增加", en: "came") { Self.list($0["came"]) },
        .init(zh: "减少", en: "went") { Self.list($0["went"]) },
      ], rows: changes.map(row),
      header: [
        "as_of": .string("\(asOf)"), "report": .string("bodies"),
        "period": .string("\(period)"), "changes_since": .string("\(day)"),
      ])
  }

  private func row(_ change: FigureChange) -> JSONValue {
    .object([
      "body": .string(change.body), "name": .string(names.body(change.body).text(language)),
      "figure": .string(change.figure.rawValue), "before": .integer(Int64(change.before)),
      "after": .integer(Int64(change.after)),
      "came": .array(change.came.map { .string($0) }),
      "went": .array(change.went.map { .string($0) }),
    ])
  }

  private static func list(_ value: JSONValue) -> String {
    guard case .array(let cases) = value else { return "" }
    return cases.map(\.cell).joined(separator: " ")
  }
}
