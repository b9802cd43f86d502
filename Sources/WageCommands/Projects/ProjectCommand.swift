import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch project`
struct ProjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "project",
    abstract:
      "Building projects and the six systems (六项制度): what is in place, what lacks since when.",
    discussion: "EXAMPLE: wagewatch project list --lacking",
    subcommands: [ProjectListCommand.self, ProjectShowCommand.self, ProjectRatesCommand.self])
}

/// Which projects are looked at, and when.
struct ProjectOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only this town (9 digits) or county (6).", valueName: "code"))
  var town: String?
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    try town.map(TownArgument.checkTownOrCounty)
  }

  /// By code.
  func projects(on day: Day) throws -> [CheckedProject] {
    let all = try workspace.open().openDatabase().read { try $0.checkedProjects(asOf: day) }
    return all.filter { project in
      town.map { project.town?.hasPrefix($0) ?? false } ?? true
    }
  }
}
