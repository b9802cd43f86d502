import ArgumentParser

/// `wagewatch fund`
struct FundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fund",
    abstract: "The district's petition account (信访专户) that advances wages, and what it is owed.",
    discussion: "EXAMPLE: wagewatch fund show",
    subcommands: [
      FundShowCommand.self, FundListCommand.self, FundDepositCommand.self,
      FundWithdrawCommand.self,
    ])
}
