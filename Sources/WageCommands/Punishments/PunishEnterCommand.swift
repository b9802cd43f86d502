import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch punish enter`
struct PunishEnterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enter",
    abstract: "Enter a firm or a person who did not obey an order to pay into the list.",
    discussion: """
      EXAMPLE: wagewatch punish enter --firm 91330503NXQ0QRP269 --ground group-event --order-no \
      LJ-2026-7 --order-due 2026-09-30

      criminal-amount: the arrears reach the amount of the crime. group-event: they led to a group or \
      extreme event. A person's name and number stay in the protected tables.
      """)

  @Option(help: ArgumentHelp("The firm's credit code.", valueName: "code"))
  var firm: String?
  @Option(help: "The person's name; for a firm only where the register does not know it.")
  var name: String?
  @Option(help: ArgumentHelp("The person's identity number.", valueName: "number"))
  var idNo: String?
  @Option(help: "criminal-amount or group-event.", transform: WordArgument.parse)
  var ground: PunishmentGround
  @Option(help: ArgumentHelp("The number of the order to pay.", valueName: "number"))
  var orderNo: String
  @Option(
    help: ArgumentHelp("The order's last day; unpaid by then.", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var orderDue: Day
  @Option(
    name: .customLong("case"), help: ArgumentHelp("The case behind it.", valueName: "number"),
    transform: CaseNumberArgument.parse)
  var caseNo: String?
  @OptionGroup var options: PunishActOptions

  func validate() throws {
    guard firm != nil || name.map({ !$0.isEmpty }) ?? false else {
      throw ValidationError(
        zh: "请写明是谁：--firm 代码，或 --name 个人姓名。",
        en: "Say who: --firm CODE, or --name NAME of a person.")
    }
    guard firm == nil || idNo == nil else {
      throw ValidationError(
        zh: "--id-no 是个人的；--firm 不写。",
        en: "--id-no is a person's; --firm takes none.")
    }
    guard !orderNo.isEmpty else {
      throw ValidationError(
        zh: "--order-no 是空的。",
        en: "--order-no is empty.")
    }
  }

  func run() throws {
    try WrittenText.check(orderNo, "--order-no")
    try WrittenText.check(name, "--name")
    let code = try firm.map(CreditCodeArgument.parse)
    let proposal = PunishmentProposal(
      party: PunishedParty(creditCode: code?.text, name: name, idNo: idNo), ground: ground,
      order: orderNo, orderDueOn: orderDue, caseNo: caseNo)
    try options.run { transaction, policy, entry in
      try transaction.enter(proposal, policy: policy, entry: entry)
    }
    try tellWithoutAmount()
  }

  /// The officer's word stands where the province's figures are not set.
  private func tellWithoutAmount() throws {
    let workflow = try options.workspace.open().workflow()
    guard ground == .criminalAmount, workflow.criminalAmount == nil else { return }
    let text = CriminalComparison.notConfigured
    CommandContext.current.console.error(
      Bilingual(zh: "  刑事立案金额：\(text.zh)", en: "  criminal amount: \(text.en)")
        .text(options.languageOption.language))
  }
}
