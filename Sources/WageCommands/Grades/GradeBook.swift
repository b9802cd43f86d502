import CaseHandling
import FirmGrading
import WageDomain
import WageStore

/// Every firm of a workspace graded for a year, as of a day.
struct GradeBook {
  struct Entry {
    let firm: GradableFirm
    let graded: GradedFirm
    /// The grade that these rules gave before, or its withdrawal; nil: none.
    let given: GivenGrade?
    /// Those that other rules gave, or their withdrawals.
    let others: [GivenGrade]
  }

  let policy: GradePolicy
  let year: Int
  let asOf: Day
  /// The worst first, those without a grade last, then by credit code.
  let entries: [Entry]
  /// One for every grade that these rules gave and whose firm they do not grade any more, also where it
  /// counts as another firm now; by the firm's id.
  let withdrawals: [GivenGrade]
  /// The credit codes of those firms, in order.
  let withdrawn: [String]

  init(
    _ snapshot: StoreSnapshot, policy: GradePolicy, year: Int, asOf day: Day, rules: WorkflowRules
  ) throws {
    self.policy = policy
    self.year = year
    asOf = day
    let first = Month(year: year - policy.years + 1, month: 1).firstDay
    let facts = try snapshot.firmFacts(since: first, asOf: day, rules: rules)
    let given = try snapshot.givenGrades(year: year, asOf: day)
    let grader = FirmGrader(policy: policy, year: year)
    let own = GivenGrade.ruleSet(policy.version)
    let entries = try snapshot.gradableFirms(asOf: day).map { firm in
      let all = given[firm.id] ?? []
      return Entry(
        firm: firm, graded: grader.grade(facts[firm.id] ?? []),
        given: all.first { $0.ruleSet == own }, others: all.filter { $0.ruleSet != own })
    }.sorted {
      let (left, right) = ($0.graded.place ?? -1, $1.graded.place ?? -1)
      return left == right ? $0.firm.creditCode < $1.firm.creditCode : left > right
    }
    self.entries = entries
    let graded = Set(entries.filter { $0.graded.grade != nil }.map(\.firm.id))
    withdrawals = given.values.joined()
      .filter { $0.ruleSet == own && $0.grade != nil && !graded.contains($0.firmId) }
      .map {
        GivenGrade(
          firmId: $0.firmId, year: year, asOf: day, policy: policy.version, grade: nil,
          reasons: $0.reasons)
      }
      .sorted { $0.firmId < $1.firmId }
    withdrawn = try withdrawals.map { try snapshot.creditCode(ofFirm: $0.firmId) ?? "-" }.sorted()
  }

  /// So many firms of each grade, the best first.
  var counts: [(grade: String, count: Int)] {
    policy.grades.enumerated().map { place, grade in
      (grade.id, entries.count { $0.graded.place == place })
    }
  }

  var notGraded: Int { entries.count { $0.graded.place == nil } }

  /// The counts in a line.
  var summary: Bilingual {
    let zh = zip(policy.grades, counts).map { "\($0.name.zh) \($1.count)" }.joined(separator: "，")
    let en = counts.map { "\($0.count) \($0.grade)" }.joined(separator: ", ")
    return Bilingual(
      zh: "\(year) 年度，截至 \(asOf)，\(policy.version)：\(zh)，未评定 \(notGraded)",
      en: "Year \(year) as of \(asOf), \(policy.version): \(en), \(notGraded) not graded")
  }
}

extension GradeBook.Entry {
  static let keys = [
    "credit_code", "name", "town_code", "grade", "rules", "facts", "given", "given_on",
    "given_policy", "withdrawn", "withdrawn_on", "given_by_others",
  ]

  /// `rules`: those that give the grade; `facts`: the numbers that they count.
  var json: JSONValue {
    .object([
      "credit_code": .string(firm.creditCode), "name": .optional(firm.name),
      "town_code": .optional(firm.townCode), "grade": .optional(graded.grade?.id),
      "rules": .array(graded.binding.map { .string($0.rule.id) }),
      "facts": .array(factNumbers.map(JSONValue.string)),
      "given": .optional(standing?.grade), "given_on": .optional(standing?.asOf.description),
      "given_policy": .optional(standing?.policy),
      "withdrawn": .optional(withdrawal?.withdrawn),
      "withdrawn_on": .optional(withdrawal?.asOf.description),
      "given_by_others": .array(standingOthers.map(\.json)),
    ])
  }

  /// What these rules gave and did not withdraw.
  var standing: GivenGrade? { given.flatMap { $0.grade == nil ? nil : $0 } }

  /// That these rules withdrew what they gave.
  var withdrawal: GivenGrade? { given.flatMap { $0.grade == nil ? $0 : nil } }

  var standingOthers: [GivenGrade] { others.filter { $0.grade != nil } }

  /// Each once, in the order of the rules.
  private var factNumbers: [String] {
    graded.binding.flatMap(\.facts).map(\.number).reduce(into: []) { numbers, number in
      if !numbers.contains(number) { numbers.append(number) }
    }
  }
}

extension GivenGrade {
  var json: JSONValue {
    .object([
      "policy": .string(policy), "grade": .optional(grade), "on": .string(asOf.description),
    ])
  }
}
