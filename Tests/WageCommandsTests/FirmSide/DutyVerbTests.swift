import Foundation
import Testing

@Suite("Key dates and the joint duty, as a script sees them")
struct DutyVerbTests {
  private let office: NightOffice

  /// One firm owes August's wages.
  init() throws {
    office = try NightOffice()
    var text = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    for month in 1...7 {
      text += "\(NightOffice.codes[0]),2026-0\(month),2026-0\(month + 1)-10,10,60000\n"
    }
    text += "\(NightOffice.codes[1]),2026-08,2026-09-10,10,60000\n"
    try office.put("payroll_2026-08__known-2026-09-16.csv", text)
  }

  /// 2026-09-17 lies in no window of the shipped policy; this one begins ten days later.
  private func widenSchoolStart() throws {
    let policy = try office.policy("key-dates.yaml")
    try office.setPolicy(
      "key-dates.yaml",
      policy.replacing(
        "days_after: 7\n    checks:\n      - { tier: red, days: 1, kind: calendar }\n      - { tier: orange, days: 3",
        with:
          "days_after: 60\n    checks:\n      - { tier: red, days: 1, kind: calendar }\n      - { tier: orange, days: 3"
      ))
  }

  @Test("Within a window a warning is due sooner and says why; verify stays whole")
  func sooner() throws {
    try widenSchoolStart()
    let night = office.run("nightly", "--as-of", "2026-09-17")
    #expect(night.code == 0)
    #expect(
      night.out.contains(
        "Key date: start of school 2026-09-01 (2026-08-18 to 2026-10-31), district@1; on duty: nobody"
      ),
      "\(night.out)")
    #expect(night.out.contains("Incidents and cases of groups\n(none)"))
    let row = try #require(
      office.run("warning", "list", "--as-of", "2026-09-17", "--json").rows("warnings").first)
    #expect(row["due_on"] as? String == "2026-09-22")
    #expect(
      row["key_date"] as? String == "school-start 2026-09-01 (district@1), otherwise 2026-09-24")
    let list = office.run("warning", "list", "--as-of", "2026-09-17", "--lang", "zh")
    #expect(list.out.contains("重要节点提前"))
    let assigned = office.run(
      "warning", "assign", "YJ-2026-000001", "--to", "zhao", "--on", "2026-09-18")
    #expect(
      assigned.error.contains(
        "check by 2026-09-22 (school-start 2026-09-01 (district@1), otherwise 2026-09-24)"))
    #expect(office.run("verify").code == 0)
    let today = office.run("duty", "today", "--as-of", "2026-09-20", "--json")
    #expect(
      today.keys(indent: 2) == [
        "schema", "as_of", "policy", "key_dates", "unknown_key_dates", "on_duty", "total", "items",
      ])
    #expect(today.rows("items").map { $0["section"] as? String } == ["warning"])
  }

  @Test("Outside of all windows a warning has its tier's own limit, and the night is silent")
  func outside() throws {
    let night = office.run("nightly", "--as-of", "2026-09-17")
    #expect(!night.out.contains("Key date"))
    let list = office.run("warning", "list", "--as-of", "2026-09-17", "--json").rows("warnings")
    #expect(list.first?["due_on"] as? String == "2026-09-24")
    #expect(
      list.first?.keys.contains("key_date") == true && list.first?["key_date"] as? String == nil)
    #expect(!office.run("warning", "list", "--as-of", "2026-09-17").out.contains("sooner for"))
    let today = office.run("duty", "today", "--as-of", "2026-09-17")
    #expect(today.error.contains("2026-09-17 is in no key date's window"))
  }

  @Test("The dates ahead: a festival of a year without a notice is not guessed")
  func dates() {
    let rows = office.run("duty", "dates", "--as-of", "2026-01-10", "--json").rows("dates")
    #expect(
      rows.map {
        "\($0["id"] as? String ?? "") \($0["on"] as? String ?? "-") \($0["state"] as? String ?? "")"
      }
        == [
          "new-year 2026-01-01 past", "spring-festival 2026-02-15 open",
          "school-start 2026-09-01 ahead", "new-year 2027-01-01 ahead",
          "school-start 2027-09-01 ahead", "spring-festival - unknown",
        ])
    #expect(office.run("duty", "dates", "--as-of", "2026-01-10").out.contains("notice not known"))
  }

  @Test("Before a year's notice the joint list says which window is not known, and shows the rest")
  func unknownWindow() throws {
    for day in ["2026-12-10", "2027-01-28"] {
      let today = office.run("duty", "today", "--as-of", day)
      #expect(today.code == 0)
      #expect(
        today.error.contains("Spring Festival 2027: not countable before the notice for 2027"))
      let json = office.run("duty", "today", "--as-of", day, "--json").out
      #expect(json.contains("spring-festival 2027"))
    }
    let chinese = office.run("duty", "today", "--as-of", "2027-01-28", "--lang", "zh")
    #expect(chinese.error.contains("2027-01-28 不在已知的重要节点期间\n春节 2027 年："))
    let known = office.run("duty", "today", "--as-of", "2026-06-10")
    #expect(!known.error.contains("not countable"))
  }

  @Test("A roster: phones masked, the last record of a day and person counts, removal too")
  func roster() throws {
    let path = office.folder + "/roster.csv"
    try "day,person,body,phone\n2026-10-21,zhao,南浔镇,13912345678\n2026-10-22,qian,练市镇,0572-3000000\n"
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(office.run("duty", "set", "--batch", path, "--dry-run").error.contains("2 recorded"))
    #expect(office.run("duty", "list", "--nl").out.isEmpty)
    #expect(office.run("duty", "set", "--batch", path).error == "Roster: 2 recorded, 0 as before\n")
    #expect(office.run("duty", "set", "--batch", path).error == "Roster: 0 recorded, 2 as before\n")
    let list = office.run("duty", "list", "--csv")
    #expect(
      list.out
        == "day,person,body,phone\n2026-10-21,zhao,南浔镇,139****5678\n2026-10-22,qian,练市镇,057*****0000\n"
    )
    let clear = office.run("duty", "list", "--unmask", "--reason", "call out", "--csv")
    #expect(clear.out.contains("13912345678"))
    #expect(office.run("duty", "list", "--unmask").code == 64)
    #expect(
      office.run("duty", "set", "--day", "2026-10-21", "--person", "zhao", "--remove").error
        .contains("1 recorded"))
    #expect(!office.run("duty", "list", "--csv").out.contains("zhao"))
    let again = office.run("duty", "set", "--day", "2026-10-22", "--person", "zhao", "--remove")
    #expect(again.code == 1)
    #expect(
      again.error
        == "wagewatch: zhao is not on duty on 2026-10-22. Nothing was changed.\n  On duty that day: qian.\n",
      "\(again.error)")
    #expect(office.run("duty", "set", "--day", "2026-10-21", "--person", "sun").code == 64)
    let bad = office.folder + "/bad.csv"
    try "day,person,body,phone\n2026-13-01,,南浔镇,call 13912345678\n"
      .write(toFile: bad, atomically: true, encoding: .utf8)
    let refused = office.run("duty", "set", "--batch", bad)
    #expect(refused.code == 1)
    #expect(
      refused.error.contains("bad.csv:2: found day '2026-13-01', expected a day as YYYY-MM-DD"))
    #expect(refused.error.contains("an empty person"))
    #expect(!refused.error.contains("13912345678"))
  }

  @Test("A workspace that names no key dates has none, and says how to add them")
  func notConfigured() throws {
    let file = office.folder + "/wagewatch.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("  key_dates: policies/key-dates.yaml\n", with: "")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let answer = office.run("duty", "today")
    #expect(answer.code == 1)
    #expect(answer.error.contains("names no key_dates among its policies"))
    #expect(office.run("nightly", "--as-of", "2026-09-17").code == 0)
  }
}
