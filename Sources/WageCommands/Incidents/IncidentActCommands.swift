import ArgumentParser
import WageDomain
import WageStore

/// `wagewatch incident open`
struct IncidentOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open a group incident, on a case or on none yet, or a drill.",
    discussion: """
      EXAMPLE: wagewatch incident open --persons 25 --town 330503100 --case 2026-000001

      Prints the plan's steps for the head-count: by when, and who is told. --drill practises: it has \
      numbers of its own (YL), touches no case, and counts in no list, grade or statistic.
      """)

  @Option(help: ArgumentHelp("How many gathered.", valueName: "n")) var persons: Int64
  @Option(
    name: .customLong("case"), help: ArgumentHelp("The case it belongs to.", valueName: "no"),
    transform: CaseNumberArgument.parse)
  var caseNo: String?
  @Option(help: ArgumentHelp("The firm's credit code.", valueName: "code")) var firm: String?
  @Option(help: ArgumentHelp("The town, nine digits.", valueName: "code")) var town: String?
  @Option(help: ArgumentHelp("Where they are; shown on its page only.", valueName: "text"))
  var place: String?
  @Flag(help: "Only practise.") var drill = false
  @OptionGroup var options: IncidentActOptions

  func validate() throws {
    guard persons > 0 else {
      throw ValidationError(
        zh: "--persons 应为 1 以上的数。",
        en: "--persons takes a number from 1.")
    }
    _ = try town.map(TownArgument.parse)
    if drill, caseNo != nil {
      throw ValidationError(
        zh: "演练不涉及案件：请去掉 --case。",
        en: "A drill touches no case: leave --case out.")
    }
  }

  func run() throws {
    let code = try firm.map(CreditCodeArgument.parse)
    let unchecked = try TownArgument.check(town, in: options.workspace.open().regions())
    var hints: [Bilingual] = []
    try options.run { desk, transaction, entry in
      let firm = try code.map { code -> Int64 in
        guard let id = try transaction.snapshot.firmId(of: code, asOf: entry.now.day) else {
          throw CreditCodeArgument.unknown(code, on: entry.now.day)
        }
        return id
      }
      let number = try desk.open(
        IncidentOpening(
          isDrill: drill, persons: persons, caseNo: caseNo, firm: firm,
          town: town.flatMap { TownCode($0) }, place: place, at: entry.at), entry: entry)
      let all = try transaction.snapshot.incidents(isDrill: drill, asOf: entry.now.day)
      hints = all.first { $0.number == number }.map { IncidentHint.lines($0, among: all) } ?? []
      return number
    }
    for line in [unchecked].compactMap(\.self) + hints {
      CommandContext.current.console.error(line.text(options.languageOption.language))
    }
  }
}

/// `wagewatch incident count NO`
struct IncidentCountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Write a new head-count down; a higher level adds its steps.",
    discussion: """
      EXAMPLE: wagewatch incident count QT-2026-000001 --persons 40

      The largest count stands, for steps and grades: people go home. One that was typed wrongly is mended \
      by `incident correct`.
      """)

  @Argument(help: "The incident's number.") var number: String
  @Option(help: ArgumentHelp("How many there are now.", valueName: "n")) var persons: Int64
  @OptionGroup var options: IncidentActOptions

  func validate() throws {
    guard persons >= 0 else {
      throw ValidationError(zh: "--persons 应为 0 以上的数。", en: "--persons takes a number from 0.")
    }
  }

  func run() throws {
    let incident = try options.run { desk, _, entry in
      try desk.count(persons, of: number, entry: entry)
      return number
    }
    guard let incident, incident.persons > persons else { return }
    let mend = "wagewatch incident correct \(number) --persons \(persons) --reason"
    CommandContext.current.console.error(
      Bilingual(
        zh: "现有 \(persons) 人已记录；级别、步骤和等级仍按最多时的 \(incident.persons) 人计。"
          + "若 \(incident.persons) 人系误记，请用 `\(mend) 理由` 更正",
        en: "\(persons) now is on record; level, steps and grades go on counting the most, "
          + "\(incident.persons). If that was wrong, mend it with `\(mend) TEXT`"
      ).text(options.languageOption.language))
  }
}

/// `wagewatch incident step NO STEP`
struct IncidentStepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Write down that a step of the plan was done.",
    discussion: """
      EXAMPLE: wagewatch incident step QT-2026-000001 on-site --at 2026-10-21T09:40

      --at may be before what was written down last, and before the incident was closed: both times are \
      kept, when it was done and when it was written down.
      """)

  @Argument(help: "The incident's number.") var number: String
  @Argument(help: "The step's id, as `incident show` lists it.") var step: String
  @OptionGroup var options: IncidentActOptions

  func run() throws {
    try options.run { desk, _, entry in
      try desk.done(step, of: number, entry: entry)
      return number
    }
  }
}

/// `wagewatch incident close NO`
struct IncidentCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close an incident; steps not done stay so on record.",
    discussion: "EXAMPLE: wagewatch incident close QT-2026-000001 --result 'Wages paid on site'")

  @Argument(help: "The incident's number.") var number: String
  @Option(help: ArgumentHelp("How it ended.", valueName: "text")) var result: String
  @OptionGroup var options: IncidentActOptions

  func validate() throws {
    if result.allSatisfy(\.isWhitespace) {
      throw ValidationError(
        zh: "--result 须写明文字。",
        en: "--result takes a text.")
    }
  }

  func run() throws {
    try options.run { desk, _, entry in
      try desk.close(number, result: result, entry: entry)
      return number
    }
  }
}
