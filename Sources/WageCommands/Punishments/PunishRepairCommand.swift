import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch punish repair NO`
struct PunishRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Record that the arrears were paid and a promise was given; its months begin.",
    discussion: """
      EXAMPLE: wagewatch punish repair CJ-2026-000001 --paid-on 2026-11-02 --promise 'Signed 2026-11-03'

      It says from which day the entry may be removed early: `punish remove --because repaired`.
      """)

  @Argument(help: "The entry's number.") var number: String
  @Option(
    help: ArgumentHelp("When the arrears were paid.", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var paidOn: Day
  @Option(help: ArgumentHelp("The promise; kept in the protected tables.", valueName: "text"))
  var promise: String
  @OptionGroup var options: PunishActOptions

  func validate() throws {
    guard !promise.isEmpty else {
      throw ValidationError(
        zh: "--promise 是空的。",
        en: "--promise is empty.")
    }
  }

  func run() throws {
    try WrittenText.check(promise, "--promise")
    try options.run { transaction, policy, entry in
      (
        number,
        try transaction.repair(
          number, paidOn: paidOn, promise: promise, policy: policy, entry: entry)
      )
    }
  }
}
