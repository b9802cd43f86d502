import ArgumentParser
import CaseHandling
import WageDomain
import WageStore

/// `wagewatch case list`
struct CaseListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the cases.",
    discussion: "EXAMPLE: wagewatch case list --state dispatched --json")

  @Option(help: "Only cases in this state.", transform: WordArgument.parse)
  var state: CaseState?
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let names = CaseNames(workspace)
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let amount = rules.history.policy.criminalAmount
    let (cases, owed) = try workspace.openDatabase().read { snapshot in
      let cases = try snapshot.cases(state: state, asOf: day, rules: rules)
      let owed = try amount.map { _ in try snapshot.firstMonthsOwed(asOf: day) }
      return (cases, owed ?? [:])
    }
    var listing = Listing(
      noun: "cases",
      columns: [
        .init("case_no", zh: "案号", en: "case"), .caseState(output.language),
        .caseLevel(output.language), names.body(output.language),
        .runningDueDay(output.language),
        .init("persons", zh: "人数", en: "persons", isNumber: true),
        .firm(), .init("held", zh: "待分派原因", en: "held"),
        .criminalAmount(output.language),
      ],
      rows: cases.map { listed in
        let compared = amount?.comparison(
          with: CaseDetails(persons: listed.persons, amount: listed.amount, town: nil),
          owedSince: owed[listed.caseNo], asOf: day)
        return listed.json(output.language, compared)
      })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: ["case_no", "state", "level", "body", "due_on"])
  }
}

/// `wagewatch case due`
struct CaseDueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "List the running clocks, the most urgent first.",
    discussion: "EXAMPLE: wagewatch case due --as-of 2026-10-31")

  @Option(help: ArgumentHelp("Only those due within so many days, or overdue.", valueName: "days"))
  var within: Int?
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let within, !(0...3660).contains(within) {
      throw ValidationError(
        zh: "--within：\(within)，应为 0 到 3660 天",
        en: "--within: \(within), expected 0 to 3660 days")
    }
  }

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let window = within.map { DueWindow.by(day.adding(days: $0)) } ?? .all
    try workspace.openDatabase().read { snapshot in
      let dues = try snapshot.runningDues(asOf: day, window, rules: rules)
      try StreamedListing(
        noun: "dues",
        columns: Self.columns(
          output.language, CaseNames(rules, try? workspace.regions())),
        keys: [
          "case_no", "clock", "body", "due_on", "days_left", "state", "level", "persons",
          "amount_fen", "missing_year", "county",
        ],
        total: dues.total, header: ["as_of": .string(day.description)],
        forEach: { limit, offset, visit in
          try dues.forEach(limit: limit, offset: offset) { try visit($0.json) }
        }
      ).write(output)
      // The list's days are no clocks of cases; nobody should overlook them here.
      let steps = try PunishmentSteps.line(
        snapshot, rules, asOf: day, by: within.map { day.adding(days: $0) })
      if let steps { CommandContext.current.console.error(steps.text(output.language)) }
      for (caseNo, excess) in try snapshot.excesses(asOf: day, rules: rules) {
        CommandContext.current.console.error(excess.text(caseNo).text(output.language))
      }
      try tellNextSteps(snapshot, rules, day)
    }
  }

  /// Cases whose money is all there run no clock that says so.
  private func tellNextSteps(
    _ snapshot: StoreSnapshot, _ rules: WorkflowRules, _ day: Day
  ) throws {
    let steps = try snapshot.nextSteps(asOf: day, rules: rules)
    let console = CommandContext.current.console
    for (caseNo, step) in steps.prefix(Self.mostNextSteps) {
      console.error(step.text(caseNo).text(output.language))
    }
    let more = steps.count - Self.mostNextSteps
    guard more > 0 else { return }
    console.error(
      Bilingual(
        zh: "另有 \(more) 件同样已付清，`wagewatch case show` 逐件写明下一步",
        en: "\(more.counted("case")) more like these; `wagewatch case show` says what to run"
      ).text(output.language))
  }

  private static let mostNextSteps = 10

  static func columns(_ language: Language, _ names: CaseNames) -> [Listing.Column] {
    [
      .dueDay(language),
      .init("days_left", zh: "剩余天数", en: "days left", isNumber: true),
      .init("case_no", zh: "案号", en: "case"), names.clock(language), names.body(language),
      .caseState(language), .caseLevel(language),
      .init("persons", zh: "人数", en: "persons", isNumber: true),
    ]
  }
}

extension Listing.Column {
  /// A case's state in words; JSON keeps the code.
  static func caseState(_ language: Language) -> Listing.Column {
    .init(zh: "状态", en: "state") { row in
      CaseState(rawValue: row["state"].cell)?.title.text(language) ?? ""
    }
  }

  /// The level that answers, in words; JSON keeps the code.
  static func caseLevel(_ language: Language) -> Listing.Column {
    .init(zh: "层级", en: "level") { row in
      CaseLevel(rawValue: row["level"].cell)?.title.text(language) ?? ""
    }
  }
}

extension Listing.Column {
  /// The firm's name; its code where nobody has named it yet.
  static func firm() -> Listing.Column {
    .init(zh: "单位", en: "firm") { row in
      if case .null = row["firm_name"] { return row["credit_code"].cell }
      return row["firm_name"].cell
    }
  }

  /// As ``dueDay(_:)``, of a case that perhaps no clock runs for.
  static func runningDueDay(_ language: Language) -> Listing.Column {
    let day = dueDay(language)
    return .init(zh: day.title.zh, en: day.title.en) { row in
      if case .null = row["clock"] { return "-" }
      return day.cell(row)
    }
  }

  /// A due day, or why there is none yet.
  static func dueDay(_ language: Language) -> Listing.Column {
    .init(zh: "到期", en: "due on") { row in
      guard case .null = row["due_on"] else { return row["due_on"].cell }
      guard case .integer(let year) = row["missing_year"] else {
        return Bilingual(zh: "尚无法计算", en: "not countable yet").text(language)
      }
      return MissingNotice.text(Int(year)).text(language)
    }
  }
}

extension CaseDue {
  /// The contract's keys, in its order; then the year whose notice is missing, and the county that has it.
  var json: JSONValue {
    .object([
      "case_no": .string(caseNo), "clock": .string(clock), "body": .optional(body),
      "due_on": .optional(dueOn?.description),
      "days_left": .optional(daysLeft.map(Int64.init)),
      "state": .string(state.rawValue), "level": .string(level.rawValue),
      "persons": .optional(persons), "amount_fen": .optional(amount?.fen),
      "missing_year": .optional(missingYear.map(Int64.init)),
      "county": .optional(county),
    ])
  }
}

extension ListedCase {
  /// A case that no clock runs for is due on no day.
  var runningDueOn: Day? { dueClock == nil ? nil : dueOn }

  func json(_ language: Language, _ compared: CriminalComparison?) -> JSONValue {
    .object([
      "case_no": .string(caseNo), "state": .string(state.rawValue),
      "level": .string(level.rawValue), "body": .optional(body),
      "registered_at": .string(registeredAt.description),
      "due_on": .optional(runningDueOn?.description),
      "clock": .optional(dueClock), "persons": .optional(persons),
      "amount_fen": .optional(amount?.fen), "town_code": .optional(town),
      "firm_name": .optional(firmName), "firm_as_named": .optional(firmAsNamed),
      "credit_code": .optional(creditCode),
      "held": .optional(held?.text(language)),
      "criminal_amount": .string(
        compared?.answer.rawValue ?? CriminalComparison.notConfiguredCode),
      "county": .optional(county),
    ])
  }
}
