import ArgumentParser
import Foundation
import WageDomain
import WageStore

/// `wagewatch warning assign NO`
struct WarningAssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Say who checks a warning; its due day stays.",
    discussion: "EXAMPLE: wagewatch warning assign YJ-2026-000001 --to zhao")

  @Argument(help: "The warning's number.") var number: String
  @Option(help: ArgumentHelp("Who checks it.", valueName: "name")) var to: String
  @OptionGroup var options: WarningActOptions

  func validate() throws {
    guard !to.trimmingCharacters(in: .whitespaces).isEmpty else {
      throw ValidationError(
        zh: "--to 须写姓名。",
        en: "--to takes a name.")
    }
  }

  func run() throws { try options.run(number, .assigned(to: to)) }
}

/// `wagewatch warning record NO`
struct WarningRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record what the check of a warning found; it is closed by this and nothing else.",
    discussion: """
      EXAMPLE: wagewatch warning record YJ-2026-000001 --outcome valid --note 'August wages unpaid'

      valid: the danger is real. false-alarm: it is not. data-late: the data had not come or were \
      wrong. already-known: real, and the office was at work on it before.
      """)

  @Argument(help: "The warning's number.") var number: String
  @Option(
    help: "valid, false-alarm, data-late or already-known.", transform: WordArgument.parse)
  var outcome: WarningOutcome
  @Option(help: ArgumentHelp("What was found; kept in the protected tables.", valueName: "text"))
  var note: String?
  @OptionGroup var options: WarningActOptions

  func run() throws {
    try options.run(
      number, .recorded(outcome, noteHash: note.map(TextHash.sha256)), note: note)
  }
}

/// What every verb that changes a warning takes.
struct WarningActOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The day it counts from (default: today).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?

  @OptionGroup var actor: ActorOption

  @Flag(help: "Check and print, but change nothing.")
  var dryRun = false

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run(_ number: String, _ act: WarningAct, note: String? = nil) throws {
    let context = CommandContext.current
    let entry = CaseEntry(actor: actor.name, on: on, now: context.now())
    let workspace = try workspace.open()
    let database = try workspace.openDatabase()
    let warnings = try (dryRun ? database.rehearse : database.write) {
      try Self.act(act, number, note, entry, $0)
    }
    tell(number, warnings, workspace.keyDateNames)
  }

  /// - Returns: all warnings of the firm, as they stand on the day of the act.
  private static func act(
    _ act: WarningAct, _ number: String, _ note: String?, _ entry: CaseEntry,
    _ transaction: StoreTransaction
  ) throws -> [ListedWarning] {
    let status = try transaction.act(act, onWarning: number, note: note, entry: entry)
    return try transaction.snapshot.warnings(
      WarningQuery(firm: status.firm, selection: .all), asOf: entry.on ?? entry.now.day)
  }

  /// Where the warning stands, and which others of the firm are still to be checked.
  private func tell(
    _ number: String, _ warnings: [ListedWarning], _ keyDateNames: [String: String]
  ) {
    let language = languageOption.language
    let console = CommandContext.current.console
    let tail = dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : nil
    for warning in warnings where warning.warningNo == number {
      console.error(
        WarningRows.text(warning, language, keyDateNames) + (tail?.text(language) ?? ""))
    }
    let rest = warnings.filter { $0.warningNo != number && $0.status.isOpen }.map(\.warningNo)
    guard !rest.isEmpty else { return }
    let numbers = rest.joined(separator: ", ")
    console.error(
      Bilingual(
        zh: "  该企业另有待核查预警：\(numbers)", en: "  Still to be checked of this firm: \(numbers)"
      ).text(language))
  }
}
