import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch fund withdraw`
struct FundWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Book money that the district takes out, or a deposit that was booked by mistake.",
    discussion: "EXAMPLE: wagewatch fund withdraw --amount 50000 --reference 'CZ-2026-015'")

  @OptionGroup var options: FundMovementOptions

  func run() throws { try options.run(.withdrawal) }
}
