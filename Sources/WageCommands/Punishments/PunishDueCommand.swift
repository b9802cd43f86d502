import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch punish due`
struct PunishDueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "List what ends when: publications, terms, and who may be removed early.",
    discussion: "EXAMPLE: wagewatch punish due --as-of 2026-10-31")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let policy = try workspace.punishmentPolicy()
    let calendar = try workspace.policies().calendar(asOf: CommandContext.current.now().day)
    let entries = try workspace.openDatabase().read { try $0.punishments(asOf: day) }
    let dues = entries.flatMap { entry in
      policy.dues(of: entry.status, calendar: calendar).map { (entry: entry, due: $0) }
    }.enumerated().sorted {
      let (one, other) = ($0.element.due.on, $1.element.due.on)
      return one == other ? $0.offset < $1.offset : Day.isEarlier(one, other)
    }.map(\.element)
    var listing = Listing(
      noun: "dues", columns: PunishmentRows.dueColumns(output.language),
      rows: dues.map { PunishmentRows.due($0.due, of: $0.entry, asOf: day) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: PunishmentRows.dueKeys)
  }
}
