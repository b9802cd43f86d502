import ArgumentParser
import RiskScoring
import WageDomain
import WageStore

/// `wagewatch case unmask NO`
struct CaseUnmaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmask",
    abstract:
      "Show a case's complainants in full; who looked and why becomes an event of the case.",
    discussion: """
      EXAMPLE: wagewatch case unmask 2026-000001 --reason 'Call-back by phone.'

      Everywhere else they are masked. --dry-run shows them masked and records nothing.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Option(help: "Why; kept in the protected tables.") var reason: String
  @Flag(help: "One JSON object.") var json = false
  @OptionGroup var actor: ActorOption
  @Flag(help: "Show them masked, and record nothing.") var dryRun = false
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    try WrittenText.check(reason, "--reason")
    let now = CommandContext.current.now()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: now.day)
    let entry = CaseEntry(actor: actor.name, on: nil, now: now)
    let database = try workspace.openDatabase()
    let shown = try (dryRun ? database.rehearse : database.write) {
      try $0.unmask(number, reason: reason, entry: entry, rules: rules)
    }
    // Only what is recorded is shown.
    write(dryRun ? shown.map(\.masked) : shown, by: entry.actor)
  }

  private func write(_ shown: [UnmaskedComplaint], by actor: String) {
    let console = CommandContext.current.console
    let language = languageOption.language
    if json {
      let page = JSONValue.object([
        "schema": .integer(1), "case_no": .string(number),
        "parties": .array(shown.map(\.json)),
      ])
      console.out(page.pretty + "\n")
    } else {
      for complaint in shown {
        console.out(complaint.lines(language).joined(separator: "\n") + "\n")
      }
    }
    let tail =
      dryRun
      ? Bilingual(zh: "（演练，已脱敏，未记录）", en: " (dry run: masked, nothing recorded)")
      : Bilingual(zh: "；已记入案件，查看人 \(actor)", en: "; recorded in the case, shown to \(actor)")
    console.error(
      Bilingual(
        zh: "\(shown.count) 件投诉", en: "\(shown.count.counted("complaint"))"
      ).text(language)
        + tail.text(language))
  }
}

extension UnmaskedComplaint {
  /// As a rehearsal shows it.
  fileprivate var masked: UnmaskedComplaint {
    UnmaskedComplaint(
      complaintNo: complaintNo, channel: channel, complainant: complainant.masked, place: nil,
      content: nil, erasedOn: erasedOn)
  }

  fileprivate var json: JSONValue {
    .object([
      "complaint_no": .string(complaintNo), "channel": .string(channel),
      "name": .optional(complainant.name), "id_no": .optional(complainant.idNo),
      "phone": .optional(complainant.phone), "place": .optional(place),
      "content": .optional(content), "erased_on": .optional(erasedOn?.description),
    ])
  }

  fileprivate func lines(_ language: Language) -> [String] {
    let head = Bilingual(
      zh: "投诉 \(complaintNo)（\(EventWords.text(channel).zh)）",
      en: "complaint \(complaintNo) (\(channel))"
    ).text(language)
    if let erasedOn { return [head, "  " + ErasedText.text(erasedOn).text(language)] }
    let facts: [(Bilingual, String?)] = [
      (Bilingual(zh: "反映人", en: "complainant"), complainant.name),
      (Bilingual(zh: "身份证号", en: "identity number"), complainant.idNo),
      (Bilingual(zh: "联系电话", en: "phone"), complainant.phone),
      (Bilingual(zh: "发生地", en: "place"), place),
      (Bilingual(zh: "诉求内容", en: "content"), content),
    ]
    return [head]
      + facts.compactMap { title, value in
        value.map {
          Bilingual(zh: "  \(title.zh)：\($0)", en: "  \(title.en): \($0)").text(language)
        }
      }
  }
}

/// What stands in the place of an erased complainant.
enum ErasedText {
  static func text(_ day: Day) -> Bilingual {
    Bilingual(zh: "已于 \(day) 按保存期限规定删除", en: "erased on \(day) by policy")
  }
}
