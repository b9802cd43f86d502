import ArgumentParser
import WageDomain

/// `wagewatch deadline`
struct DeadlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadline", abstract: "Statutory deadlines, with every day counted and skipped.",
    subcommands: [DeadlineCalcCommand.self], defaultSubcommand: DeadlineCalcCommand.self)
}

/// `wagewatch deadline calc`
struct DeadlineCalcCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calc",
    abstract: "The day by which something is due, and the proof.",
    discussion: """
      EXAMPLE: wagewatch deadline calc --from 2026-02-12 --days 5 --kind working

      --from is day 0 and never counted. Working days are the N-th working day after it; calendar days \
      are from + N, then rolled off a rest day (--roll, default forward). A year without a published \
      holiday notice is refused, never guessed. --batch reads from,days,kind[,roll] and adds \
      due_on,fault; exit code 2 when a row is at fault.
      """)

  @Option(
    help: ArgumentHelp("Day 0.", valueName: "yyyy-mm-dd"), transform: DayArgument.parse)
  var from: Day?

  @Option(help: ArgumentHelp("How many days, at least 1.", valueName: "n"))
  var days: Int?

  @Option(help: "calendar or working.", transform: WordArgument.parse)
  var kind: DeadlineRule.Kind?

  @Option(help: "none, forward or backward.", transform: WordArgument.parse)
  var roll: DeadlineRule.Roll = .forward

  @Option(help: ArgumentHelp("Many at once, from a CSV file.", valueName: "file.csv"))
  var batch: String?

  @Flag(help: "One JSON object with all days.")
  var json = false

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspaceOption: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let calendar = WorkCalendar(
      entries: try CalendarSource.entries(workspaceOption), asOf: try asOf.day())
    if let batch { return try DeadlineBatch(calendar: calendar).run(file: batch) }
    guard let from, let days, let kind else {
      throw ValidationError(
        zh: "请写 --from、--days 和 --kind，或 --batch FILE.csv。",
        en: "Say --from, --days and --kind, or --batch FILE.csv.")
    }
    guard let rule = DeadlineRule(days: days, kind: kind, roll: roll) else {
      throw ValidationError(
        zh: "--days 应为 1 到 \(DeadlineRule.mostDays) 的数。",
        en: "--days takes a number from 1 to \(DeadlineRule.mostDays).")
    }
    let deadline = try Deadline(from: from, rule: rule, calendar: calendar)
    CommandContext.current.console.out(
      json ? deadline.json.pretty + "\n" : deadline.text(languageOption.language))
  }
}

extension Deadline {
  /// The contract's keys, in its order.
  var json: JSONValue {
    .object([
      "schema": .integer(1), "from": .string(from.description),
      "days": .integer(Int64(rule.days)), "kind": .string(rule.kind.rawValue),
      "roll": .string(rule.roll.rawValue), "due_on": .string(dueOn.description),
      "counted": .array(counted.map { .string($0.description) }),
      "skipped": .array(
        skipped.map {
          .object(["day": .string($0.day.description), "why": .string($0.why.description)])
        }),
      "calendar": .optional(calendarVersion),
    ])
  }

  /// Day by day, for a person.
  func text(_ language: Language) -> String {
    var lines = [
      Bilingual(zh: "\(dueOn) 到期", en: "due on \(dueOn)").text(language),
      Bilingual(zh: "\(from)  起算日，不计入", en: "\(from)  day 0, not counted").text(language),
    ]
    let places = Dictionary(uniqueKeysWithValues: counted.enumerated().map { ($1, $0 + 1) })
    let whys = Dictionary(
      uniqueKeysWithValues: skipped.map { ($0.day, $0.why.text.text(language)) })
    for day in Set(counted + skipped.map(\.day)).sorted() {
      let place = places[day].map {
        Bilingual(zh: "第 \($0) 日", en: "day \($0)").text(language)
      }
      let why = whys[day].map { why in
        Bilingual(
          zh: place == nil ? "跳过：\(why)" : "（\(why)）",
          en: place == nil ? "skipped: \(why)" : "(\(why))"
        )
        .text(language)
      }
      lines.append("\(day)  " + [place, why].compactMap(\.self).joined(separator: " "))
    }
    if let calendarVersion { lines.append(calendarVersion) }
    return lines.joined(separator: "\n") + "\n"
  }
}
