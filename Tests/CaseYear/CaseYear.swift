import CaseHandling
import CaseRoads
import Foundation
import PolicyFiles
import WageDomain
import WageStore
import WagewatchSchemas

/// Fills a database with a year of cases, or with open ones, and times what a night and a check do.
///
/// Usage: case-year FOLDER year CASES | case-year FOLDER open CASES
@main
struct CaseYear {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 4, let count = Int(words[3]), let first = Day("2026-01-01"),
      let last = Day("2026-09-30")
    else { throw Usage() }
    let year = try CaseYear(folder: words[1], days: first...last)
    words[2] == "open" ? try year.open(count) : try year.wholeYear(count)
  }

  struct Usage: Error {}

  private let database: WageDatabase
  private let rules: WorkflowRules
  private let days: ClosedRange<Day>

  private init(folder: String, days: ClosedRange<Day>) throws {
    self.days = days
    database = try WageDatabase(path: folder + "/wagewatch.sqlite")
    rules = WorkflowRules(
      policy: try WorkflowFile.read(
        WagewatchSchemas.text("workflows/nanxun.yaml") ?? "", file: "nanxun.yaml"),
      routing: try RoutingFile.read(
        WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml"),
      calendar: WorkCalendar(
        entries: try CalendarFile.parse(
          WagewatchSchemas.text("calendars/cn.csv") ?? "", file: "cn.csv"),
        asOf: days.upperBound))
  }

  /// Cases through all roads, recorded event by event, then rebuilt from the events and compared.
  private func wholeYear(_ count: Int) throws {
    var roads = CaseRoads(rules: rules, seed: 20_261_121)
    let lives = try timed("lives") { try (0..<count).map { _ in try roads.life(within: days) } }
    let now = Instant(day: days.upperBound, secondOfDay: 80_000)
    try timed("recorded") {
      try database.write { transaction in
        for (index, life) in lives.enumerated() {
          for event in life {
            try transaction.append([event], toCase: number(index), rules: rules, now: now)
          }
        }
      }
    }
    let found = try timed("replayed") { try database.read { try $0.verifyCases(rules: rules) } }
    let kinds = roads.taken.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
    print("events \(found.events) cases \(found.cases) findings \(found.findings.count)")
    print("kinds \(kinds)")
    guard found.findings.isEmpty else { throw Usage() }
  }

  /// Dispatched cases that nobody answered, and the night that finds all of them overdue.
  private func open(_ count: Int) throws {
    let now = Instant(day: days.upperBound, secondOfDay: 80_000)
    let at = Instant(day: days.lowerBound)
    try timed("recorded") {
      try database.write { transaction in
        for index in 0..<count {
          let complaint = RegisteredComplaint(
            complaintNo: "C-\(index)",
            details: CaseDetails(persons: 1, amount: Money(fen: 1_000_000), town: nil))
          let order = TransferOrder(
            number: "ZB-\(index)", body: "housing", helper: nil, rule: nil)
          try transaction.append(
            [
              CaseEvent(.registered(complaint), effectiveAt: at, actor: "clerk"),
              CaseEvent(.dispatched(order), effectiveAt: at, actor: "clerk"),
            ], toCase: number(index), rules: rules, now: now)
        }
      }
    }
    // The reply is due on the fifth day after, late on the sixth.
    for (night, label) in [(5, " of none"), (6, ""), (6, " again")] {
      let day = days.lowerBound.adding(days: night)
      let raised = try timed("night \(days.lowerBound.adding(days: 6))\(label)") {
        try database.write { try $0.escalate(asOf: day, rules: rules, now: now).raised }
      }
      guard raised == (label.isEmpty ? count : 0) else { throw Usage() }
    }
    let told = try timed("follow-ups") {
      try database.write {
        try $0.fillOutbox(asOf: days.lowerBound.adding(days: 6), rules: rules, now: now)
      }
    }
    print("told \(told)")
  }

  private func number(_ index: Int) -> String {
    let digits = String(index + 1)
    return "2026-" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private func timed<Value>(_ what: String, _ work: () throws -> Value) rethrows -> Value {
    let clock = ContinuousClock()
    let began = clock.now
    let value = try work()
    let spent = (clock.now - began).components
    print(
      "\(what) \(spent.seconds).\(String(1000 + spent.attoseconds / 1_000_000_000_000_000).dropFirst()) s"
    )
    return value
  }
}
