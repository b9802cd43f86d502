import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch punish renew NO`
struct PunishRenewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Let an entry stand longer whose arrears are unpaid on the last day of its term.",
    discussion: "EXAMPLE: wagewatch punish renew CJ-2026-000001 --on 2029-10-12")

  @Argument(help: "The entry's number.") var number: String
  @OptionGroup var options: PunishActOptions

  func run() throws {
    try options.run { transaction, policy, entry in
      (number, try transaction.renew(number, policy: policy, entry: entry))
    }
  }
}
