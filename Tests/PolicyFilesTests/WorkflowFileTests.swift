import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("Workflow and routing policies are checked as a whole")
struct WorkflowFileTests {
  private let workflow = WagewatchSchemas.text("workflows/nanxun.yaml") ?? ""
  private let routing = WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? ""

  @Test("The shipped workflow holds the numbers of N8, N9, N12, N13 and N14")
  func shippedWorkflow() throws {
    let policy = try WorkflowFile.read(workflow, file: "nanxun.yaml")
    #expect(policy.version == "nanxun@8")
    #expect(policy.levels.map(\.persons) == [5, 10])
    #expect(policy.levels.map(\.level) == [.leader, .principal])
    let promise = try #require(policy.clock("promise-7"))
    let reply = try #require(policy.clock("reply-5"))
    #expect(promise.starts.first == ClockTrigger(.registered))
    #expect(reply.starts.first == ClockTrigger(.dispatched))
    #expect([promise, reply].map(\.deadline.days) == [7, 5])
    #expect([promise, reply].allSatisfy { !$0.deadline.needsCalendar && $0.pause == nil })
    #expect(
      [promise, reply].map(\.stops) == [
        [ClockTrigger(.resolved)],
        [ClockTrigger(.replied), ClockTrigger(.escalated, forum: .county)],
      ])
    #expect([promise, reply].allSatisfy { $0.ladder.map(\.daysAfterDue) == [1] })
    #expect(reply.lateAnswer?.signedBy == .leader)
    #expect(policy.resolutions == [.wagesPaid, .repaymentAgreement])
  }

  @Test("The shipped workflows hold N16 and 令45, and no criminal amount and no average wage")
  func shippedRoads() throws {
    for place in ["nanxun", "shaoxing"] {
      let policy = try WorkflowFile.read(
        WagewatchSchemas.text("workflows/\(place).yaml") ?? "", file: "\(place).yaml")
      #expect(policy.fund?.forum == .conference)
      #expect(policy.fund?.clock == "conference-5")
      #expect(policy.fund?.resolvesWhenCovered == true)
      #expect(policy.criminalAmount == nil)
      #expect(policy.fastTrack?.mostPersons == 9)
      #expect(policy.fastTrack?.averageWages == [])
      let list = try #require(policy.punishment)
      #expect([list.term, list.renewal, list.repair].map(\.months) == [36, 24, 6])
    }
  }

  @Test("What the shipped comments show is a policy once their marks are taken away")
  func commented() throws {
    let lines = workflow.split(separator: "\n", omittingEmptySubsequences: false)
    let keys = [
      "# criminal_amount:", "#   region:", "#   one_worker:", "#   workers:", "#   source:",
      "  # average_wages:", "  #   - region:", "  #     year:", "  #     amount:",
      "  #     source:",
    ]
    let text = lines.map { line in
      keys.contains { line.hasPrefix($0) } ? String(line.replacing("# ", with: "")) : String(line)
    }.joined(separator: "\n")
    let policy = try WorkflowFile.read(text, file: "nanxun.yaml")
    #expect(policy.criminalAmount?.months == 3)
    #expect(policy.criminalAmount?.oneWorker == Money(fen: 9_999_900))
    #expect(policy.fastTrack?.averageWages.map(\.year) == [2025])
  }

  @Test("Every shipped workflow and routing is sound", arguments: ["nanxun", "shaoxing"])
  func shipped(_ place: String) throws {
    let workflow = try WorkflowFile.read(
      WagewatchSchemas.text("workflows/\(place).yaml") ?? "", file: "\(place).yaml")
    #expect(workflow.version.hasPrefix(place))
    #expect(workflow.clock("county-5")?.deadline.days == 5, "Y1")
    let routing = try RoutingFile.read(
      WagewatchSchemas.text("workflows/\(place)-routing.yaml") ?? "", file: "\(place)-routing.yaml")
    let regions = try RegionFile.parse(
      WagewatchSchemas.text("regions/zhejiang.csv") ?? "", file: "zhejiang.csv")
    let counties = Set(routing.bodies.flatMap(\.towns).map(\.county))
    let towns = regions.towns.filter { counties.contains($0.county) }
    #expect(towns.allSatisfy { routing.bodies(of: $0).count == 1 })
    #expect(routing.bodies.allSatisfy { !$0.contact.isEmpty })
    #expect(routing.bodies.filter { $0.parent == nil }.map(\.id) == ["wage-office"])
  }

  @Test("The quoted clauses are whole, and a bad file is refused with its lines")
  func clauses() throws {
    let clauses = try LawClauseFile.parse(
      WagewatchSchemas.text("law/clauses.csv") ?? "", file: "clauses.csv")
    #expect(Set(clauses.map(\.id)).isSuperset(of: ["wages-in-full", "day-zero", "last-day"]))
    let faults = #expect(throws: PolicyFaults.self) {
      try LawClauseFile.parse("id,law,article,text\na,b,c,d\na,b,,d\n", file: "clauses.csv")
    }
    #expect(faults?.faults.map(\.line) == [3, 3])
  }

  struct Limit: CustomTestStringConvertible, Sendable {
    let clock: String
    let starts: String
    let rule: String
    let extended: Int?
    let law: String
    var testDescription: String { "\(clock): \(law)" }
  }

  @Test(
    "The shipped workflow holds the limits of the laws",
    arguments: [
      Limit(
        clock: "conference-5", starts: "escalated/conference", rule: "5 working none",
        extended: nil, law: "N16"),
      Limit(
        clock: "accept-5", starts: "escalated/inspection", rule: "5 working none", extended: nil,
        law: "第23条"),
      Limit(
        clock: "investigate-60", starts: "accepted/inspection", rule: "60 working none",
        extended: 30, law: "第17条"),
      Limit(
        clock: "arbitration-accept-5", starts: "escalated/arbitration", rule: "5 calendar forward",
        extended: nil, law: "第29条"),
      Limit(
        clock: "arbitration-45", starts: "accepted/arbitration", rule: "45 calendar forward",
        extended: 15, law: "第43条"),
      Limit(
        clock: "fast-track-30", starts: "accepted/fast-track", rule: "30 calendar forward",
        extended: nil, law: "Y4"),
      Limit(
        clock: "county-5", starts: "escalated/county", rule: "5 calendar none", extended: nil,
        law: "Y1"),
    ])
  func limits(_ limit: Limit) throws {
    let rule = try #require(
      try WorkflowFile.read(workflow, file: "nanxun.yaml").clock(limit.clock))
    #expect(rule.starts == [try #require(ClockTrigger(word: limit.starts))])
    #expect("\(rule.deadline.days) \(rule.deadline.kind) \(rule.deadline.roll)" == limit.rule)
    #expect(rule.extensions?.mostDays == limit.extended)
    #expect(rule.source.contains(limit.law))
    #expect(rule.stops.contains(ClockTrigger(.resolved)))
  }

  @Test("The shipped routing lists every body once, each with a contact")
  func shippedRouting() throws {
    let policy = try RoutingFile.read(routing, file: "nanxun-routing.yaml")
    #expect(policy.bodies.count == 15)
    #expect(policy.bodies.filter { $0.parent == nil }.map(\.id) == ["wage-office"])
    #expect(policy.rules.map(\.id).first == "district-investment")
    #expect(policy.rules.last?.answers == .town)
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    let why: String
    let from: String
    let to: String
    let found: String
    let expected: String
    var testDescription: String { why }
  }

  @Test(
    "A fault of a workflow is told with what was expected",
    arguments: [
      Fault(
        why: "a head-count that is no number", from: "persons: 5", to: "persons: five",
        found: "\"five\"", expected: "a whole number, 1 to 1000000"),
      Fault(
        why: "levels that cross", from: "persons: 10", to: "persons: 4",
        found: "principal from 4 persons after leader from 5",
        expected: "levels and persons both ascending"),
      Fault(
        why: "an officer needs no head-count", from: "level: leader", to: "level: officer",
        found: "officer", expected: "leader or principal; an officer needs no head-count"),
      Fault(
        why: "no clock from the registration", from: "starts: [registered, reopened, breached]",
        to: "starts: received", found: "no clock that starts at registered",
        expected: "one, so that no case is without a due day"),
      Fault(
        why: "a clock that its own start stops", from: "stops: [replied, escalated/county]",
        to: "stops: [dispatched]", found: "a clock that dispatched both starts and stops",
        expected: "two events"),
      Fault(
        why: "a second clock of one id", from: "id: reply-5", to: "id: promise-7",
        found: "a second promise-7", expected: "each id once"),
      Fault(
        why: "a follow-up before nothing", from: "when: before", to: "when: on",
        found: "the key days", expected: "no such key with when: on"),
      Fault(
        why: "a follow-up to nobody in the list", from: "to: body", to: "to: mayor",
        found: "\"mayor\"", expected: "one of firm, worker, body, leader"),
      Fault(
        why: "a placeholder that is personal data", from: "{clock}将于", to: "{name}将于",
        found: "{name}", expected: "one of {case}, {clock}, {due}, {body}"),
      Fault(
        why: "a text that names no case", from: "案件 {case}：{clock}将于", to: "{clock}将于",
        found: "a text without {case}", expected: "one that names the case"),
      Fault(
        why: "follow-ups without waits between tries", from: "delivery:", to: "deliverance:",
        found: "remind in promise-7 and no delivery",
        expected: "delivery, with the minutes to wait after a failure"),
      Fault(
        why: "an advance after a clock that is not there", from: "clock: conference-5",
        to: "clock: conference-6", found: "\"conference-6\"",
        expected: "one of promise-7, reply-5, conference-5, accept-5, "
          + "investigate-60, arbitration-accept-5, arbitration-45, fast-track-30, county-5, callback-15, assign-2, identify-5"
      ),
      Fault(
        why: "a term of no years", from: "years: 3", to: "years: 0", found: "\"0\"",
        expected: "a whole number, 1 to 100"),
      Fault(
        why: "a reply does not resolve", from: "kind: wages-paid", to: "kind: replied",
        found: "\"replied\"", expected: "one of wages-paid, repayment-agreement"),
    ])
  func workflowFaults(_ fault: Fault) {
    let text = workflow.replacing(fault.from, with: fault.to)
    let faults = faults { try WorkflowFile.read(text, file: "w.yaml") }
    #expect(faults.contains { $0.found.en == fault.found && $0.expected.en == fault.expected })
    #expect(faults.allSatisfy { $0.line > 0 })
  }

  @Test(
    "A fault of a routing policy is told with what was expected",
    arguments: [
      Fault(
        why: "a body that is not listed", from: "answers: transport", to: "answers: railways",
        found: "\"railways\"", expected: "town, or the id of a body listed above"),
      Fault(
        why: "a town of two bodies", from: "330503108", to: "330503107",
        found: "a second 330503107", expected: "each id once"),
      Fault(
        why: "a town code of eight digits", from: "330503108", to: "33050310",
        found: "\"33050310\"", expected: "a town code of nine digits"),
      Fault(
        why: "no contact", from: "contact: 水利局清欠专班", to: "contact: \"\"",
        found: "\"\"", expected: "a text"),
    ])
  func routingFaults(_ fault: Fault) {
    let text = routing.replacing(fault.from, with: fault.to)
    let faults = faults { try RoutingFile.read(text, file: "r.yaml") }
    #expect(faults.contains { $0.found.en == fault.found && $0.expected.en == fault.expected })
  }

  @Test("All faults of a file are told at once, by line")
  func allAtOnce() {
    let text = workflow.replacing("days: 7", with: "days: 0")
      .replacing("roll: none", with: "roll: sideways")
    let faults = faults { try WorkflowFile.read(text, file: "w.yaml") }
    #expect(faults.count >= 3)
    #expect(faults.map(\.line) == faults.map(\.line).sorted())
  }

  private func faults<Value>(_ read: () throws -> Value) -> [PolicyFault] {
    do {
      _ = try read()
      return []
    } catch {
      return (error as? PolicyFaults)?.faults ?? []
    }
  }
}
