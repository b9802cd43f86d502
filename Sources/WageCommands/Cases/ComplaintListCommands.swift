import ArgumentParser
import CaseHandling
import NightlyRun
import PolicyFiles
import RiskScoring
import WageDomain
import WageStore

/// `wagewatch complaint list`
struct ComplaintListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List complaints, masked, or suggested duplicates.",
    discussion: """
      EXAMPLE: wagewatch complaint list --duplicates --json

      --duplicates compares complaints of all channels about one firm or project whose months owed \
      overlap. What two have in common orders them: identity number, phone, name, the name of a group's \
      leader, groups of about the same size; then the day and number of the later one. A person decides: \
      `complaint attach`, `case merge`.
      """)

  @Flag(help: "Pairs that look like one grievance, with the reason.") var duplicates = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let database = try workspace.open().openDatabase()
    var listing = try database.read {
      duplicates
        ? suggestions(try $0.complaintIdentities(asOf: day))
        : complaints(try $0.complaints(asOf: day))
    }
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: ["complaint_no", "case_no"])
  }

  private func complaints(_ complaints: [ListedComplaint]) -> Listing {
    Listing(
      noun: "complaints",
      columns: [
        .init("complaint_no", zh: "编号", en: "complaint"),
        .init(zh: "渠道", en: "channel") { row in
          EventWords.text(row["channel"].cell).text(output.language)
        },
        .init("received_at", zh: "受理时间", en: "received at"),
        .firm(),
        .init("persons", zh: "人数", en: "persons", isNumber: true),
        .init(zh: "反映人", en: "complainant") { row in
          Day(row["erased_on"].cell).map { ErasedText.text($0).text(output.language) }
            ?? row["complainant_name"].cell
        },
        .init("case_no", zh: "案号", en: "case"),
      ], rows: complaints.map(\.json))
  }

  private func suggestions(_ identities: [ComplaintIdentity]) -> Listing {
    Listing(
      noun: "duplicates",
      columns: [
        .init("earlier", zh: "先到", en: "earlier"), .init("later", zh: "后到", en: "later"),
        .init("earlier_case", zh: "先到案号", en: "earlier case"),
        .init("later_case", zh: "后到案号", en: "later case"),
        .init("reason", zh: "理由", en: "reason"),
      ],
      rows: DuplicateSearch.suggestions(among: identities).map { pair in
        .object([
          "earlier": .string(pair.earlier), "later": .string(pair.later),
          "earlier_case": .optional(pair.earlierCase), "later_case": .optional(pair.laterCase),
          "reason": .string(pair.reason.text(output.language)),
          "ground": .string(pair.ground.rawValue), "rank": .integer(Int64(pair.ground.rank)),
        ])
      })
  }
}

/// `wagewatch complaint import FILE`
struct ComplaintImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Load complaints files and register their cases.",
    discussion: "EXAMPLE: wagewatch complaint import complaints_2026-10-31.csv")

  @Argument(help: "Files of the complaints feed.") var files: [String]
  @Flag(help: "Check and count, but change nothing.") var dryRun = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try asOf.toldDay(isDryRun: dryRun, languageOption.language)
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: day)
    let database = try workspace.openDatabase()
    let now = CommandContext.current.now
    let stage = IngestStage(
      database: database, feeds: try Workspace.feeds(), places: try workspace.places(),
      asOf: day, now: now)
    let language = languageOption.language
    var registered = 0
    let report = try stage.run(
      files.map { InputFile(path: $0, name: workspace.nameInLedger($0)) }, feed: .complaints,
      matching: true, dryRun: dryRun,
      afterwards: {
        try $0.recordComplaintChanges(asOf: day, rules: rules, now: now())
        registered = try $0.registerCases(
          asOf: day, since: workspace.configuration.casesFrom, rules: rules, now: now()
        ).count
      }, progress: tellLoaded)
    let console = CommandContext.current.console
    console.error(summary(report.counts, registered).text(language))
    if let match = try report.match?.get() {
      IngestPrinter(language: language, isDryRun: dryRun).tell(match)
    }
    guard let first = report.refusals.first else { return }
    for refusal in report.refusals {
      console.error("\(refusal.file): \(refusal.refusal.text.text(language))")
    }
    let others = report.outcomes.count > report.refusals.count && !dryRun
    throw CommandFailure(
      zh: "\(first.file) 拒收\(others ? "；其他文件已入库" : "，未入库")。",
      en: "\(first.file) was refused; \(others ? "the other files are in" : "it is not in").",
      exitCode: CommandExit.fileRefused)
  }
}

extension ComplaintImportCommand {
  /// Rejects and findings of a file; a refused one is told at the end.
  private func tellLoaded(_ outcome: FileOutcome) {
    guard case .loaded = outcome.result else { return }
    IngestPrinter(language: languageOption.language, isDryRun: dryRun).tell(outcome)
  }

  private func summary(_ counts: LoadCounts, _ registered: Int) -> Bilingual {
    let totals = IngestPrinter.totals(counts.totals)
    let isTold = counts.rejected > 0 && !dryRun
    return Bilingual(
      zh: """
        \(dryRun ? "（试运行，未写入）" : "")投诉入库 \(counts.stored)，未变 \(counts.unchanged)，退回 \
        \(counts.rejected)，登记案件 \(registered)\(totals.zh)\(isTold ? "；退回原因：wagewatch rejects list" : "")
        """,
      en: """
        \(dryRun ? "(dry run, nothing written) " : "")\(counts.stored.counted("complaint")) stored, \
        \(counts.unchanged) unchanged, \(counts.rejected) \
        rejected\(isTold ? " (why: wagewatch rejects list)" : ""), \(registered.counted("case")) registered\(totals.en)
        """)
  }
}

extension ListedComplaint {
  var json: JSONValue {
    .object([
      "complaint_no": .string(complaintNo), "channel": .string(channel),
      "received_at": .string(receivedAt), "known_on": .string(knownOn.description),
      "credit_code": .optional(creditCode), "firm_name": .optional(firmName),
      "firm_as_named": .optional(firmAsNamed),
      "town_code": .optional(town), "persons": .optional(persons),
      "amount_fen": .optional(amount?.fen), "owed_since": .optional(owedSince),
      "complainant_name": .optional(complainant.name),
      "complainant_id_no": .optional(complainant.idNo),
      "complainant_phone": .optional(complainant.phone), "case_no": .optional(caseNo),
      "erased_on": .optional(erasedOn?.description),
    ])
  }
}
