import Foundation
import Testing

@Suite("Dry runs, thresholds of findings, and cases from before the district went live")
struct RehearsalTests {
  @Test("A dry run prints what the night will print, and changes nothing")
  func dryRun() throws {
    let office = try NightOffice()
    office.simulate(months: 6)
    let rehearsed = office.run("nightly", "--dry-run")
    #expect(rehearsed.code == 0)
    #expect(rehearsed.error.contains("dry run"))
    #expect(office.run("files", "--nl").out.isEmpty)
    #expect(office.run("flagged").code == 1)
    #expect(office.run("case", "list", "--nl").out.isEmpty)
    #expect(office.run("ingest", "--dry-run").error.contains("nothing written"))
    #expect(office.run("files", "--nl").out.isEmpty)
    let night = office.run("nightly")
    #expect(night.code == 0)
    #expect(night.out == rehearsed.out)
    let list = office.run("flagged", "--json").out
    #expect(office.run("score", "--dry-run", "--as-of", "2026-10-22").code == 0)
    #expect(office.run("flagged", "--json", "--as-of", "2026-10-22").rows("firms").count > 0)
    #expect(office.run("flagged", "--json").out == list)
  }

  @Test("Rejected rows are a warning: exit code 2 only where the caller asks for it")
  func failOn() throws {
    let text = "credit_code,month,insured_persons\n91330503MA2T00373E,2026-08,12\n"
    for (flags, code) in [([], 0), (["--fail-on", "warn"], 2), (["--fail-on", "never"], 0)] {
      let office = try NightOffice()
      try office.put("social_insurance_2026-08__known-2026-09-10.csv", text)
      let answer = NightOffice.run(["ingest", "--workspace", office.folder] + flags)
      #expect(answer.code == Int32(code))
      #expect(answer.error.contains("1 rejected"))
    }
  }

  @Test("Complaints from before the first day of cases count in scores and open none")
  func casesFrom() throws {
    let office = try NightOffice()
    let file = office.folder + "/wagewatch.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("# cases_from: 2026-01-01", with: "cases_from: 2026-10-01")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let code = NightOffice.codes[0]
    try office.put(
      "complaints_2026-10__known-2026-10-20.csv",
      """
      complaint_no,channel,received_at,credit_code,town_code,persons
      C-1,12345,2026-09-30 23:59,\(code),330503100,12
      C-2,12345,2026-10-01 00:00,\(code),330503100,2

      """)
    #expect(office.run("nightly").code == 0)
    let cases = office.run("case", "list", "--json").rows("cases")
    #expect(cases.map { $0["persons"] as? Int } == [2])
    let firm = office.run("firm", code, "--json").json
    let reasons = firm?["reasons"] as? [[String: Any]] ?? []
    #expect((reasons.first?["text"] as? String)?.contains("2 in the last") == true)
  }

  @Test("A scorecard's --scorecard rehearsal leaves the last run as it is")
  func otherScorecard() throws {
    let office = try NightOffice()
    office.simulate(firms: 30, months: 6)
    #expect(office.run("nightly").code == 0)
    let list = office.run("flagged", "--json").out
    let other = office.folder + "/other.yaml"
    try office.policy("scorecard.yaml").replacing("version: 5", with: "version: 6")
      .write(toFile: other, atomically: true, encoding: .utf8)
    let answer = office.run("score", "--scorecard", other, "--dry-run")
    #expect(answer.code == 0)
    #expect(answer.error.contains("default@6"))
    #expect(office.run("flagged", "--json").out == list)
    #expect(office.run("score", "--scorecard", other).code == 0)
    #expect(office.run("flagged", "--json").json?["scorecard"] as? String == "default@6")
  }
}
