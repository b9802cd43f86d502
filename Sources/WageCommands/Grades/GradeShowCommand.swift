import ArgumentParser
import CaseHandling
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch grade show CODE`
struct GradeShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One firm's grade: each rule with the facts it counts, and what would change it.",
    discussion: """
      EXAMPLE: wagewatch grade show 91330503NXQ0QRP269 --year 2026

      Every fact stands with its number and the file and line that say it. Written reviews recorded \
      here have a number SC-YEAR-N.
      """)

  @Argument(help: "The unified social credit code.") var code: String
  @Flag(help: "One JSON object with all of it.") var json = false
  @OptionGroup var options: GradeOptions
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try options.asOf.day()
    let year = try options.year(on: day)
    let code = try CreditCodeArgument.parse(code)
    let workspace = try options.workspace.open()
    let policy = try workspace.gradePolicy(options.rules)
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let page = try workspace.openDatabase().read { snapshot -> GradePage? in
      guard let id = try snapshot.firmId(of: code, asOf: day) else { return nil }
      let book = try GradeBook(snapshot, policy: policy, year: year, asOf: day, rules: rules)
      guard let entry = book.entries.first(where: { $0.firm.id == id }) else {
        return try counted(code, snapshot, day)
      }
      return GradePage(
        entry: entry, policy: policy, year: year, asOf: day, language: languageOption.language,
        undecided: try undecided(id, code, snapshot, rules, day))
    }
    guard let page else { throw CreditCodeArgument.unknown(code, on: day) }
    CommandContext.current.console.out(json ? page.json.pretty + "\n" : page.text)
  }

  /// Open cases and open warnings of the firm, by number.
  private func undecided(
    _ id: Int64, _ code: CreditCode, _ snapshot: StoreSnapshot, _ rules: WorkflowRules, _ day: Day
  ) throws -> [String] {
    let own = Set(try snapshot.dossier(code, asOf: day)?.caseNumbers ?? [])
    let cases = try snapshot.cases(asOf: day, rules: rules)
      .filter { own.contains($0.caseNo) && !$0.state.isFinal && $0.state != .resolved }
    let warnings = try snapshot.warnings(WarningQuery(firm: id, selection: .open), asOf: day)
    return (cases.map(\.caseNo) + warnings.map(\.warningNo)).sorted()
  }

  /// A firm that counts as another has no grade of its own.
  private func counted(
    _ code: CreditCode, _ snapshot: StoreSnapshot, _ day: Day
  ) throws -> GradePage? {
    guard let other = try snapshot.dossier(code, asOf: day)?.mergedInto else { return nil }
    throw CommandFailure(
      zh:
        "\(code)：自 \(other.sinceOn) 起计入 \(other.creditCode)，没有单独的等级。\n  请查 `wagewatch grade show \(other.creditCode)`。",
      en: """
        \(code): counts as \(other.creditCode) since \(other.sinceOn) and has no grade of its own.
          See `wagewatch grade show \(other.creditCode)`.
        """)
  }
}
