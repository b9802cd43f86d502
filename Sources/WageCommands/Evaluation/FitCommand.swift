import ArgumentParser
import Foundation
import NightlyRun
import RiskEvaluation
import RiskScoring
import WageDomain

/// `wagewatch fit`
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Learn a scorecard's points from the district's own confirmed cases.",
    discussion: """
      EXAMPLE: wagewatch fit --write fitted.yaml --label complaint --horizon 4m

      Takes the indicators of a card and the shipped candidates, and looks at the firms as they were \
      known on the training cutoffs, and at what came true within the horizon. Each indicator gets \
      bins of rising shares, and each bin what it adds to the odds, by a logistic regression that \
      doubts what few firms show, in whole points; what is missing, silent or not assessed has a bin \
      of its own in the table and, as in every card, no points. Hard triggers keep thresholds and \
      tiers. At least 100 different firms must have come true. The label of every training cutoff \
      must be over by the first test cutoff, on which both cards are then judged.

      --write makes a scorecard like any other: wagewatch score --scorecard fitted.yaml --dry-run. \
      --features writes what was measured, to be fitted by other programs.
      """)

  @Option(
    help: ArgumentHelp(
      "The card whose points are fitted (default: the workspace's).", valueName: "file"))
  var scorecard: String?

  @Option(
    help: ArgumentHelp(
      "A day to learn from; several times (default: up to 12 firsts of months).",
      valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var train: [Day] = []

  @Option(
    help: ArgumentHelp(
      "A later day to be judged on; several times (default: the last 3 firsts of months known).",
      valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var test: [Day] = []

  @Option(help: ArgumentHelp("Points that double the odds.", valueName: "n"))
  var doubleOdds = 20

  @Flag(help: "Fit the card's own indicators alone, none of the shipped candidates.")
  var ownIndicators = false

  @Option(
    help: ArgumentHelp(
      "An indicator or class that must not be fitted, like size; several times.", valueName: "id"))
  var without: [String] = []

  @Option(help: "What the new card is called.") var name = "fitted"

  @Option(
    help: ArgumentHelp(
      "Write the new card to this file, which must not be there.", valueName: "file"))
  var write: String?

  @Option(help: ArgumentHelp("Also write all measured values as CSV.", valueName: "file"))
  var features: String?

  @OptionGroup var past: PastDaysOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...200).contains(doubleOdds) else {
      throw ValidationError(
        zh: "--double-odds 应为 1 到 200 的数。",
        en: "--double-odds takes a number from 1 to 200.")
    }
    guard write == nil || write != features else {
      throw ValidationError(
        zh: "--write 和 --features 不能写到同一个文件。",
        en: "--write and --features take two different files.")
    }
    guard name.wholeMatch(of: /[a-z][a-z0-9-]*/) != nil else {
      throw ValidationError(
        zh: "“\(name)”不能作名称；应为小写字母、数字、连字符。",
        en: "'\(name)' is no name; expected lower-case letters, digits, hyphens.")
    }
  }

  func run() throws {
    try write.map { try WrittenFile.checkFolder(of: $0, "--write") }
    try features.map { try WrittenFile.checkFolder(of: $0, "--features") }
    for file in [write, features, features.map(FeatureFile.part)].compactMap(\.self)
    where WrittenFile.isThere(file) {
      throw CommandFailure(
        zh: "\(file)：文件已存在。没有拟合，未作改动。\n  请另取文件名，或先移走该文件。",
        en:
          "\(file): the file is there. Nothing was fitted or changed.\n  Name another, or move it away."
      )
    }
    let report = try FitRun(self).report()
    // The card is kept before anything is said, for a reader may go away; and where it cannot be, what was
    // found is said all the same.
    let written = Result { try write.map { try WrittenFile.write(report.text, to: $0) } }
    let rows = FitRows(report: report, language: output.language)
    rows.listing(try past.asOf.day()).write(output, keys: FitRows.keys)
    let console = CommandContext.current.console
    for note in rows.notes { console.error(note) }
    _ = try written.get()
    guard let write else { return }
    console.error(
      Bilingual(
        zh:
          "已写出 \(write)（\(report.fitted.identifier)）；试用：wagewatch score --scorecard \(write) --dry-run",
        en:
          "written to \(write) (\(report.fitted.identifier)); try it: wagewatch score --scorecard "
          + "\(write) --dry-run"
      ).text(output.language))
  }
}
