import CaseRoads
import Testing
import WageDomain
import WageStore

@Suite("Cases of a year in the store")
struct CaseLivesTests {
  @Test("Random lives, recorded event by event, are what their events say; one altered is found")
  func recorded() throws {
    let cases = try CaseDatabase()
    var roads = CaseRoads(rules: cases.rules, seed: 3)
    let days = CaseDatabase.day("2026-01-01")...CaseDatabase.day("2026-08-31")
    for index in 1...60 {
      let life = try roads.life(within: days)
      let number = "2026-0000\(index < 10 ? "0" : "")\(index)"
      try cases.database.write { transaction in
        for event in life {
          try transaction.append(
            [event], toCase: number, rules: cases.rules, now: CaseDatabase.evening("2026-09-01"))
        }
      }
    }
    let found = try cases.verify()
    #expect(found.findings.isEmpty, "\(found.findings.first.map(String.init(describing:)) ?? "")")
    #expect(found.cases == 60)
    #expect(found.events > 400)
  }
}
