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

  /// The same for a verb that sends: nothing can be taken back, so a day that has not come is for dry
  /// runs alone.
  func pastDay(isDryRun: Bool) throws -> Day {
    let (day, today) = (try day(), CommandContext.current.now().day)
    guard day > today, !isDryRun else { return day }
    throw CommandFailure(
      zh: """
        --as-of \(day) 晚于今天（\(today)），应为今天或以前的日期。未作改动。
          只想预看请用 --dry-run；今天若有误，请先校正本机时钟。
        """,
      en: """
        --as-of \(day) lies after today, \(today); expected today or a day before it. Nothing was \
        changed.
          To look ahead use --dry-run. If today is wrong, set this machine's clock first.
        """)
  }

  /// The same for a verb that records: a day that has not come is told, for what is recorded stays. The
  /// machine's clock is no reason to leave a night out.
  func toldDay(isDryRun: Bool, _ language: Language) throws -> Day {
    let (day, today) = (try day(), CommandContext.current.now().day)
    guard day > today, !isDryRun else { return day }
    CommandContext.current.console.error(
      Bilingual(
        zh: "--as-of \(day) 晚于今天（\(today)）：一律按该日处理，记入的不会撤销；只想预看请用 --dry-run。",
        en: """
          --as-of \(day) lies after today, \(today): all is done as of that day, and what is recorded \
          stays. To look ahead only, use --dry-run.
          """
      ).text(language))
    return day
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
