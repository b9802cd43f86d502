import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch punish remove NO`
struct PunishRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove an entry: its term is over, its credit is repaired, or it was annulled.",
    discussion: """
      EXAMPLE: wagewatch punish remove CJ-2026-000001 --because repaired --reason 'Checked on site'
      """)

  @Argument(help: "The entry's number.") var number: String
  @Option(help: "term-over, repaired or revoked.", transform: WordArgument.parse)
  var because: RemovalGround
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: PunishActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    let act = PunishmentAct.removed(because, reasonHash: TextHash.sha256(reason))
    try options.run { transaction, _, entry in
      (number, try transaction.act(act, onPunishment: number, text: reason, entry: entry))
    }
  }
}
