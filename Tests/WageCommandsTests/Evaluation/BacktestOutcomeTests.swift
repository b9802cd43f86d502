import Foundation
import Testing

@Suite("backtest tells what checks of warnings found")
struct BacktestOutcomeTests {
  @Test("Last month's precision, the indicators behind it, and too few to say what to change")
  func warnings() throws {
    let office = try NightOffice()
    var text = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    for month in 1...8 {
      for (place, code) in NightOffice.codes.enumerated() where place > 2 || month < 8 {
        text += "\(code),2026-0\(month),2026-0\(month + 1)-10,10,60000\n"
      }
    }
    try office.put("payroll_2026-08__known-2026-09-16.csv", text)
    #expect(office.run("nightly", "--as-of", "2026-09-17").code == 0)
    let numbers = office.run("warning", "list", "--as-of", "2026-09-17", "--json")
      .rows("warnings").compactMap { $0["number"] as? String }.sorted()
    #expect(numbers.count == 3)
    for (number, outcome) in zip(numbers, ["valid", "false-alarm", "data-late"]) {
      let recorded = office.run(
        "warning", "record", number, "--outcome", outcome, "--on", "2026-09-18")
      #expect(recorded.code == 0, "\(recorded.error)")
    }
    let words = ["backtest", "--cutoff", "2026-05-01", "--horizon", "3m", "--label", "arrears"]
    let answer = NightOffice.run(
      words + ["--as-of", "2026-10-21", "--json", "--workspace", office.folder])
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.error.contains("0 of 4 came true, no estimate"))
    let found = try #require(answer.json?["warnings"] as? [String: Any])
    #expect(found["month"] as? String == "2026-09" && found["fired"] as? Int == 3)
    let month = try #require(found["last_month"] as? [String: Any])
    #expect(month["checked"] as? Int == 3 && month["data_late"] as? Int == 1)
    #expect(month["precision"] as? Double == 0.5)
    let indicator = try #require((found["by_indicator"] as? [[String: Any]])?.first)
    #expect(indicator["indicator"] as? String == "wages-unpaid")
    #expect(indicator["advice"] as? String == "too-few")
    // Not recorded yet on the day after the firing.
    let before = NightOffice.run(
      words + ["--as-of", "2026-09-17", "--json", "--workspace", office.folder])
    #expect(
      ((before.json?["warnings"] as? [String: Any])?["history"] as? [String: Any])?["checked"]
        as? Int == 0)
  }
}
