import ArgumentParser
import FirmGrading
import WageDomain
import WageStore

/// `wagewatch grade list`
struct GradeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the firms by grade, the worst first, with the rules that give it.",
    discussion: """
      EXAMPLE: wagewatch grade list --year 2026 --grade C --csv

      A firm of which nothing is known in the year is not graded and stands last; --grade none lists \
      those alone. --graded leaves them out.
      """)

  @Option(help: ArgumentHelp("Only this grade, or none (repeatable).", valueName: "grade"))
  var grade: [String] = []
  @Flag(help: "Only firms that have a grade.") var graded = false
  @Option(help: ArgumentHelp("Only this town (9 digits) or county (6).", valueName: "code"))
  var town: String?
  @OptionGroup var options: GradeOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let day = try options.asOf.day()
    let year = try options.year(on: day)
    let workspace = try options.workspace.open()
    let policy = try workspace.gradePolicy(options.rules)
    try checkGrades(policy)
    let rules = try workspace.caseRules(asOf: CommandContext.current.now().day)
    let book = try workspace.openDatabase().read {
      try GradeBook($0, policy: policy, year: year, asOf: day, rules: rules)
    }
    let entries = book.entries.filter { entry in
      (grade.isEmpty || grade.contains(entry.graded.grade?.id ?? "none"))
        && (!graded || entry.graded.grade != nil)
        && (town.map { entry.firm.townCode?.hasPrefix($0) ?? false } ?? true)
    }
    var listing = Listing(noun: "grades", columns: columns(policy), rows: entries.map(\.json))
    listing.header = [
      "as_of": .string(day.description), "year": .integer(Int64(year)),
      "policy": .string(policy.version), "not_graded": .integer(Int64(book.notGraded)),
    ]
    listing.write(output, keys: GradeBook.Entry.keys)
    CommandContext.current.console.error(book.summary.text(output.language))
  }

  private func columns(_ policy: GradePolicy) -> [Listing.Column] {
    let language = output.language
    let names = GradeNames(policy)
    let titles = Dictionary(
      policy.rules.map { ($0.id, $0.title.text(language)) }, uniquingKeysWith: { first, _ in first }
    )
    return [
      .init(zh: "等级", en: "grade") { row in
        let grade = row["grade"].cell
        return grade.isEmpty
          ? Bilingual(zh: "未评定", en: "-").text(language)
          : names.name(grade, by: policy.version).text(language)
      },
      .init("credit_code", zh: "统一社会信用代码", en: "credit code"),
      .init("name", zh: "企业", en: "firm"),
      .init(zh: "依据", en: "because") { row in
        guard case .array(let rules) = row["rules"] else { return "" }
        return rules.map { titles[$0.cell] ?? $0.cell }.joined(separator: "; ")
      },
      .init(zh: "记录", en: "records") { row in
        guard case .array(let facts) = row["facts"] else { return "" }
        return facts.map(\.cell).joined(separator: ", ")
      },
      // By these rules and by others, side by side.
      .init(zh: "已评定", en: "given") { row in
        let own = row["given_policy"].cell
        var given: [(grade: String, policy: String)] = []
        if !own.isEmpty { given.append((row["given"].cell, own)) }
        if case .array(let others) = row["given_by_others"] {
          given += others.map { ($0["grade"].cell, $0["policy"].cell) }
        }
        return given.map { one in
          "\(names.name(one.grade, by: one.policy).text(language)) (\(one.policy))"
        }.joined(separator: "; ")
      },
    ]
  }

  private func checkGrades(_ policy: GradePolicy) throws {
    let known = policy.grades.map(\.id) + ["none"]
    for grade in grade where !known.contains(grade) {
      throw CommandFailure(
        zh: "等级 \(grade)：\(policy.version) 中没有，应为 \(known.joined(separator: "、")) 之一。",
        en:
          "grade \(grade): not in \(policy.version); expected one of \(known.joined(separator: ", "))."
      )
    }
  }
}
