import NightlyRun
import RiskScoring
import Testing
import WageDomain
import WageStore

/// Two sites of two firms; on the first nobody was paid for May 2026. Attendance ends with May.
@Suite("A tier whose feed is late")
struct LateHoldTests {
  private let desk: NightDesk
  private let codes = Firms.codes
  private static let account =
    "transaction_no,project_code,occurred_on,direction,purpose,wage_month,amount_yuan,balance_yuan,"
    + "persons\n"

  init() throws {
    desk = try NightDesk()
    var sites =
      "project_code,name,kind,general_contractor_code,town_code,started_on,approval_no,permit_no\n"
    for site in [1, 2] {
      sites += "P\(site),工程\(site),housing,\(codes[site - 1]),330503100,2025-12-01,1,1\n"
    }
    try desk.put("projects_2026-01__known-2026-01-05.csv", sites)
    for month in 1...5 {
      let next = "2026-0\(month + 1)"
      try desk.put(
        "attendance_2026-0\(month)__known-\(next)-05.csv",
        "project_code,month,attended_persons\nP1,2026-0\(month),20\nP2,2026-0\(month),20\n")
      var rows = Self.account
      for site in [1, 2] {
        rows += "I\(month)\(site),P\(site),\(next)-05,in,labour_fee,,300000,900000,\n"
        if site == 2 || month < 5 {
          rows += "O\(month)\(site),P\(site),\(next)-10,out,wages,2026-0\(month),200000,900000,20\n"
        }
      }
      try desk.put("wage_account_\(next)__known-2026-0\(month + 2)-05.csv", rows)
    }
  }

  private func why(_ day: String) throws -> WhyReport? {
    let stage = WhyStage(policies: desk.policies)
    let code = try CreditCode(codes[0])
    return try desk.database.read { snapshot in
      try snapshot.dossier(code, asOf: CaseDatabase.day(day)).flatMap {
        try stage.report($0, in: snapshot)
      }
    }
  }

  private func tier(_ day: String) throws -> Tier? {
    _ = try desk.night(CaseDatabase.day(day))
    return try desk.flagged(CaseDatabase.day(day), code: codes[0])?.tier
  }

  @Test("A row that proves the month paid lowers it as promised, though newer months have not come")
  func proven() throws {
    #expect(try tier("2026-07-10") == .red)
    #expect(try tier("2026-10-20") == .red)
    try desk.put(
      "wage_account_2026-10__known-2026-10-21.csv",
      Self.account + "L1,P1,2026-10-20,out,wages,2026-05,200000,700000,20\n")
    #expect(try tier("2026-10-21") == .red)
    let held = try #require(try why("2026-10-21"))
    #expect(held.isHeld && held.loweredOn == CaseDatabase.day("2026-11-20"))
    #expect(try tier("2026-11-19") == .red)
    #expect(try tier("2026-11-20") != .red)
  }

  @Test("What cannot be known before a late feed has come is said, by its name")
  func named() throws {
    let prompt = try #require(try tier("2026-07-10").flatMap { _ in try why("2026-07-10") })
    #expect(prompt.lateNames == nil, "a trigger looks back over its months, late or not")
    // A report of late wages, in a feed whose limit is passed by October.
    try desk.put(
      "grid_reports_2026-08-26__known-2026-08-26.csv",
      "report_no,reporter,credit_code,occurred_on,finding,persons\n"
        + "G1,grid,\(codes[0]),2026-08-25,late_wages,5\n")
    _ = try tier("2026-10-20")
    #expect(try why("2026-10-20")?.lateNames?.en == "grid_reports")
  }
}
