import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch incident correct NO`
struct IncidentCorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Mend what was written down wrongly: head-count, firm or case, with the reason.",
    discussion: """
      EXAMPLE: wagewatch incident correct QT-2026-000001 --persons 12 --reason 'typed 120'

      Grades count what is corrected. Steps of a level that was not reached are not asked any more, as far as \
      they are not done. The firm of an incident on a case is the case's: `complaint assign` mends both.
      """)

  @Argument(help: "The incident's number.") var number: String
  @Option(help: ArgumentHelp("The largest head-count there was.", valueName: "n"))
  var persons: Int64?
  @Option(help: ArgumentHelp("The firm's credit code, or none.", valueName: "code"))
  var firm: String?
  @Option(name: .customLong("case"), help: ArgumentHelp("The case, or none.", valueName: "no"))
  var caseNo: String?
  @OptionGroup var why: IncidentReasonOption
  @OptionGroup var options: IncidentActOptions

  func validate() throws {
    guard persons != nil || firm != nil || caseNo != nil else {
      throw ValidationError(
        zh: "请写明更正什么：--persons、--firm 或 --case。",
        en: "Say what to mend: --persons, --firm or --case.")
    }
    if let persons, persons <= 0 {
      throw ValidationError(
        zh: "--persons 应为 1 以上的数；误登记的事件用 incident annul 撤销。",
        en:
          "--persons takes a number from 1; an incident opened in error is annulled, `incident annul`."
      )
    }
  }

  func run() throws {
    let code = try firm.flatMap { Self.isNone($0) ? nil : try CreditCodeArgument.parse($0) }
    try options.run { desk, transaction, entry in
      var mending = IncidentMending(persons: persons)
      mending.caseNo = caseNo.map { Self.isNone($0) ? .nothing : .to(CaseNumberArgument.parse($0)) }
      if firm != nil { mending.firm = .nothing }
      if let code {
        guard let id = try transaction.snapshot.firmId(of: code, asOf: entry.now.day) else {
          throw CreditCodeArgument.unknown(code, on: entry.now.day)
        }
        mending.firm = .to(id)
      }
      try desk.correct(number, mending, reason: why.reason, entry: entry)
      return number
    }
  }

  private static func isNone(_ word: String) -> Bool { word == "none" }
}

/// `wagewatch incident annul NO`
struct IncidentAnnulCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annul",
    abstract: "Annul an incident that was opened in error: it counts nowhere any more.",
    discussion: """
      EXAMPLE: wagewatch incident annul QT-2026-000001 --reason 'entered twice'

      Number, events and reason stay on record, `incident list --all` shows it. It takes nothing any more.
      """)

  @Argument(help: "The incident's number.") var number: String
  @OptionGroup var why: IncidentReasonOption
  @OptionGroup var options: IncidentActOptions

  func run() throws {
    try options.run { desk, _, entry in
      try desk.annul(number, reason: why.reason, entry: entry)
      return number
    }
  }
}

/// `--reason`, without which nothing of an incident is mended.
struct IncidentReasonOption: ParsableArguments {
  @Option(help: ArgumentHelp("Why; shown on the incident's page only.", valueName: "text"))
  var reason: String

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) {
      throw ValidationError(zh: "--reason 须写明理由。", en: "--reason takes a text.")
    }
  }
}
