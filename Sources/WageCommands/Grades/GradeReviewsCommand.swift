import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch grade reviews`
struct GradeReviewsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviews",
    abstract: "List the written reviews recorded for a year, and what was found.",
    discussion: """
      EXAMPLE: wagewatch grade reviews --year 2026 --csv

      Written reviews that come with the feed `inspections` stand in `signals` and in `grade show`.
      """)

  @Option(help: ArgumentHelp("The year (default: the year of --as-of).", valueName: "yyyy"))
  var year: Int?
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let year = year ?? day.year
    let (reviews, firms) = try workspace.open().openDatabase().read {
      (try $0.writtenReviews(year: year, asOf: day), try $0.gradableFirms(asOf: day))
    }
    let known = Dictionary(firms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = reviews.map { recorded -> JSONValue in
      let review = recorded.review
      return .object([
        "number": .string(recorded.number),
        "credit_code": .optional(known[recorded.firmId]?.creditCode),
        "name": .optional(known[recorded.firmId]?.name), "year": .integer(Int64(review.year)),
        "handed_in_on": .optional(review.handedInOn?.description),
        "checked_by": .optional(review.checkedBy), "result": .optional(review.result?.rawValue),
        "corrections": .optional(review.corrections),
        "effective_on": .string(recorded.effectiveOn.description),
        "recorded_at": .string(recorded.recordedAt.description), "actor": .string(recorded.actor),
      ])
    }
    var listing = Listing(
      noun: "reviews", columns: Self.columns(output.language),
      rows: rows.sorted { $0["credit_code"].cell < $1["credit_code"].cell })
    listing.header = ["as_of": .string(day.description), "year": .integer(Int64(year))]
    listing.write(output, keys: ["number", "credit_code", "name", "year", "handed_in_on"])
  }

  private static func columns(_ language: Language) -> [Listing.Column] {
    [
      .init("number", zh: "编号", en: "number"),
      .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
      .init("name", zh: "企业", en: "firm"),
      .init(zh: "报送日期", en: "handed in") { row in
        let day = row["handed_in_on"].cell
        return day.isEmpty ? Bilingual(zh: "未报送", en: "not handed in").text(language) : day
      },
      .init("checked_by", zh: "审查人", en: "checked by"),
      .init(zh: "结果", en: "result") { row in
        ReviewResult(rawValue: row["result"].cell)?.title.text(language) ?? ""
      },
      .init("corrections", zh: "整改内容", en: "corrections"),
    ]
  }
}
