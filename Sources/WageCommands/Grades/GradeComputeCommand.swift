import ArgumentParser
import FirmGrading
import WageDomain
import WageStore

/// `wagewatch grade compute`
struct GradeComputeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compute",
    abstract:
      "Give every firm its grade for a year: recorded with rules, facts and policy version.",
    discussion: """
      EXAMPLE: wagewatch grade compute --year 2026 --dry-run

      Firms that are not graded get no record; where they were graded before, one that withdraws the \
      grade. Computing again records only what has changed; what was recorded stays.
      """)

  @Flag(help: "Compute and print, but record nothing.") var dryRun = false
  @OptionGroup var actor: ActorOption
  @OptionGroup var options: GradeOptions
  @OptionGroup var languageOption: LanguageOption

  func run() throws {
    let day = try options.asOf.pastDay(isDryRun: dryRun)
    let year = try options.year(on: day)
    let workspace = try options.workspace.open()
    let policy = try workspace.gradePolicy(options.rules)
    let database = try workspace.openDatabase()
    let now = CommandContext.current.now()
    let rules = try workspace.caseRules(asOf: now.day)
    let (book, written) = try (dryRun ? database.rehearse : database.write) { transaction in
      let book = try GradeBook(
        transaction.snapshot, policy: policy, year: year, asOf: day, rules: rules)
      let grades = book.entries.compactMap { $0.grade(policy, year, day) } + book.withdrawals
      return (book, try transaction.giveGrades(grades, actor: actor.name, now: now))
    }
    let language = languageOption.language
    let console = CommandContext.current.console
    console.error(book.summary.text(language))
    console.error(
      Bilingual(
        zh: dryRun ? "将记录 \(written) 家（演练，未改动）" : "已记录 \(written) 家，其余与上次相同",
        en: dryRun
          ? "\(written) would be recorded (dry run, nothing changed)"
          : "\(written) recorded, the others are as they were"
      ).text(language))
    guard !book.withdrawals.isEmpty else { return }
    let codes = book.withdrawn.joined(separator: ", ")
    console.error(
      Bilingual(
        zh: "  其中撤销评定 \(book.withdrawals.count) 家，当年已无记录：\(codes)",
        en: "  \(book.withdrawals.count) of them withdrawn, graded no more: \(codes)"
      ).text(language))
  }
}

extension GradeBook.Entry {
  fileprivate func grade(_ policy: GradePolicy, _ year: Int, _ day: Day) -> GivenGrade? {
    graded.grade.map { grade in
      GivenGrade(
        firmId: firm.id, year: year, asOf: day, policy: policy.version, grade: grade.id,
        reasons: Dictionary(
          graded.binding.map { ($0.rule.id, $0.facts.map(\.number).joined(separator: " ")) },
          uniquingKeysWith: { first, _ in first }))
    }
  }
}
