import Foundation
import Testing

@Suite("wagewatch freshness")
struct FreshnessVerbTests {
  @Test("Lists every feed with the contract's keys, and fails on stale feeds only when asked")
  func verb() throws {
    let office = try NightOffice()
    try office.put(
      "social_insurance_2026-07__known-2026-08-10.csv",
      "credit_code,month,insured_persons\n\(NightOffice.codes[0]),2026-07,12\n")
    let night = office.run("nightly")
    #expect(night.code == 0)
    #expect(night.error.contains("Data late: social_insurance, last 2026-07, 82 days ago, limit"))
    #expect(night.error.contains("Never came: attendance, complaints, disbursement, electricity"))
    #expect(office.run("nightly", "--fail-on", "warn").code == 2)
    let list = office.run("freshness", "--json")
    #expect(list.code == 0)
    #expect(
      list.keys(indent: 6) == [
        "feed", "last_period", "last_known_on", "days", "warn", "error", "status",
      ])
    let row = list.rows("freshness").first { $0["feed"] as? String == "social_insurance" }
    #expect(row?["last_period"] as? String == "2026-07")
    #expect(row?["last_known_on"] as? String == "2026-08-10")
    #expect(row?["days"] as? Int == 82)
    #expect(row?["status"] as? String == "error")
    #expect(office.run("freshness", "--fail-on", "warn").code == 2)
    #expect(office.run("freshness", "--feed", "tax").error == "1 freshness\n")
    #expect(office.run("freshness", "--as-of", "2026-08-10", "--fail-on", "warn").code == 0)
    let months = office.run("freshness", "--history", "--json").rows("months")
    #expect(months.map { $0["days"] as? Int } == [10])
    let firm = office.run("firm", NightOffice.codes[0], "--why")
    #expect(firm.out.contains("data late: social_insurance, last month 2026-07"), "\(firm.out)")
  }

  @Test(
    "A correction of old rejects makes nothing look fresh",
    arguments: [
      (
        why: "one good row of two", feed: "inspections",
        file:
          "inspection_no,credit_code,occurred_on,kind\nJ1,CODE,2026-05-02,on_site\nJ2,CODE,2026-05-32,on_site\n",
        bad: "05-32", good: "05-30", days: 0
      ),
      (
        "none was good, and the row has no day", "projects",
        "project_code,name,kind,general_contractor_code\nP1,甲,hosing,CODE\n", "hosing", "housing", 1
      ),
    ])
  func corrections(
    why: String, feed: String, file: String, bad: String, good: String, days: Int
  ) throws {
    let office = try NightOffice()
    try office.put(
      "\(feed)_2026-05__known-2026-06-03.csv",
      file.replacingOccurrences(of: "CODE", with: NightOffice.codes[0]))
    #expect(office.run("ingest").code == 0)
    func fresh() -> [String: Any]? {
      office.run("freshness", "--json").rows("freshness").first { $0["feed"] as? String == feed }
    }
    let before = fresh()
    // Corrected twice: what is still bad in the first correction is in the second one.
    for (round, text) in [(bad, bad + "x"), (bad + "x", good)].enumerated() {
      let out = office.folder + "/out\(round)"
      #expect(office.run("rejects", "export", out).code == 0)
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: out).first)
      let path = out + "/" + name
      let rows = try String(contentsOfFile: path, encoding: .utf8)
      try rows.replacingOccurrences(of: text.0, with: text.1)
        .write(toFile: path, atomically: true, encoding: .utf8)
      #expect(office.run("ingest", path).code == 0)
    }
    #expect(office.run("rejects", "list", "--status", "open", "--json").rows("rejects").isEmpty)
    let after = fresh()
    #expect(after?["last_period"] as? String == "2026-05", "\(why)")
    #expect(after?["last_known_on"] as? String == "2026-06-03", "\(why)")
    if days == 0 { #expect(before?["days"] as? Int == after?["days"] as? Int, "\(why)") }
  }

  @Test(
    "An export of old rejects makes nothing look fresh, whatever became of its numbers",
    arguments: [
      (why: "the number's column taken out", from: "reject_id,", to: "", first: false),
      ("another document's number", "J2,", "J7,", false),
      ("corrected a second time", "on_site,problem", "on_site,passed", true),
    ])
  func exports(why: String, from: String, to: String, first: Bool) throws {
    let office = try NightOffice()
    let code = NightOffice.codes[0]
    try office.put(
      "inspections_2026-05__known-2026-06-03.csv",
      "inspection_no,credit_code,occurred_on,kind,result\nJ1,\(code),2026-05-02,on_site,problem\n"
        + "J2,\(code),2026-05-32,on_site,problem\n")
    #expect(office.run("ingest").code == 0)
    let out = office.folder + "/out"
    #expect(office.run("rejects", "export", out).code == 0)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: out).first)
    let text = try String(contentsOfFile: out + "/" + name, encoding: .utf8)
      .replacingOccurrences(of: "05-32", with: "05-30")
    var edited = text.replacingOccurrences(of: from, with: to)
    if to.isEmpty { edited = edited.replacingOccurrences(of: "\n1,", with: "\n") }
    #expect(edited != text, "\(why)")
    for (round, text) in [first ? text : nil, edited].compactMap(\.self).enumerated() {
      let path = out + "/" + (round == 0 ? name : "again-" + name)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let answer = office.run("ingest", path, "--feed", "inspections")
      #expect(answer.code == 0, "\(why): \(answer.error)")
    }
    let fresh = office.run("freshness", "--json").rows("freshness")
      .first { $0["feed"] as? String == "inspections" }
    #expect(fresh?["last_period"] as? String == "2026-05", "\(why)")
    #expect(fresh?["last_known_on"] as? String == "2026-06-03", "\(why)")
  }
}
