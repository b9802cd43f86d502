import ArgumentParser
import WageDomain
import WageStore

/// What the verbs take that book money of the district.
struct FundMovementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How much, in yuan with at most two decimals.", valueName: "yuan"),
    transform: AmountArgument.parse)
  var amount: Money

  @Option(
    help: ArgumentHelp(
      "The voucher's number; the same one is booked once. No personal data.", valueName: "text"))
  var reference: String?

  @Option(
    help: ArgumentHelp("The day of the movement (default: today).", valueName: "yyyy-mm-dd"),
    transform: DayArgument.parse)
  var on: Day?

  @OptionGroup var actor: ActorOption

  @Flag(help: "Check and print, but change nothing.")
  var dryRun = false

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    guard let reference else { return }
    guard (1...60).contains(reference.count) else {
      throw ValidationError(
        zh: "--reference 为凭证号，1 到 60 个字符。",
        en: "--reference takes a voucher's number of 1 to 60 characters.")
    }
  }

  func run(_ kind: FundMovementKind) throws {
    try WrittenText.check(reference, "--reference")
    // The same voucher, however it is typed.
    let reference = reference.map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
    }
    let entry = CaseEntry(actor: actor.name, on: on, now: CommandContext.current.now())
    let database = try workspace.open().openDatabase()
    let account = try (dryRun ? database.rehearse : database.write) { transaction in
      try transaction.book(kind, amount, reference: reference, entry: entry)
      return try transaction.snapshot.fundAccount(asOf: entry.now.day)
    }
    FundText.tell(account, isDryRun: dryRun, languageOption.language)
  }
}
