import ArgumentParser
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch duty today`
struct DutyTodayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "The day's joint list: incidents, group cases, cases due, warnings, firms to visit.",
    discussion: """
      EXAMPLE: wagewatch duty today --as-of 2027-01-28

      The order is that of the list; within a kind the most pressing first. Works on any day; the night \
      prints it within the window of a key date.
      """)

  @OptionGroup var asOf: AsOfOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let policies = try workspace.policies()
    guard let policy = policies.keyDates else { throw DutyDatesCommand.notConfigured }
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let language = output.language
    let list = try workspace.openDatabase().read {
      try JointList(
        $0, policy: policy, calendar: policies.calendar(asOf: day), rules: rules, asOf: day,
        language: language)
    }
    let console = CommandContext.current.console
    let outside =
      list.unknown.isEmpty
      ? Bilingual(zh: "\(day) 不在重要节点期间", en: "\(day) is in no key date's window")
      : Bilingual(zh: "\(day) 不在已知的重要节点期间", en: "\(day) is in no key date's window that is known")
    console.error((list.headline(policy) ?? outside).text(language))
    for date in list.unknown { console.error(date.text.text(language)) }
    var listing = Listing(
      noun: "items",
      columns: JointList.columns(language, CaseNames(rules, try? workspace.regions())),
      rows: list.rows)
    listing.header = [
      "as_of": .string(day.description), "policy": .string(policy.version),
      "key_dates": .array(list.windows.map { .string("\($0.keyDate.id) \($0.on)") }),
      "unknown_key_dates": .array(
        list.unknown.map { .string("\($0.keyDate.id) \($0.year)") }),
      "on_duty": .array(list.roster.map { $0.json(isUnmasked: false) }),
    ]
    listing.write(output, keys: JointList.keys)
    console.error(list.counts.text(language))
  }
}
