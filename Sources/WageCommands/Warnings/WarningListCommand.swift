import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch warning list`
struct WarningListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the warnings to be checked: overdue first, then by tier and due day.",
    discussion: """
      EXAMPLE: wagewatch warning list --status overdue --tier red

      open: without an outcome, overdue ones too; closed: with one. As of a past day each stands as it \
      stood then.
      """)

  @Option(help: "Only this tier: red, orange or yellow (repeatable).", transform: Self.tier)
  var tier: [Tier] = []

  @Option(help: ArgumentHelp("Only this town (9 digits) or county (6).", valueName: "code"))
  var town: String?

  @Option(help: "open, overdue, closed or all.", transform: WordArgument.parse)
  var status: WarningQuery.Selection = .open

  @Option(help: ArgumentHelp("Only those that are with this person.", valueName: "name"))
  var assigned: String?

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    var query = WarningQuery()
    query.tiers = tier
    query.town = town
    query.selection = status
    query.assignedTo = assigned
    let workspace = try workspaceOption.open()
    let warnings = try workspace.openDatabase().read { try $0.warnings(query, asOf: day) }
    var listing = Listing(
      noun: "warnings",
      columns: WarningRows.columns(output.language, warnings, workspace.keyDateNames),
      rows: warnings.map { WarningRows.row($0, asOf: day) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: WarningRows.keys)
    let overdue = warnings.filter { $0.state == .overdue }.count
    guard overdue > 0 else { return }
    CommandContext.current.console.error(
      Bilingual(zh: "其中逾期 \(overdue) 条", en: "\(overdue) of them overdue").text(output.language))
  }

  func validate() throws {
    if let town, TownCode(town) == nil, CountyCode(town) == nil {
      throw ValidationError(
        zh: "“\(town)”不是属地（9 位）或县区（6 位）。",
        en: "'\(town)' is no town (9 digits) or county (6 digits).")
    }
  }

  private static func tier(_ text: String) throws -> Tier {
    guard let tier = Tier(rawValue: text), tier != .green else {
      throw ValidationError(
        zh: "“\(text)”不是等级；应为 red、orange 或 yellow。",
        en: "'\(text)' is not a tier; expected red, orange or yellow.")
    }
    return tier
  }
}
