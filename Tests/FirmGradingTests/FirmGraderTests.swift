import FirmGrading
import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("Grades of firms: the worst that a rule allows, and why")
struct FirmGraderTests {
  static func policy(_ name: String) throws -> GradePolicy {
    try GradeFile.read(WagewatchSchemas.text("grades/\(name).yaml") ?? "", file: "\(name).yaml")
  }

  static func fact(
    _ kind: FirmFactKind, _ day: String, _ number: String = "x", persons: Int64? = nil
  ) throws -> FirmFact {
    FirmFact(
      kind, on: try #require(Day(day)), number: number, file: "inbox/a.csv", line: 2,
      persons: persons)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let why: String
    var policy = "national"
    let facts: [(kind: FirmFactKind, day: String, number: String, persons: Int64?)]
    let grade: String?
    var rules: [String] = []
    var testDescription: String { why }
  }

  @Test(
    "A firm has the worst grade that its rules allow",
    arguments: [
      Case(why: "nothing known: not graded, never A", facts: [], grade: nil),
      Case(
        why: "known only of the year before: not graded",
        facts: [(.inspectionPassed, "2025-12-31", "1", nil)], grade: nil),
      Case(
        why: "a court's list alone is no basis of a national grade",
        facts: [(.dishonest, "2026-03-01", "1", nil)], grade: nil),
      Case(
        why: "inspected and nothing found",
        facts: [(.inspectionPassed, "2026-01-01", "1", nil)], grade: "A"),
      Case(
        why: "the last day of the year counts",
        facts: [(.order, "2026-12-31", "1", nil)], grade: "B", rules: ["dealt-with"]),
      Case(
        why: "the first day of the next year does not",
        facts: [(.inspectionPassed, "2026-05-01", "1", nil), (.order, "2027-01-01", "2", nil)],
        grade: "A"),
      Case(
        why: "twice is B",
        facts: [(.order, "2026-01-01", "1", nil), (.penalty, "2026-02-01", "2", nil)],
        grade: "B", rules: ["dealt-with"]),
      Case(
        why: "three times is C",
        facts: [
          (.order, "2026-01-01", "1", nil), (.penalty, "2026-02-01", "2", nil),
          (.order, "2026-03-01", "3", nil),
        ], grade: "C", rules: ["three-times"]),
      Case(
        why: "one number is one thing, however many rows say it",
        facts: [
          (.order, "2026-01-01", "1", nil), (.penalty, "2026-02-01", "1", nil),
          (.order, "2026-03-01", "2", nil),
        ], grade: "B", rules: ["dealt-with"]),
      Case(
        why: "refusal is C at once", facts: [(.refusal, "2026-01-01", "1", nil)], grade: "C",
        rules: ["refused"]),
      Case(
        why: "a complaint of nine is B",
        facts: [(.complaint, "2026-01-01", "1", 9)], grade: "B", rules: ["arrears"]),
      Case(
        why: "of ten is a group's",
        facts: [(.complaint, "2026-01-01", "1", 10)], grade: "C", rules: ["group-incident"]),
      Case(
        why: "of nobody knows how many is not", facts: [(.complaint, "2026-01-01", "1", nil)],
        grade: "B", rules: ["arrears"]),
      Case(
        why: "a review that was not handed in",
        facts: [(.reviewMissing, "2026-06-30", "1", nil)], grade: "B", rules: ["review"]),
      Case(
        why: "5A: a review passed and nothing else", policy: "shaoxing",
        facts: [(.reviewPassed, "2026-03-01", "1", nil)], grade: "5A"),
      Case(
        why: "no 5A without a review", policy: "shaoxing",
        facts: [(.inspectionPassed, "2026-03-01", "1", nil)], grade: "A", rules: ["five-a-review"]),
      Case(
        why: "no 5A two years after an order", policy: "shaoxing",
        facts: [(.reviewPassed, "2026-03-01", "1", nil), (.order, "2024-01-01", "2", nil)],
        grade: "A", rules: ["five-a-clean-years"]),
      Case(
        why: "5A again in the third year", policy: "shaoxing",
        facts: [(.reviewPassed, "2026-03-01", "1", nil), (.order, "2023-12-31", "2", nil)],
        grade: "5A"),
      Case(
        why: "no 5A with a site that lacks a system", policy: "shaoxing",
        facts: [
          (.reviewPassed, "2026-03-01", "1", nil), (.systemsLacking, "2026-09-01", "2", nil),
        ],
        grade: "A", rules: ["five-a-systems"]),
      Case(
        why: "the lowest in Shaoxing is dishonest", policy: "shaoxing",
        facts: [(.police, "2026-03-01", "1", nil)], grade: "dishonest", rules: ["police"]),
    ])
  func grades(_ example: Case) throws {
    let facts = try example.facts.map {
      try Self.fact($0.kind, $0.day, $0.number, persons: $0.persons)
    }
    let grader = FirmGrader(policy: try Self.policy(example.policy), year: 2026)
    let graded = grader.grade(facts)
    #expect(graded.grade?.id == example.grade)
    #expect(graded.binding.map(\.rule.id) == example.rules)
    #expect(graded.binding.allSatisfy { !$0.rule.source.isEmpty })
    #expect(grader.grade(facts.reversed()) == graded, "the order of facts changes nothing")
  }

