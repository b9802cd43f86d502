import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch fund show`
struct FundShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the balance, what came in and went out, and what each body has to pay back.",
    discussion: "EXAMPLE: wagewatch fund show --as-of 2026-10-31")

  @Flag(help: "Only cases with money still to be recovered.") var open = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let account = try workspace.openDatabase().read { try $0.fundAccount(asOf: day) }
    let claims = account.claims.filter { !open || $0.outstanding > .zero }
    var listing = Listing(
      noun: "claims", columns: FundRows.claimColumns(output.language, CaseNames(workspace)),
      rows: claims.map { FundRows.claim($0, asOf: day) })
    listing.header = [
      "as_of": .string(day.description), "balance_fen": .integer(account.balance.fen),
      "deposited_fen": .integer(account.deposited.fen),
      "withdrawn_fen": .integer(account.withdrawn.fen),
      "advanced_fen": .integer(account.advanced.fen),
      "recovered_fen": .integer(account.recovered.fen),
      "outstanding_fen": .integer(account.advanced.fen - account.recovered.fen),
    ]
    if output.form == .table { CommandContext.current.console.out(sums(account, day)) }
    listing.write(output, keys: FundRows.claimKeys)
  }

  /// Balance = deposits - withdrawals - advances + recoveries, as one line that adds up.
  private func sums(_ account: FundAccount, _ day: Day) -> String {
    Bilingual(
      zh: "\(day) 余额 \(account.balance) 元 = 拨入 \(account.deposited) - 拨出 \(account.withdrawn) "
        + "- 垫付 \(account.advanced) + 追回 \(account.recovered)\n",
      en: "\(day): \(account.balance) yuan = deposits \(account.deposited) - withdrawals "
        + "\(account.withdrawn) - advances \(account.advanced) + recoveries \(account.recovered)\n"
    ).text(output.language)
  }
}
