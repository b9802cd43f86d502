import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch complaint detach NO`
struct ComplaintDetachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detach",
    abstract: "Take a complaint out of its case: another grievance after all. It opens a new case.",
    discussion: """
      EXAMPLE: wagewatch complaint detach 110-88 --reason 'Another site.'

      The new case counts from the day on which the complaint came. A level that the larger head-count \
      once demanded of the old case stays. Entries of the punishment list that the old case no longer is \
      about are named.
      """)

  @Argument(help: "The complaint's number.") var number: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    try WrittenText.check(reason, "--reason")
    var opened = ""
    var misplaced: [MisplacedPunishment] = []
    try options.run(ofComplaint: number) { transaction, rules, entry in
      let former = try transaction.snapshot.caseNo(ofComplaint: number)
      let (status, new) = try transaction.detach(
        number, reason: reason, entry: entry, rules: rules)
      opened = new
      misplaced = try transaction.snapshot.misplacedPunishments(ofCase: former)
      return status
    }
    CommandContext.current.console.out("\(number) \(opened)\n")
    for entry in misplaced { entry.tell(options.languageOption.language) }
  }
}
