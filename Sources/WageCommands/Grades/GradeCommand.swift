import ArgumentParser
import Foundation
import PolicyFiles
import WageDomain
import WageStore
import WagewatchSchemas

/// `wagewatch grade`
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Compliance-honesty grades (守法诚信等级) of firms for a year, each rule with its facts.",
    discussion: "EXAMPLE: wagewatch grade list --year 2026 --grade C",
    subcommands: [
      GradeListCommand.self, GradeShowCommand.self, GradeComputeCommand.self,
      GradeReviewCommand.self, GradeReviewsCommand.self,
    ])
}

/// The year, the rules and the day of a grade.
struct GradeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The year graded (default: the year of --as-of).", valueName: "yyyy"))
  var year: Int?

  @Option(
    help: ArgumentHelp(
      "The rules: national, shaoxing or a file (default: the workspace's).", valueName: "rules"))
  var rules: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption

  /// - Throws: ``CommandFailure`` for a year that has not begun.
  func year(on day: Day) throws -> Int {
    let year = year ?? day.year
    guard (2000...day.year).contains(year) else {
      throw CommandFailure(
        zh: "年份 \(year)：应为 2000 至 \(day.year)，\(day) 时尚无该年记录。\n  请用 --year 或 --as-of 改写。",
        en: """
          the year \(year): found a year without a record on \(day), expected 2000 to \(day.year).
            Name another with --year, or another day with --as-of.
          """)
    }
    return year
  }
}

extension Workspace {
  /// The grading policy: the one named, else the workspace's, else the shipped national one.
  ///
  /// - Throws: `PolicyFaults`; ``CommandFailure`` when the file is missing.
  func gradePolicy(_ rules: String? = nil) throws -> GradePolicy {
    let name = rules ?? configuration.grades ?? "national"
    if let shipped = WagewatchSchemas.text("grades/\(name).yaml") {
      return try GradeFile.read(shipped, file: "grades/\(name).yaml")
    }
    let file = rules == nil ? path(name) : name
    return try GradeFile.read(policyText(file), file: name)
  }
}
