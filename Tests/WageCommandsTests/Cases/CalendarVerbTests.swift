import Foundation
import Testing
import WageDomain

@Suite("Calendar verbs: a year without a notice, a notice that comes, what it moves")
struct CalendarVerbTests {
  private static func noon(_ day: String) -> Instant {
    Instant(day: Day(day) ?? Day(number: 0), secondOfDay: 12 * 3600)
  }

  /// A case that inspection accepted in October 2026: sixty working days reach into 2027.
  private func accepted() throws -> (office: Office, accept: Office.Answer) {
    let office = try Office()
    office.now = Self.noon("2026-10-12")
    office.add("--persons", "3", "--town", "330503100")
    _ = office.run("case", "dispatch", "2026-000001")
    _ = office.run("case", "escalate", "2026-000001", "--to", "inspection", "--reason", "x")
    office.now = Self.noon("2026-10-14")
    return (office, office.run("case", "accept", "2026-000001", "--by", "inspection"))
  }

  private func addNotice(_ office: Office) throws {
    let path = office.folder + "/policies/calendar.csv"
    let notice = """
      2027-01-01,off,元旦,国办发明电〔2026〕9号,2026-11-04
      2027-01-02,off,元旦,国办发明电〔2026〕9号,2026-11-04
      2027-02-06,off,春节,国办发明电〔2026〕9号,2026-11-04
      2027-05-01,off,劳动节,国办发明电〔2026〕9号,2026-11-04
      2027-10-01,off,国庆节,国办发明电〔2026〕9号,2026-11-04
      2027-10-02,off,国庆节,国办发明电〔2026〕9号,2026-11-04
      2027-10-03,off,国庆节,国办发明电〔2026〕9号,2026-11-04

      """
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + notice).write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("An acceptance in October is recorded; every page names the clock without a due day")
  func recorded() throws {
    let (office, accept) = try accepted()
    #expect(accept.code == 0)
    #expect(
      accept.error.contains("investigate-60: not countable before the notice for 2027"))
    let shown = office.run("case", "show", "2026-000001")
    #expect(
      shown.out.contains(
        "to a day not countable before the notice for 2027 (56 of 60 days counted)"))
    let zh = office.run("case", "due", "--lang", "zh")
    #expect(zh.out.contains("2027 年放假通知公布前无法计算"))
    let due = office.run("case", "due", "--csv")
    #expect(
      due.out.contains(
        "2026-000001,investigate-60,town-nanxun,,,escalated,officer,3,3600000,2027,\n"))
    let night = office.run("nightly")
    #expect(
      night.out.contains(
        "Not countable before the notice for 2027: 2026-000001 investigate-60"))
    #expect(office.run("verify").code == 0)
    #expect(
      office.run("deadline", "calc", "--from", "2026-10-14", "--days", "60", "--kind", "working")
        .code == 1)
  }

  @Test("The notice is published: the night says so, replay shows why, --apply records it once")
  func replay() throws {
    let (office, _) = try accepted()
    office.now = Self.noon("2026-10-31")
    _ = office.run("nightly")
    try addNotice(office)
    #expect(office.run("calendar", "replay", "--as-of", "2026-11-03", "--csv").error == "0 moves\n")
    office.now = Self.noon("2026-11-05")
    let night = office.run("nightly")
    #expect(
      night.error.contains(
        "The calendar moves due days: 2026-000001 investigate-60 - → 2027-01-07. Record them"))
    let verified = office.run("verify")
    #expect(verified.code == 0)
    #expect(verified.out.contains("`calendar replay --apply` mends it"))
    #expect(office.run("verify", "--fail-on", "warn").code == 2)
    for words in [["calendar", "replay"], ["calendar", "replay", "--apply", "--dry-run"]] {
      let shown = office.run(words + ["--csv"])
      #expect(
        shown.out.contains(
          "2026-000001,investigate-60,1,,2027-01-07,true,\"国办发明电〔2026〕9号 (published 2026-11-04): "
            + "2027-01-01 off, 2027-01-02 off\""), "\(shown.out)")
    }
    #expect(office.run("calendar", "replay", "--apply").code == 0)
    #expect(office.run("calendar", "replay", "--apply", "--nl").out.isEmpty)
    #expect(office.run("case", "show", "2026-000001").out.contains("rescheduled clerk"))
    #expect(office.run("verify", "--fail-on", "warn").code == 0)
  }

  @Test(
    "A follow-up that went out with a day that moves is told with the move: somebody has to call")
  func sentWithOldDay() throws {
    let office = try Office()
    let append = { (file: String, text: String) in
      let path = office.folder + "/" + file
      try (String(contentsOfFile: path, encoding: .utf8) + text)
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    try append("wagewatch.yaml", "outbox: { file: outbox.jsonl }\n")
    office.now = Self.noon("2026-10-12")
    office.add("--persons", "3", "--town", "330503100")
    office.run("case", "escalate", "2026-000001", "--to", "conference", "--reason", "x")
    office.now = Self.noon("2026-10-20")
    office.run("nightly")
    office.run("outbox", "send", "--dry-run")
    #expect(office.run("outbox", "send").code == 0)
    try append("policies/calendar.csv", "2026-10-15,off,国庆节,国办发明电〔2026〕8号,2026-10-21\n")
    office.now = Self.noon("2026-10-22")
    let rehearsed = office.run("calendar", "replay", "--apply", "--dry-run")
    let text = "Follow-ups that were sent in error: 1, call them"
    #expect(rehearsed.error.contains(text), "\(rehearsed.error)")
    #expect(office.run("calendar", "replay", "--apply").error.contains(text))
    #expect(
      office.run("outbox", "list", "--status", "sent-in-error").out.contains("2026-10-19"))
    #expect(!office.run("nightly").error.contains("in error"), "once")
  }

  @Test("A night that writes to the case records the move itself and says so")
  func recordedByTheNight() throws {
    let (office, _) = try accepted()
    try addNotice(office)
    office.now = Self.noon("2026-11-05")
    let night = office.run("nightly")
    #expect(
      night.error.contains(
        "The calendar moves due days: 2026-000001 investigate-60 - → 2027-01-07. All are recorded"))
    #expect(office.run("calendar", "replay", "--nl").out.isEmpty)
    #expect(office.run("verify", "--fail-on", "warn").code == 0)
  }

  struct Check: CustomTestStringConvertible {
    let why: String
    let asOf: String
    var extra = ""
    let code: Int32
    let error: String
    var testDescription: String { why }
  }

  @Test(
    "check tells what is wrong with the calendar and what soon will be",
    arguments: [
      Check(why: "all is there", asOf: "2026-06-01", code: 0, error: "14 years"),
      Check(
        why: "the next year's notice is late: a warning", asOf: "2026-11-21", code: 0,
        error: "2027: no holiday notice"),
      Check(why: "a year begins without one", asOf: "2027-01-01", code: 2, error: "2027: no"),
      Check(
        why: "half a notice was entered", asOf: "2026-11-21",
        extra: "2027-01-01,off,元旦,x,2026-11-04\n", code: 2,
        error: "found 2027 without a day off for Spring Festival"),
      Check(
        why: "a notice without the festivals of one day", asOf: "2026-11-21",
        extra: ["01-01", "02-06", "05-01", "10-01", "10-02", "10-03"]
          .map { "2027-\($0),off,节,x,2026-11-04\n" }.joined(),
        code: 2, error: "2027: no day off for"),
      Check(
        why: "a slip of the pen", asOf: "2026-11-21", extra: "2027-02-30,off,春节,x,2026-11-04\n",
        code: 2, error: "policies/calendar.csv"),
    ])
  func check(_ example: Check) throws {
    let office = try Office()
    let path = office.folder + "/policies/calendar.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try (text + example.extra).write(toFile: path, atomically: true, encoding: .utf8)
    let checked = office.run("calendar", "check", "--as-of", example.asOf)
    #expect(checked.code == example.code, "\(checked.error)")
    #expect(checked.error.contains(example.error), "\(checked.error)")
  }

  @Test("show lists a year as published by a day; a year without a notice is refused")
  func show() throws {
    let office = try Office()
    let before = office.run("calendar", "show", "2020", "--as-of", "2020-01-26", "--csv")
    let after = office.run("calendar", "show", "2020", "--csv")
    let added = "2020-02-01,6,off,春节,国办发明电〔2020〕1号,2020-01-27,work\n"
    #expect(!before.out.contains(added))
    #expect(after.out.contains(added))
    #expect(office.run("calendar", "show", "2027").code == 1)
  }
}
