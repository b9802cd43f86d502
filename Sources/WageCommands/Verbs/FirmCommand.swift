import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch firm CODE`
struct FirmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "firm",
    abstract: "One firm: tier, reasons, cases, history; every point down to file and line.",
    discussion: """
      EXAMPLE: wagewatch firm 91330503MA2B4XYT6D --why

      Without --why: where the firm stands. With it: each reason with the lines of the agencies' files \
      behind it.
      """)

  @Argument(help: "The unified social credit code.")
  var code: String

  @Flag(help: "The reasons, with file and line.")
  var why = false

  @Flag(help: "One JSON object with all of it.")
  var json = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let database = try workspaceOption.open().openDatabase()
    let day = try asOf.day()
    let code = try CreditCodeArgument.parse(code)
    guard let dossier = try database.read({ try $0.dossier(code, asOf: day) }) else {
      throw CommandFailure(
        zh: """
          截至 \(day) 没有企业 \(code)。
            请用 `wagewatch code check \(code)` 核对代码，或用 --as-of 改日期。
          """,
        en: """
          no firm \(code) known by \(day) in this workspace.
            Check the code with `wagewatch code check \(code)`, or the day with --as-of.
          """)
    }
    let late = try dossier.history.first.map { run in
      try database.read { try $0.lateFeeds(runId: run.runId) }
    }
    let warnings = try database.read {
      try $0.warnings(WarningQuery(firm: dossier.id, selection: .all), asOf: day)
    }
    let page = FirmPage(
      dossier: dossier, asOf: day, language: languageOption.language, dataLate: late ?? [],
      warnings: warnings)
    CommandContext.current.console.out(
      json ? page.json.pretty + "\n" : page.text(withEvidence: why))
  }
}

enum CreditCodeArgument {
  /// A code that nobody can have is of no firm we know: exit code 1, as for any unknown firm.
  ///
  /// - Throws: ``CommandFailure`` naming the first fault of the code.
  static func parse(_ text: String) throws -> CreditCode {
    do throws(CreditCodeFault) {
      return try CreditCode(text)
    } catch {
      throw CommandFailure(
        zh: """
          没有企业 \(text)：不是统一社会信用代码，\(error.text.zh)。
            请核对营业执照上的代码。
          """,
        en: """
          no firm \(text): not a unified social credit code, \(error.text.en).
            Check it against the licence.
          """)
    }
  }
}
