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
    #expect(office.run("freshness", "--as-of", "2026-08-10", "--fail-on", "warn").code == 0)
    let months = office.run("freshness", "--history", "--json").rows("months")
    #expect(months.map { $0["days"] as? Int } == [10])
    let firm = office.run("firm", NightOffice.codes[0], "--why")
    #expect(firm.out.contains("data late: social_insurance, last month 2026-07"), "\(firm.out)")
  }
}
