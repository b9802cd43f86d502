import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch complaint assign NO`
struct ComplaintAssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Say which firm a complaint is about that names none; its case leaves the pen.",
    discussion: """
      EXAMPLE: wagewatch complaint assign W-2026-000004 --firm 91330503NXQ0QRP269

      A complaint that names a firm waits in the match queue: `match accept` decides it for every row \
      of that name. Entries of the punishment list that the case no longer is about are named.
      """)

  @Argument(help: "The complaint's number.") var number: String
  @Option(help: ArgumentHelp("The firm's credit code.", valueName: "code")) var firm: String
  @OptionGroup var options: CaseActOptions

  func run() throws {
    var former: String?
    var misplaced: [MisplacedPunishment] = []
    try options.run(ofComplaint: number) { transaction, rules, entry in
      let snapshot = transaction.snapshot
      let id = try FirmArgument.id(firm, in: snapshot)
      let assigned = try transaction.assign(number, toFirm: id, entry: entry, rules: rules)
      former = assigned.former
      misplaced = try snapshot.misplacedPunishments(ofCase: snapshot.caseNo(ofComplaint: number))
      return assigned.status
    }
    tell(former)
    for entry in misplaced { entry.tell(options.languageOption.language) }
  }

  private func tell(_ former: String?) {
    let tail =
      options.entryOptions.dryRun
      ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : .same("")
    let before = former.map { Bilingual(zh: "，原为 \($0)", en: ", formerly \($0)") } ?? .same("")
    CommandContext.current.console.error(
      Bilingual(
        zh: "投诉 \(number)：单位 \(firm)\(before.zh)\(tail.zh)",
        en: "complaint \(number): firm \(firm)\(before.en)\(tail.en)"
      ).text(options.languageOption.language))
  }
}

/// A firm as `--firm CODE` names it.
enum FirmArgument {
  /// - Throws: ``CommandFailure`` for a code that is none, or that no firm has.
  static func id(_ firm: String, in snapshot: StoreSnapshot) throws -> Int64 {
    do {
      let code = try CreditCode(firm)
      guard let id = try snapshot.firmId(code) else {
        throw CommandFailure(
          zh: """
            --firm \(code)：没有此代码的企业。未作改动。
              请先读入登记文件，或只用 --firm-name 写名称。
            """,
          en: """
            --firm \(code): no firm with this code is known. Nothing was changed.
              Load the register first, or give the name alone with --firm-name.
            """)
      }
      return id
    } catch let fault as CreditCodeFault {
      throw CommandFailure(
        zh: """
          --firm \(firm)：不是统一社会信用代码（\(fault.code)）。未作改动。
            请改正，或只用 --firm-name 写名称。
          """,
        en: """
          --firm \(firm): not a unified social credit code (\(fault.code)). Nothing was changed.
            Correct it, or give the name alone with --firm-name.
          """)
    }
  }
}
