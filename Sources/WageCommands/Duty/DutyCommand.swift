import ArgumentParser
import Foundation
import PolicyFiles
import WageDomain
import WageStore

/// `wagewatch duty`
struct DutyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duty",
    abstract: "Joint duty at key dates (重要节点): the dates, the roster, the day's joint list.",
    discussion: "EXAMPLE: wagewatch duty today",
    subcommands: [
      DutyTodayCommand.self, DutyDatesCommand.self, DutyListCommand.self, DutySetCommand.self,
    ])
}

/// `wagewatch duty list`
struct DutyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List who is on duty; phones are masked.",
    discussion: """
      EXAMPLE: wagewatch duty list --from 2027-01-20 --to 2027-02-20

      Without days: the 30 days from --as-of on. --unmask --reason TEXT shows phones and is recorded.
      """)

  @Option(
    help: ArgumentHelp("From this day on (default: --as-of).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var from: Day?
  @Option(
    help: ArgumentHelp("Up to this day (default: 30 days on).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var to: Day?
  @OptionGroup var unmask: UnmaskOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  private static let shownDays = 29

  func run() throws {
    let day = try asOf.day()
    let first = from ?? day
    let last = to ?? first.adding(days: Self.shownDays)
    guard first <= last else {
      throw CommandFailure(
        zh: "--from \(first) 晚于 --to \(last)。\n  请调换两日。",
        en: "--from \(first) is later than --to \(last).\n  Swap the two days.")
    }
    let database = try workspace.open().openDatabase()
    let roster = try database.read { try $0.dutyRoster(first...last) }
    try unmask.record("duty list \(first) \(last)", rows: roster.entries.count, in: database)
    var listing = Listing(
      noun: "duties", columns: DutyEntry.columns,
      rows: roster.entries.map { $0.json(isUnmasked: unmask.unmask) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: DutyEntry.keys)
  }
}

extension DutyEntry {
  static let keys = ["day", "person", "body", "phone"]

  static var columns: [Listing.Column] {
    [
      .init("day", zh: "日期", en: "day"), .init("person", zh: "值班人", en: "on duty"),
      .init("body", zh: "单位", en: "from"), .init("phone", zh: "电话", en: "phone"),
    ]
  }

  func json(isUnmasked: Bool) -> JSONValue {
    .object([
      "day": .string(day.description), "person": .string(person), "body": .string(body),
      "phone": .string(isUnmasked ? phone : PersonalMask.phone(phone)),
    ])
  }
}
