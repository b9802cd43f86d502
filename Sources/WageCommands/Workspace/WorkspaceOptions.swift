import ArgumentParser
import WageDomain

/// `--workspace`, on every verb that works in one.
struct WorkspaceOption: ParsableArguments {
  @Option(help: ArgumentHelp("The workspace (default: here).", valueName: "dir"))
  var workspace: String?

  func open() throws -> Workspace {
    try Workspace.open(
      workspace ?? CommandContext.current.environment["WAGEWATCH_WORKSPACE"] ?? ".")
  }
}

/// `--as-of`, on every verb that looks at today.
struct AsOfOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("As it was known on this day (default: today).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var asOf: Day?

  /// The flag, else WAGEWATCH_AS_OF, else today in Shanghai.
  func day() throws -> Day {
    if let asOf { return asOf }
    guard let text = CommandContext.current.environment["WAGEWATCH_AS_OF"] else {
      return CommandContext.current.now().day
    }
    return try DayArgument.parse(text)
  }
}

enum DayArgument {
  /// - Throws: a usage error naming what was found.
  static func parse(_ text: String) throws -> Day {
    guard let day = Day(text) else {
      throw ValidationError(
        zh: "“\(text)”不是日期；应为 YYYY-MM-DD，例如 2026-10-31。",
        en: "'\(text)' is not a day; expected YYYY-MM-DD, e.g. 2026-10-31.")
    }
    return day
  }
}
