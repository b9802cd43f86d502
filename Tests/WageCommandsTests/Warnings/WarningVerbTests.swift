import Foundation
import Testing

@Suite("The warning verbs, as a script sees them")
struct WarningVerbTests {
  private let office: NightOffice

  /// One firm owes August's wages; today is 2026-10-21.
  init() throws {
    office = try NightOffice()
    var text = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    for month in 1...8 {
      for code in NightOffice.codes.prefix(2) where code != NightOffice.codes[0] || month < 8 {
        text += "\(code),2026-0\(month),2026-0\(month + 1)-10,10,60000\n"
      }
    }
    try office.put("payroll_2026-08__known-2026-09-16.csv", text)
    try office.put(
      "firms_2026-08__known-2026-09-01.csv",
      "credit_code,name,town_code,persons\n\(NightOffice.codes[0]),甲乙制衣厂,330503100,10\n")
    #expect(office.run("nightly", "--as-of", "2026-09-17").code == 0)
  }

  @Test("From the firing to the outcome; every list and page tells where the warning stands")
  func wholeRoad() throws {
    let list = office.run("warning", "list", "--as-of", "2026-09-24", "--json")
    #expect(list.keys(indent: 2) == ["schema", "as_of", "total", "warnings"])
    let row = try #require(list.rows("warnings").first)
    #expect(row["number"] as? String == "YJ-2026-000001")
    #expect(row["state"] as? String == "open")
    #expect(row["days_left"] as? Int == 0)
    let overdue = office.run("warning", "list", "--status", "overdue", "--csv")
    #expect(overdue.out.contains("YJ-2026-000001,yellow,overdue,1,\(NightOffice.codes[0])"))
    #expect(overdue.error == "1 warning\n1 of them overdue\n")
    let flagged = office.run("flagged", "--as-of", "2026-09-24", "--json").rows("firms")
    #expect(flagged.first?["warning"] as? String == "YJ-2026-000001")
    #expect(flagged.first?["warning_state"] as? String == "open")

    let assigned = office.run(
      "warning", "assign", "YJ-2026-000001", "--to", "zhao", "--on", "2026-09-18")
    #expect(assigned.error == "YJ-2026-000001  yellow  assigned  check by 2026-09-24  zhao\n")
    #expect(office.run("warning", "list", "--assigned", "zhao", "--nl").out.contains("\"zhao\""))
    #expect(office.run("warning", "list", "--assigned", "qian", "--nl").out.isEmpty)
    let done = office.run(
      "warning", "record", "YJ-2026-000001", "--outcome", "valid", "--note", "八月工资未发", "--on",
      "2026-09-22")
    #expect(done.error == "YJ-2026-000001  yellow  valid  2026-09-22\n")
    #expect(office.run("warning", "list", "--nl").out.isEmpty)
    #expect(office.run("warning", "list", "--as-of", "2026-09-21", "--nl").out.contains("assigned"))
    let closed = office.run("warning", "list", "--status", "closed", "--lang", "zh")
    #expect(closed.out.contains("已核查") && closed.out.contains("属实"))
    #expect(!closed.out.contains("八月工资未发"))
    let page = office.run("firm", NightOffice.codes[0], "--lang", "zh")
    #expect(page.out.contains("预警：\n  YJ-2026-000001  黄  属实  2026-09-22"))
    let verified = office.run("verify")
    #expect(verified.code == 0)
    #expect(verified.error.contains("Warnings: 3 events, 1 warning, head "))
    let head = String(verified.error.split(separator: " ").last ?? "").trimmingCharacters(
      in: .newlines)
    #expect(office.run("verify", "--head", head).code == 0)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let en: String
    let zh: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what to do, in both languages, and changes nothing",
    arguments: [
      Refusal(
        why: "an unknown number", words: ["assign", "YJ-2026-000009", "--to", "zhao"], code: 1,
        en: "there is no such warning; the last is YJ-2026-000002", zh: "没有此预警"),
      Refusal(
        why: "an outcome twice", words: ["record", "YJ-2026-000001", "--outcome", "false-alarm"],
        code: 1, en: "its outcome was recorded on 2026-10-18: valid", zh: "不再接受任何操作"),
      Refusal(
        why: "assigned after closing", words: ["assign", "YJ-2026-000001", "--to", "zhao"], code: 1,
        en: "it takes nothing any more", zh: "不再接受任何操作"),
      Refusal(
        why: "a day before the firing",
        words: ["record", "YJ-2026-000002", "--outcome", "valid", "--on", "2026-10-17"], code: 1,
        en: "2026-10-17 is before the day on which it fired, 2026-10-18", zh: "早于预警发出之日"),
      Refusal(
        why: "a day to come",
        words: ["assign", "YJ-2026-000002", "--to", "zhao", "--on", "2026-10-22"], code: 1,
        en: "later than today", zh: "晚于今天"),
      Refusal(
        why: "an unknown outcome", words: ["record", "YJ-2026-000002", "--outcome", "true"],
        code: 64, en: "expected one of valid, false-alarm, data-late, already-known", zh: "valid"),
      Refusal(
        why: "nobody's name", words: ["assign", "YJ-2026-000002", "--to", " "], code: 64,
        en: "--to takes a name", zh: "--to"),
    ])
  func refusals(_ refusal: Refusal) throws {
    #expect(office.run("nightly", "--as-of", "2026-10-18").code == 0)
    let first = office.run(
      "warning", "record", "YJ-2026-000001", "--outcome", "valid", "--on", "2026-10-18")
    #expect(first.error.contains("Still to be checked of this firm: YJ-2026-000002"))
    let before = office.run("verify").error
    for (language, text) in [("en", refusal.en), ("zh", refusal.zh)] {
      let answer = NightOffice.run(
        ["warning"] + refusal.words + ["--lang", language, "--workspace", office.folder])
      #expect(answer.code == refusal.code)
      #expect(answer.error.contains(text))
    }
    #expect(office.run("verify").error == before)
  }

  @Test("A dry run prints the same and changes nothing")
  func dryRun() {
    let before = office.run("verify").error
    let answer = office.run(
      "warning", "record", "YJ-2026-000001", "--outcome", "valid", "--dry-run")
    #expect(answer.error.contains("valid  2026-10-21 (dry run, nothing changed)"))
    #expect(office.run("verify").error == before)
  }

  @Test("The night tells new warnings and those overdue, in both languages")
  func night() {
    let en = office.run("nightly", "--as-of", "2026-10-18")
    #expect(
      en.error.contains("Warnings: 1 new (0 red, 1 orange, 0 yellow), 2 to be checked, 1 overdue"))
    let zh = office.run("nightly", "--as-of", "2026-10-18", "--lang", "zh")
    #expect(zh.error.contains("预警：新发 0（红 0，橙 0，黄 0），待核查 2，逾期 1"))
    let past = office.run("nightly", "--as-of", "2026-10-01")
    #expect(past.error.contains("a later night has warned already"))
  }
}
