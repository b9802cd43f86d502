import ArgumentParser
import Foundation
import PolicyFiles
import WageDomain
import WageStore

/// `wagewatch grade review`
struct GradeReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Record a firm's written review (书面审查), or a list of them.",
    discussion: """
      EXAMPLE: wagewatch grade review 91330503NXQ0QRP269 --year 2026 --handed-in 2026-03-10 \
      --checked-by zhao --result passed

      A later record replaces an earlier one, which stays. --missing records that the firm handed \
      nothing in. --batch FILE reads a CSV with the header \
      credit_code,year,handed_in_on,checked_by,result,corrections; with one bad row nothing of it is \
      recorded, and all faults are told.
      """)

  @Argument(help: "The unified social credit code.") var code: String?
  @Option(help: ArgumentHelp("The year that is reviewed.", valueName: "yyyy")) var year: Int?
  @Option(
    help: ArgumentHelp("The day it was handed in.", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var handedIn: Day?
  @Flag(help: "The firm handed nothing in.") var missing = false
  @Option(help: ArgumentHelp("Who checked it.", valueName: "name")) var checkedBy: String?
  @Option(help: "passed, problem or corrected.", transform: WordArgument.parse)
  var result: ReviewResult?
  @Option(help: ArgumentHelp("What had to be put right.", valueName: "text"))
  var corrections: String?
  @Option(help: ArgumentHelp("A list as CSV instead.", valueName: "file")) var batch: String?
  @Option(
    help: ArgumentHelp("The day the record counts from (default: today).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?
  @Flag(help: "Check and print, but change nothing.") var dryRun = false
  @OptionGroup var actor: ActorOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard batch == nil else {
      if code != nil || year != nil || handedIn != nil || missing || result != nil {
        throw ValidationError(
          zh: "--batch 不写代码，也不写清单里有的内容。",
          en: "--batch goes without a code and without what the list says.")
      }
      return
    }
    guard code != nil, let year else {
      throw ValidationError(
        zh: "请写代码和 --year，或用 --batch 给出清单。",
        en: "Name a credit code and --year, or a list with --batch.")
    }
    guard (2000...2100).contains(year) else {
      throw ValidationError(
        zh: "--year \(year) 不是年份；应为 2000 到 2100。",
        en: "--year \(year) is no year; expected 2000 to 2100.")
    }
    guard (handedIn != nil) != missing else {
      throw ValidationError(
        zh: "请写 --handed-in 日期 或 --missing 之一。",
        en: "Say either --handed-in DAY or --missing.")
    }
  }

  func run() throws {
    let entry = CaseEntry(actor: actor.name, on: on, now: CommandContext.current.now())
    let entries = try read(entry)
    let database = try workspace.open().openDatabase()
    let written = try (dryRun ? database.rehearse : database.write) {
      try record(entries, entry, $0)
    }
    let tail = dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : .same("")
    CommandContext.current.console.error(
      Bilingual(
        zh: "书面审查：记录 \(written)，与已有记录相同 \(entries.count - written)\(tail.zh)",
        en: "Written reviews: \(written) recorded, \(entries.count - written) as recorded before"
          + tail.en
      ).text(languageOption.language))
  }

  private func read(_ entry: CaseEntry) throws -> [ReviewList.Entry] {
    let today = entry.now.day
    if let on, on > today { throw Self.future(on, today) }
    if let batch { return try ReviewBatch(file: batch, today: today).entries() }
    let review = WrittenReview(
      year: year ?? 0, handedInOn: handedIn, checkedBy: checkedBy, result: result,
      corrections: corrections)
    if let fault = review.fault {
      throw CommandFailure(
        zh: "书面审查：发现 \(fault.zh)。未作改动。\n  请改正后再运行。",
        en:
          "written review: found \(fault.en). Nothing was changed.\n  Mend the command and run again."
      )
    }
    if let handedIn, handedIn > today { throw Self.future(handedIn, today) }
    if let fault = ReviewBatch.notBegun(review, today) {
      throw CommandFailure(
        zh: "书面审查：\(fault.zh)。未作改动。\n  请改正 --year 后再运行。",
        en: "written review: \(fault.en). Nothing was changed.\n  Mend --year and run again.")
    }
    return [
      ReviewList.Entry(line: 0, code: try CreditCodeArgument.parse(code ?? ""), review: review)
    ]
  }

  private static func future(_ day: Day, _ today: Day) -> CommandFailure {
    CommandFailure(
      zh: "书面审查：\(day) 晚于今天 \(today)。未作改动。\n  请改正日期后再运行。",
      en:
        "written review: \(day) is later than today, \(today). Nothing was changed.\n  Mend the day and run again."
    )
  }

  /// All or nothing: an unknown firm keeps every row out.
  private func record(
    _ entries: [ReviewList.Entry], _ entry: CaseEntry, _ transaction: StoreTransaction
  ) throws -> Int {
    let today = entry.now.day
    let firms = try entries.map { try transaction.snapshot.firmId(of: $0.code, asOf: today) }
    let unknown = zip(entries, firms).filter { $1 == nil }.map(\.0)
    guard unknown.isEmpty else { throw ReviewBatch.unknown(unknown, in: batch, on: today) }
    return try zip(entries, firms).reduce(0) { count, pair in
      guard let firm = pair.1 else { return count }
      let isNew = try transaction.recordReview(pair.0.review, ofFirm: firm, entry: entry)
      return count + (isNew ? 1 : 0)
    }
  }
}
