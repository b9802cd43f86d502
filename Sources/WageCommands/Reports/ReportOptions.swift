import ArgumentParser
import CaseAssessment
import WageDomain
import WageReports

/// Which report, of which period or case, as known when.
struct ReportOptions: ParsableArguments {
  @Argument(help: "bodies, ranking, district, cross-region or case.")
  var name: ReportName

  @Option(
    help: ArgumentHelp(
      "A month, or its part to the 7th, 14th, 21st or last day (default: the last that is over).",
      valueName: "yyyy-mm[-w1...w4]"))
  var period: String?

  @Option(
    name: .customLong("case"), help: ArgumentHelp("With `case`: its number.", valueName: "no"),
    transform: CaseNumberArgument.parse)
  var caseNo: String?

  @Option(help: "With `case`: before, during or after.", transform: WordArgument.parse)
  var stage: CaseReport.Stage?

  @Option(
    help: ArgumentHelp(
      "Leave out what was recorded after this day, to see a report as it was then.",
      valueName: "yyyy-mm-dd"), transform: DayArgument.parse)
  var knownBy: Day?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption

  mutating func validate() throws {
    guard (name == .case) == (caseNo != nil && stage != nil), name == .case || caseNo == nil else {
      throw ValidationError(
        zh: "`case` 须写 --case 案号 和 --stage before|during|after；其他报告不写。",
        en: "`case` takes --case NO and --stage before|during|after; no other does.")
    }
    guard name != .case || period == nil else {
      throw ValidationError(
        zh: "`case` 不写 --period：它只关于一个案件。",
        en: "`case` takes no --period: it is about one case.")
    }
  }

  /// - Throws: a usage error for a word that is no period of this report; ``CommandFailure`` for one
  ///   that has not begun.
  func period(_ policy: AssessmentPolicy, asOf day: Day) throws -> AssessmentPeriod {
    guard let period else { return name.lastPeriod(by: day, policy: policy) }
    guard let found = AssessmentPeriod(period, policy: policy), name == .bodies || found.part == nil
    else {
      let last = "-w\(policy.reportDays.count + 1)"
      let parts =
        name == .bodies
        ? Bilingual(zh: "，或 YYYY-MM-w1 至 \(last)", en: " or YYYY-MM-w1 to \(last)") : .same("")
      throw ValidationError(
        zh: "“\(period)”不是报告 \(name.rawValue) 的期间；应为 YYYY-MM\(parts.zh)。",
        en:
          "'\(period)' is not a period of the report \(name.rawValue); expected YYYY-MM\(parts.en)."
      )
    }
    guard found.firstDay <= day else {
      throw CommandFailure(
        zh: "\(found) 自 \(found.firstDay) 起，晚于 \(day)。\n  请写已开始的期间，或用更晚的 --as-of。",
        en: """
          \(found) begins on \(found.firstDay), after \(day).
            Name a period that has begun, or a later --as-of.
          """)
    }
    return found
  }
}
