import ArgumentParser
import PolicyFiles
import WageDomain

/// `wagewatch calendar check`
struct CalendarCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "The years loaded, their notices, and what is wrong with them.",
    discussion: """
      EXAMPLE: wagewatch calendar check --as-of 2026-11-21

      Errors, exit code 2: faults of the file, a year missing between others, this year missing, a \
      festival without a day off. A warning: a year that begins within sixty days and has no notice.
      """)

  @OptionGroup var failOn: FailOnOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let entries: [CalendarEntry]
    do { entries = try CalendarSource.entries(workspaceOption) } catch let faults as PolicyFaults {
      return try write([], faults: faults.faults.map(\.text), "cn@none", day)
    }
    let calendar = WorkCalendar(entries: entries, asOf: day)
    let findings = CalendarFinding.all(calendar, asOf: day)
    try write(
      try calendar.loadedYears.map { try CalendarRows.year($0, calendar) },
      faults: findings.filter(\.isError).map(\.text),
      warnings: findings.filter { !$0.isError }.map(\.text), calendar.version, day)
  }

  private func write(
    _ years: [JSONValue], faults: [Bilingual], warnings: [Bilingual] = [], _ version: String,
    _ day: Day
  ) throws {
    let told = faults.map { ("error", $0) } + warnings.map { ("warn", $0) }
    var listing = Listing(
      noun: "years", columns: CalendarRows.yearColumns, rows: years)
    listing.header = [
      "as_of": .string(day.description), "calendar": .string(version),
      "findings": .array(
        told.map {
          .object(["weight": .string($0.0), "text": .string($0.1.text(output.language))])
        }),
    ]
    listing.write(output, keys: CalendarRows.yearKeys)
    for (_, text) in told { CommandContext.current.console.error(text.text(output.language)) }
    try failOn.judge(warnings: warnings.count, errors: faults.count)
  }
}

/// `wagewatch calendar show YEAR`
struct CalendarShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A year's days off and make-up days, with their notices.",
    discussion: "EXAMPLE: wagewatch calendar show 2026")

  @Argument(help: "The year.") var year: Int
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let calendar = WorkCalendar(
      entries: try CalendarSource.entries(workspaceOption), asOf: day)
    let workingDays = try calendar.workingDays(in: year)
    var listing = Listing(
      noun: "days", columns: CalendarRows.dayColumns(output.language),
      rows: calendar.arrangements.filter { $0.day.year == year }
        .map { CalendarRows.day($0, calendar) })
    listing.header = [
      "as_of": .string(day.description), "calendar": .string(calendar.version),
      "year": .integer(Int64(year)), "working_days": .integer(Int64(workingDays)),
    ]
    listing.write(output, keys: CalendarRows.dayKeys)
    CommandContext.current.console.error(
      Bilingual(
        zh: "\(year) 年有 \(workingDays) 个工作日", en: "\(year) has \(workingDays) working days"
      ).text(output.language))
  }
}
