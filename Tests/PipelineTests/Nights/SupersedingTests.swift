import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A corrected file supersedes what it replaces, and both stay on record")
struct SupersedingTests {
  private let before = CaseDatabase.day("2026-10-08")
  private let after = CaseDatabase.day("2026-10-16")

  @Test("The correction counts from the day it was known, and evidence leads to its line")
  func correction() throws {
    let desk = try NightDesk()
    try desk.put("electricity_2026-01__known-2026-10-05.csv", power(august: 900, september: 90))
    try desk.night(before)
    let firm = try #require(try desk.flagged(before, code: Firms.first))
    #expect(firm.reasons.first?.indicator == "electricity-drop")

    let correction =
      "credit_code,account_no,month,quantity\n\(Firms.neighbour),B,2026-09,8000\n"
      + "\(Firms.first),A,2026-09,8800\n"
    try desk.put("electricity_2026-09__known-2026-10-15.csv", correction)
    let report = try desk.night(after)
    #expect(report.ingest?.counts.superseded == 1)
    #expect(report.ingest?.counts.unchanged == 1)
    let now = try #require(try desk.flagged(after, code: Firms.first))
    #expect(now.points == 0 && now.reasons.map(\.indicator) == ["held:yellow"])
    #expect(try desk.flagged(before, code: Firms.first) == firm)
  }

  @Test("A correction that makes things worse is what the reason points at")
  func evidence() throws {
    let desk = try NightDesk()
    try desk.put("electricity_2026-01__known-2026-10-05.csv", power(september: 8900))
    try desk.night(before)
    #expect(try desk.flagged(before).isEmpty)
    try desk.put(
      "electricity_2026-09__known-2026-10-15.csv",
      "credit_code,account_no,month,quantity,arrears_yuan\n\n\(Firms.first),A,2026-09,90,700\n")
    try desk.night(after)
    let firm = try #require(try desk.flagged(after, code: Firms.first))
    let drop = try #require(firm.reasons.first { $0.indicator == "electricity-drop" })
    #expect(
      drop.evidence.map(\.place).contains(
        "electricity inbox/electricity_2026-09__known-2026-10-15.csv:3"))
  }

  @Test("The same bytes under another name are known again; nothing else changes")
  func sameBytes() throws {
    let desk = try NightDesk()
    let text = power(september: 90)
    try desk.put("electricity_2026-01__known-2026-10-05.csv", text)
    try desk.night(before)
    let rows = try desk.dump().filter { !$0.hasPrefix("ingestedFile") }
    try desk.put("electricity_2026-09_again__known-2026-10-05.csv", text)
    #expect(try desk.night(before).ingest?.unchangedFiles == 2)
    #expect(try desk.dump().filter { !$0.hasPrefix("ingestedFile") } == rows)
    #expect(
      try desk.query("SELECT status FROM ingestedFile").map(\.description)
        == ["[status:\"loaded\"]", "[status:\"unchanged\"]"])
  }

  /// Nine even months of two firms, and the last two of the first as given.
  private func power(august: Int = 9000, september: Int) -> String {
    var text = "credit_code,account_no,month,quantity\n"
    let low = [8: august, 9: september]
    for month in 1...9 {
      text += "\(Firms.first),A,2026-0\(month),\(low[month] ?? 9000)\n"
      text += "\(Firms.neighbour),B,2026-0\(month),8000\n"
    }
    return text
  }
}
