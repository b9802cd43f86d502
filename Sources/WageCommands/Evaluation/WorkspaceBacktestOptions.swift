import ArgumentParser
import RiskEvaluation
import WageDomain

/// What a workspace is judged by.
struct WorkspaceBacktestOptions: ParsableArguments {
  @Option(
    help: "What counts as coming true: complaint, arrears or either.",
    transform: WordArgument.parse)
  var label: OutcomeLabel?

  @Option(help: ArgumentHelp("A query that gives the firms to rank.", valueName: "sql"))
  var cohort: String?

  @Option(help: ArgumentHelp("Score with this file instead.", valueName: "file"))
  var scorecard: String?

  @Option(
    help: ArgumentHelp(
      "The last day of the outcomes that the card learned from; no cutoff may be earlier.",
      valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var trainedUntil: Day?

  @Option(
    help: ArgumentHelp(
      "For lead times also score every so many days from the first cutoff on.", valueName: "days"))
  var nights: Int?

  @Option(
    help: ArgumentHelp("The truth.csv of simulate: lead times by cause.", valueName: "file"))
  var truth: String?

  @Flag(help: "A complaint counts though it does not say since when wages are owed.")
  var anyComplaint = false

  @Option(help: ArgumentHelp("Also write the report as one page.", valueName: "file"))
  var html: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption

  /// The options that were given.
  var given: [String] {
    [
      ("--label", label != nil), ("--cohort", cohort != nil), ("--scorecard", scorecard != nil),
      ("--trained-until", trainedUntil != nil), ("--nights", nights != nil),
      ("--truth", truth != nil), ("--any-complaint", anyComplaint), ("--html", html != nil),
      ("--workspace", workspaceOption.workspace != nil),
    ].filter(\.1).map(\.0)
  }

  mutating func validate() throws {
    if let nights, !(1...366).contains(nights) {
      throw ValidationError(
        zh: "--nights 应为 1 到 366 的天数。",
        en: "--nights takes a number of days from 1 to 366.")
    }
  }

  /// Which firms are ranked, by what: the two usual cohorts where nothing is asked for.
  var cohorts: [CutoffCohort] {
    if let cohort {
      return [CutoffCohort(name: "given", label: label ?? .either, sql: cohort)]
    }
    return label.map { [.usual($0)] } ?? [.usual(.arrears), .usual(.complaint)]
  }
}
