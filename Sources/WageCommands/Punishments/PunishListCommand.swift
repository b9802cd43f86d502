import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch punish list`
struct PunishListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the firms and persons on the list; persons are masked.",
    discussion: "EXAMPLE: wagewatch punish list --state all --as-of 2026-10-31")

  enum Selection: String, CaseIterable {
    case listed, entered, published, removed, all
  }

  @Option(
    help: "listed (entered or published), entered, published, removed or all.",
    transform: WordArgument.parse)
  var state: Selection = .listed
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let entries = try workspace.open().openDatabase().read { try $0.punishments(asOf: day) }
      .filter { entry in
        switch state {
        case .all: true
        case .listed: entry.status.state != .removed
        default: entry.status.state.rawValue == state.rawValue
        }
      }
    var listing = Listing(
      noun: "punishments", columns: PunishmentRows.columns(output.language),
      rows: entries.map(PunishmentRows.row))
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: PunishmentRows.keys)
  }
}
