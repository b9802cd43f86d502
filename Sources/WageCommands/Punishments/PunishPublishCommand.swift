import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch punish publish NO`
struct PunishPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Record that an entry of the list was published.",
    discussion: "EXAMPLE: wagewatch punish publish CJ-2026-000001")

  @Argument(help: "The entry's number.") var number: String
  @OptionGroup var options: PunishActOptions

  func run() throws {
    try options.run { transaction, _, entry in
      (number, try transaction.act(.published, onPunishment: number, entry: entry))
    }
  }
}