  @Test("What would raise and what would lower a grade is told rule by rule")
  func steps() throws {
    let grader = FirmGrader(policy: try Self.policy("national"), year: 2026)
    let graded = grader.grade([
      try Self.fact(.order, "2026-01-01", "1"), try Self.fact(.penalty, "2026-02-01", "2"),
    ])
    let up = graded.steps.filter(\.isUp)
    #expect(up.map(\.rule.id) == ["dealt-with"])
    #expect(up.map(\.needs) == [.outlived(2027)])
    #expect(up.map(\.to.id) == ["A"])
    let down = graded.steps.filter { !$0.isUp }
    #expect(down.map(\.rule.id) == ["three-times", "group-incident", "refused", "police"])
    #expect(down.map(\.needs) == [.more(1), .more(1), .more(1), .more(1)])
    #expect(down.first?.text.en == "down to C: 1 more of: order, penalty")
  }

  @Test("A fact that reaches into later years says which year is free of it")
  func outlived() throws {
    let grader = FirmGrader(policy: try Self.policy("shaoxing"), year: 2025)
    let graded = grader.grade([
      try Self.fact(.reviewPassed, "2025-03-01", "1"), try Self.fact(.order, "2024-05-01", "2"),
      try Self.fact(.order, "2023-05-01", "3"),
    ])
    #expect(graded.grade?.id == "A")
    #expect(graded.steps.first?.needs == .outlived(2027))
    #expect(graded.steps.first?.to.id == "5A")
  }

  @Test("With two rules that bind, neither alone raises the grade")
  func together() throws {
    let grader = FirmGrader(policy: try Self.policy("national"), year: 2026)
    let graded = grader.grade([
      try Self.fact(.order, "2026-01-01", "1"), try Self.fact(.warning, "2026-02-01", "2"),
    ])
    let up = graded.steps.filter(\.isUp)
    #expect(up.map(\.rule.id) == ["dealt-with", "arrears"])
    #expect(up.allSatisfy { !$0.isAlone })
    #expect(up.first?.text.zh.hasPrefix("升至 A（须与其他各条一并消除）：") == true)
  }

  @Test("One bad fact more never raises a grade", arguments: ["national", "shaoxing"])
  func neverRaised(_ name: String) throws {
    let policy = try Self.policy(name)
    let grader = FirmGrader(policy: policy, year: 2026)
    let bad: [FirmFactKind] = [
      .order, .penalty, .refusal, .complaint, .warning, .groupIncident, .police, .reviewProblem,
    ]
    var state: UInt64 = 20_261_021
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2_000 {
      let facts = try (0...next(4)).map { index in
        let all = FirmFactKind.allCases
        return try Self.fact(
          all[next(all.count)], "202\(4 + next(3))-0\(1 + next(9))-11", "\(index)",
          persons: Int64(next(20)))
      }
      let more = try Self.fact(bad[next(bad.count)], "2026-07-0\(1 + next(9))", "new", persons: 12)
      let before = grader.grade(facts).place
      let after = try #require(grader.grade(facts + [more]).place)
      #expect(before.map { $0 <= after } ?? true, "\(facts) + \(more)")
    }
  }

  @Test("The shipped policies name a source for every rule, the best grade first")
  func shipped() throws {
    let national = try Self.policy("national")
    #expect(national.version == "national@1")
    #expect(national.grades.map(\.id) == ["A", "B", "C"])
    #expect(national.rules.allSatisfy { $0.grade > 0 && !$0.source.isEmpty })
    let shaoxing = try Self.policy("shaoxing")
    #expect(shaoxing.grades.map(\.id) == ["5A", "A", "B", "dishonest"])
    #expect(shaoxing.years == 3)
  }
}
