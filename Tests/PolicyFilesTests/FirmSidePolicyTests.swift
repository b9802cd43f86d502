import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("Policies of grades, key dates and the incident plan are checked as a whole")
struct FirmSidePolicyTests {
  enum Kind: String, Sendable {
    case grades, keydates, incidents, reviews, duties
  }

  struct Change: CustomTestStringConvertible, Sendable {
    let why: String
    let kind: Kind
    let from: String
    let to: String
    let found: String
    var testDescription: String { "\(kind.rawValue): \(why)" }
  }

  private static let reviews = """
    credit_code,year,handed_in_on,checked_by,result,corrections
    91330503MA2T00373D,2026,2026-03-01,赵,passed,
    91330503MA2T007444,2026,,,,

    """
  private static let duties = """
    day,person,body,phone
    2027-01-28,赵,南浔镇,0572-3000000
    2027-01-29,钱,练市镇,13900000000

    """

  private static func text(_ kind: Kind) -> String {
    switch kind {
    case .grades: WagewatchSchemas.text("grades/shaoxing.yaml") ?? ""
    case .keydates: WagewatchSchemas.text("keydates/district.yaml") ?? ""
    case .incidents: WagewatchSchemas.text("incidents/district.yaml") ?? ""
    case .reviews: reviews
    case .duties: duties
    }
  }

  private static func read(_ kind: Kind, _ text: String) throws(PolicyFaults) {
    switch kind {
    case .grades: _ = try GradeFile.read(text, file: "p")
    case .keydates: _ = try KeyDateFile.read(text, file: "p")
    case .incidents: _ = try IncidentPlanFile.read(text, file: "p")
    case .reviews: _ = try ReviewList.parse(text, file: "p")
    case .duties: _ = try DutyList.parse(text, file: "p")
    }
  }

  @Test(
    "What ships is sound",
    arguments: [Kind.grades, .keydates, .incidents, .reviews, .duties])
  func sound(_ kind: Kind) throws { try Self.read(kind, Self.text(kind)) }

  @Test(
    "A fault names its line, what was found and what was expected",
    arguments: [
      Change(
        why: "a grade that is not listed", kind: .grades,
        from: "grade: dishonest\n    facts: [refusal]",
        to: "grade: D\n    facts: [refusal]", found: "found \"D\", expected one of A, B, dishonest"),
      Change(
        why: "a rule that gives the best grade", kind: .grades,
        from: "grade: B\n    facts: [complaint, warning]",
        to: "grade: 5A\n    facts: [complaint, warning]", found: "found \"5A\""),
      Change(
        why: "an unknown fact", kind: .grades, from: "facts: [refusal]", to: "facts: [rumour]",
        found: "found \"rumour\""),
      Change(
        why: "neither test", kind: .grades, from: "fewer_than: 1", to: "persons: 1",
        found: "no at_least or fewer_than"),
      Change(
        why: "an id twice", kind: .grades, from: "id: police", to: "id: refused",
        found: "a second refused"),
      Change(
        why: "years beyond reason", kind: .grades, from: "years: 3", to: "years: 30",
        found: "found \"30\""),
      Change(
        why: "no source", kind: .keydates, from: "source: \"10 persons", to: "sauce: \"10 persons",
        found: "no source"),
      Change(
        why: "a day that is not in every year", kind: .keydates, from: "\"09-01\"", to: "\"02-29\"",
        found: "found \"02-29\""),
      Change(
        why: "both day and festival", kind: .keydates, from: "festival: 春节",
        to: "festival: 春节\n    day: \"02-01\"", found: "both day and festival"),
      Change(
        why: "a check for green", kind: .keydates, from: "tier: yellow, days: 5",
        to: "tier: green, days: 5", found: "found green"),
      Change(
        why: "a tier twice", kind: .keydates, from: "tier: yellow, days: 5",
        to: "tier: red, days: 5", found: "a second red"),
      Change(
        why: "levels that do not rise", kind: .incidents, from: "persons: 30", to: "persons: 10",
        found: "larger from 10 persons after general from 10"),
      Change(
        why: "an unknown level", kind: .incidents, from: "from: major", to: "from: huge",
        found: "found \"huge\""),
      Change(
        why: "a time without a unit", kind: .incidents, from: "within: 7 days", to: "within: 7",
        found: "found \"7\""),
      Change(
        why: "a code with a wrong check digit", kind: .reviews, from: "91330503MA2T007444",
        to: "91330503MA2T007445", found: "credit_code '91330503MA2T007445'"),
      Change(
        why: "a result without a checker", kind: .reviews, from: "赵,passed", to: ",passed",
        found: "a result without who checked it"),
      Change(
        why: "a result of nothing", kind: .reviews, from: "2026,,,,", to: "2026,,赵,passed,",
        found: "without a day of handing in"),
      Change(
        why: "a firm and year twice", kind: .reviews, from: "91330503MA2T007444",
        to: "91330503MA2T00373D", found: "again, as in line 2"),
      Change(
        why: "an empty person", kind: .duties, from: "赵,南浔镇", to: " ,南浔镇",
        found: "an empty person"),
      Change(
        why: "a phone that is none", kind: .duties, from: "13900000000", to: "ask zhao",
        found: "a phone that is no number"),
    ])
  func faults(_ change: Change) throws {
    let text = Self.text(change.kind)
    let changed = text.replacing(change.from, with: change.to, maxReplacements: 1)
    #expect(changed != text)
    let faults = #expect(throws: PolicyFaults.self) { try Self.read(change.kind, changed) }
    let found = try #require(faults?.faults.first { $0.description.contains(change.found) })
    #expect(found.line > 0)
    #expect(faults?.description.contains("ask zhao") == false, "no phone in a fault")
  }

  @Test("All faults of a file are told at once, by line")
  func allAtOnce() throws {
    let text = Self.text(.grades)
      .replacing("grade: B\n    facts: [complaint, warning]", with: "grade: X\n    facts: [gossip]")
      .replacing("years: 3", with: "years: many")
    let faults = #expect(throws: PolicyFaults.self) { try Self.read(.grades, text) }
    let lines = try #require(faults?.faults.map(\.line))
    #expect(lines.count == 3)
    #expect(lines == lines.sorted())
  }

  @Test("The plan gives more to do the more there are, and never twice")
  func plan() throws {
    let plan = try IncidentPlanFile.read(Self.text(.incidents), file: "p")
    #expect(plan.level(persons: 4) == nil)
    #expect([5, 9, 10, 29, 30, 99, 100].map { plan.level(persons: $0) } == [0, 0, 1, 1, 2, 2, 3])
    let small = plan.steps(reaching: 0, from: nil).map(\.id)
    #expect(small == ["report", "on-site", "representatives", "settled"])
    let risen = plan.steps(reaching: 3, from: 0).map(\.id)
    #expect(Set(small).isDisjoint(with: risen))
    #expect(Set(small).union(risen).count == plan.steps.count)
  }
}
