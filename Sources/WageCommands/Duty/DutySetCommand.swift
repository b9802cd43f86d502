import ArgumentParser
import PolicyFiles
import WageDomain
import WageStore

/// `wagewatch duty set`
struct DutySetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Put a person on duty on a day, take one off, or read a roster.",
    discussion: """
      EXAMPLE: wagewatch duty set --day 2027-01-28 --person zhao --body 南浔镇 --phone 0572-3000000

      --batch FILE reads a CSV with the header day,person,body,phone; with one bad row nothing of it is \
      recorded. A later record of a day and person replaces the earlier one, which stays on file. \
      --remove takes the person off that day.
      """)

  @Option(
    help: ArgumentHelp("The day.", valueName: "yyyy-mm-dd"), transform: DayArgument.parse)
  var day: Day?
  @Option(help: ArgumentHelp("Who is on duty.", valueName: "name")) var person: String?
  @Option(help: ArgumentHelp("The office the person is from.", valueName: "name"))
  var body: String?
  @Option(help: ArgumentHelp("Protected: lists show it masked.", valueName: "number"))
  var phone: String?
  @Flag(help: "Take the person off that day.") var remove = false
  @Option(help: ArgumentHelp("A roster as CSV instead.", valueName: "file")) var batch: String?
  @Flag(help: "Check and print, but change nothing.") var dryRun = false
  @OptionGroup var actor: ActorOption
  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var languageOption: LanguageOption

  func validate() throws {
    if batch != nil {
      guard day == nil, person == nil, body == nil, phone == nil, !remove else {
        throw ValidationError(
          zh: "--batch 不与其他选项同用。",
          en: "--batch goes alone.")
      }
      return
    }
    guard day != nil, let person, !person.allSatisfy(\.isWhitespace) else {
      throw ValidationError(
        zh: "请写 --day 和 --person，或用 --batch 给出值班表。",
        en: "Name --day and --person, or a roster with --batch.")
    }
    guard remove || (body != nil && phone != nil) else {
      throw ValidationError(
        zh: "请写 --body 和 --phone，或 --remove。",
        en: "Name --body and --phone, or --remove.")
    }
    if let phone, !DutyList.isPhone(phone) {
      throw ValidationError(
        zh: "--phone 为数字、+ 和 -，至少 5 位。",
        en: "--phone takes digits, + and -, 5 or more.")
    }
  }

  func run() throws {
    let entries = try read()
    let database = try workspace.open().openDatabase()
    let now = CommandContext.current.now()
    let written = try (dryRun ? database.rehearse : database.write) {
      if remove { try expectOnDuty(entries, $0.snapshot) }
      return try $0.setDuty(entries, isRemoved: remove, actor: actor.name, now: now)
    }
    let tail = dryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : .same("")
    CommandContext.current.console.error(
      Bilingual(
        zh: "值班表：记录 \(written)，与已有相同 \(entries.count - written)\(tail.zh)",
        en: "Roster: \(written) recorded, \(entries.count - written) as before\(tail.en)"
      ).text(languageOption.language))
  }

  /// A name that is not on the roster is mistyped, or was taken off already.
  private func expectOnDuty(_ entries: [DutyEntry], _ snapshot: StoreSnapshot) throws {
    for entry in entries {
      let names = try snapshot.dutyRoster(entry.day...entry.day).entries.map(\.person)
      guard !names.contains(entry.person) else { continue }
      throw CommandFailure(
        zh: """
          \(entry.person) 在 \(entry.day) 不值班。未作改动。
            当日值班：\(names.isEmpty ? "无" : names.joined(separator: "、"))。
          """,
        en: """
          \(entry.person) is not on duty on \(entry.day). Nothing was changed.
            On duty that day: \(names.isEmpty ? "nobody" : names.joined(separator: ", ")).
          """)
    }
  }

  private func read() throws -> [DutyEntry] {
    guard let batch else {
      guard let day, let person else { return [] }
      return [DutyEntry(day: day, person: person, body: body ?? "", phone: phone ?? "")]
    }
    let text = try BatchLines.text(batch)
    do throws(PolicyFaults) {
      return try DutyList.parse(text, file: batch)
    } catch {
      throw CommandFailure(
        zh: """
          \(error.faults.map(\.text.zh).joined(separator: "\n"))
            整份值班表均未记录，未作改动。请改正上述各行后再运行，重复运行不会重复记录。
          """,
        en: """
          \(error.faults.map(\.text.en).joined(separator: "\n"))
            Nothing of the roster was recorded. Mend the lines named above and run again; twice is safe.
          """)
    }
  }
}
