import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch fund deposit`
struct FundDepositCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deposit",
    abstract: "Book money that the district puts into the account.",
    discussion: "EXAMPLE: wagewatch fund deposit --amount 500000 --reference 'CZ-2026-014'")

  @OptionGroup var options: FundMovementOptions

  func run() throws { try options.run(.deposit) }
}
