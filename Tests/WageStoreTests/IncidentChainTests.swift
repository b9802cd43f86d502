import Testing
import WageDomain

@testable import WageStore

@Suite("The chain of incidents, and the steps that follow from it")
struct IncidentChainTests {
  private let store: TestStore
  private static let plan = IncidentPlan(
    version: "test@1",
    levels: [
      IncidentLevel(id: "small", title: .same("small"), persons: 5, source: "assumption"),
      IncidentLevel(id: "large", title: .same("large"), persons: 20, source: "assumption"),
    ],
    steps: [
      PlannedStep(
        id: "report", title: .same("report"), fromLevel: 0, within: 1800, told: [.same("leader")],
        source: "assumption"),
      PlannedStep(
        id: "police", title: .same("police"), fromLevel: 1, within: 3600, told: [.same("police")],
        source: "assumption"),
    ])
  private static let morning = Instant(day: Day.of("2026-10-21"), secondOfDay: 9 * 3600)

  private static func entry(minute: Int) -> IncidentEntry {
    let at = Instant(secondsSince1970: morning.secondsSince1970 + Int64(minute * 60))
    return IncidentEntry(actor: "clerk", at: at, now: at)
  }

  /// Opened with 8, grown to 25 after an hour, reported and closed; and a drill beside it.
  init() throws {
    store = try TestStore()
    for isDrill in [false, true] {
      try store.database.write { transaction in
        let desk = IncidentDesk(transaction, plan: Self.plan)
        let number = try desk.open(
          IncidentOpening(
            isDrill: isDrill, persons: 8, caseNo: nil, firm: nil, town: nil, place: nil,
            at: Self.morning), entry: Self.entry(minute: 0))
        try desk.count(25, of: number, entry: Self.entry(minute: 60))
        try desk.done("report", of: number, entry: Self.entry(minute: 61))
        try desk.close(number, result: "paid", entry: Self.entry(minute: 90))
      }
    }
  }

  @Test("A step is due from the moment its level was reached, and stands as it did on a day")
  func steps() throws {
    let day = Day.of("2026-10-21")
    let incident = try #require(
      try store.database.read { try $0.incidents(isDrill: false, asOf: day) }.first)
    #expect(incident.number == "QT-2026-000001")
    #expect(incident.level == "large")
    #expect(
      incident.steps.map { "\($0.id) \($0.dueAt) \($0.state(at: Self.morning).rawValue)" } == [
        "report 2026-10-21T09:30:00+08:00 done-late", "police 2026-10-21T11:00:00+08:00 to-do",
      ])
    #expect(incident.result == "paid")
    let drills = try store.database.read { try $0.incidents(isDrill: true, asOf: day) }
    #expect(drills.map(\.number) == ["YL-2026-000001"])
    let before = try store.database.read {
      try $0.incidents(isDrill: false, asOf: day.adding(days: -1))
    }
    #expect(before.isEmpty)
  }

  @Test(
    "A single altered, missing or moved row is found",
    arguments: [
      "DROP TRIGGER incidentEventNoUpdate; UPDATE incidentEvent SET actor = 'x' WHERE seq = 2",
      "DROP TRIGGER incidentEventNoDelete; DELETE FROM incidentEvent WHERE seq = 3",
      "UPDATE incident SET persons = 9 WHERE isDrill = 0",
      "UPDATE incident SET result = 'not paid' WHERE isDrill = 1",
      "UPDATE incidentStep SET dueAt = '2026-10-21T18:00:00+08:00' WHERE step = 'police' AND "
        + "incidentNo = 'QT-2026-000001'",
      "UPDATE incidentStep SET doneAt = '2026-10-21T09:10:00+08:00' WHERE step = 'report' AND "
        + "incidentNo = 'QT-2026-000001'",
    ])
  func altered(_ change: String) throws {
    let sound = try store.database.read { try $0.verifyIncidents() }
    #expect(sound.findings.isEmpty)
    #expect(sound.events == 8)
    #expect(try store.database.read { try $0.verifyIncidents(head: sound.head) }.hasHead)
    try store.execute(change)
    #expect(try !store.database.read { try $0.verifyIncidents() }.findings.isEmpty)
  }
}
