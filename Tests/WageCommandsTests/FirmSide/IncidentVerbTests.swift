import Foundation
import Testing

@Suite("Group incidents and drills, as a script sees them")
struct IncidentVerbTests {
  private let desk: FirmSideOffice

  init() throws { desk = try FirmSideOffice() }

  @Test("From the gathering to its end: steps by head-count, each by its moment")
  func wholeRoad() throws {
    let opened = desk.run(
      "incident", "open", "--persons", "8", "--firm", desk.codes[0], "--town", "330503100", "--at",
      "2026-10-21T09:00")
    #expect(opened.code == 0)
    #expect(
      opened.error.hasPrefix(
        "QT-2026-000001: 8 persons, joint visit, open, 4 steps to do, plan district@1\n"))
    #expect(
      opened.error.contains(
        "by 2026-10-21 09:30  report: reported by telephone (overdue)  tell: the office's leader in charge, the town\n"
      ))
    let grown = desk.run(
      "incident", "count", "QT-2026-000001", "--persons", "35", "--at", "2026-10-21T10:00")
    #expect(grown.error.contains("35 persons, larger, open, 8 steps to do"))
    #expect(grown.error.contains("by 2026-10-21 11:00  principal"))
    let fewer = desk.run(
      "incident", "count", "QT-2026-000001", "--persons", "6", "--at", "2026-10-21T10:05")
    #expect(fewer.error.contains("35 persons, larger"), "the largest stands")
    #expect(
      desk.run("incident", "step", "QT-2026-000001", "on-site", "--at", "2026-10-21T10:10").code
        == 0)
    let steps = desk.run("incident", "show", "QT-2026-000001", "--json").rows("steps")
    #expect(steps.count == 8)
    #expect(
      steps.filter { $0["state"] as? String == "done-late" }.map { $0["step"] as? String } == [
        "on-site"
      ])
    let list = desk.run("incident", "list", "--json").rows("incidents")
    #expect(list.first?["next_step"] as? String == "report")
    let grade = desk.run("grade", "show", desk.codes[0])
    #expect(grade.out.contains("2026-10-21  group incident  QT-2026-000001  35 persons"))
    #expect(grade.out.contains("C (serious faults) for 2026"))
    #expect(desk.run("incident", "close", "QT-2026-000001", "--result", "Paid on site").code == 0)
    #expect(desk.run("incident", "list", "--nl").out.isEmpty)
    #expect(desk.run("incident", "list", "--all", "--lang", "zh").out.contains("QT-2026-000001"))
    #expect(!desk.run("incident", "list", "--all", "--json").out.contains("Paid on site"))
    #expect(
      desk.run("incident", "show", "QT-2026-000001", "--json").json?["result"] as? String
        == "Paid on site")
    let closed = desk.run("incident", "step", "QT-2026-000001", "report")
    #expect(closed.code == 1)
    let verified = desk.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
    #expect(verified.error.contains("Incidents: 5 events, head "))
    let head = String(verified.error.split(separator: " ").last ?? "").filter { !$0.isNewline }
    #expect(desk.run("verify", "--head", head).code == 0)
    #expect(desk.run("verify", "--head", String(repeating: "a", count: 64)).code == 2)
    #expect(
      closed.error.contains(
        "closed it at 2026-10-21T12:00:00+08:00, and it takes nothing any more. Nothing was changed."
      ))
    let ended = desk.run("incident", "show", "QT-2026-000001", "--json").rows("steps")
    #expect(ended.count { $0["state"] as? String == "not-done" } == 7)
    #expect(!ended.contains { $0["state"] as? String == "overdue" })
    let rows = desk.run("incident", "list", "--all", "--json").rows("incidents")
    #expect(rows.first?["overdue"] as? Int == 0)
    #expect(
      desk.run("incident", "show", "QT-2026-000001", "--lang", "zh").out.contains("结束时未办"))
  }

  @Test("Who did a step, and who closed an incident, is told to who comes second")
  func second() {
    _ = desk.run("incident", "open", "--persons", "8", "--town", "330503100")
    _ = desk.run("incident", "step", "QT-2026-000001", "report", "--actor", "li")
    let again = desk.run("incident", "step", "QT-2026-000001", "report", "--actor", "wang")
    #expect(again.error.contains("the step report was done by li at 2026-10-21T12:00:00+08:00"))
    _ = desk.run("incident", "close", "QT-2026-000001", "--result", "Paid", "--actor", "li")
    let late = desk.run(
      "incident", "count", "QT-2026-000001", "--persons", "9", "--actor", "wang", "--lang", "zh")
    #expect(late.error.contains("已由 li 于 2026-10-21T12:00:00+08:00 结束"), "\(late.error)")
  }

  @Test("A drill is marked everywhere, and counts nowhere")
  func drill() {
    let opened = desk.run(
      "incident", "open", "--persons", "120", "--firm", desk.codes[0], "--drill")
    #expect(opened.error.hasPrefix("DRILL YL-2026-000001: 120 persons, major, open, 9 steps to do"))
    #expect(desk.run("incident", "list", "--all", "--nl").out.isEmpty)
    #expect(desk.run("incident", "list", "--drills").out.contains("DRILL YL-2026-000001"))
    #expect(
      desk.run("incident", "show", "YL-2026-000001", "--lang", "zh").out.hasPrefix(
        "【演练】YL-2026-000001"))
    let messages = desk.run("incident", "messages", "YL-2026-000001", "--nl")
    let lines = messages.out.split(separator: "\n")
    #expect(lines.count == 9)
    #expect(lines.allSatisfy { $0.contains("This is a drill.") && $0.contains("【演练】") })
    #expect(!desk.run("grade", "show", desk.codes[0]).out.contains("YL-2026"))
    #expect(desk.run("duty", "today", "--nl").out.isEmpty)
    #expect(desk.run("case", "list", "--nl").out.isEmpty)
    #expect(desk.run("outbox", "list", "--nl").out.isEmpty)
    #expect(
      desk.run("incident", "open", "--persons", "20", "--drill", "--case", "2026-000001").code == 64
    )
    #expect(
      desk.run("incident", "open", "--persons", "20").error.hasPrefix("QT-2026-000001"),
      "numbers of its own")
  }

  @Test("A dry run prints the same and changes nothing")
  func dryRun() {
    let opened = desk.run("incident", "open", "--persons", "20", "--dry-run")
    #expect(opened.error.contains("QT-2026-000001: 20 persons, general"))
    #expect(opened.error.contains("(dry run, nothing changed)"))
    #expect(desk.run("incident", "list", "--all", "--nl").out.isEmpty)
  }

  @Test("A step is typed in late, before another and after the end: both times are kept")
  func typedInLate() throws {
    _ = desk.run("incident", "open", "--persons", "9", "--at", "2026-10-21T08:00")
    _ = desk.run("incident", "step", "QT-2026-000001", "on-site", "--at", "2026-10-21T09:40")
    let late = desk.run("incident", "step", "QT-2026-000001", "report", "--at", "2026-10-21T08:20")
    #expect(late.code == 0, "\(late.error)")
    let early = desk.run(
      "incident", "close", "QT-2026-000001", "--result", "Paid", "--at", "2026-10-21T09:00")
    #expect(early.error.contains("is before what was recorded last, 2026-10-21T09:40:00+08:00"))
    _ = desk.run(
      "incident", "close", "QT-2026-000001", "--result", "Paid", "--at", "2026-10-21T11:00")
    let steps = desk.run("incident", "show", "QT-2026-000001", "--json").rows("steps")
    let open = try #require(steps.first { $0["done_at"] is NSNull }?["step"] as? String)
    let after = desk.run("incident", "step", "QT-2026-000001", open, "--at", "2026-10-21T11:30")
    #expect(after.error.contains("clerk closed it at 2026-10-21T11:00:00+08:00"))
    #expect(
      desk.run("incident", "step", "QT-2026-000001", open, "--at", "2026-10-21T10:30").code == 0)
    let shown = desk.run("incident", "show", "QT-2026-000001", "--json").rows("steps")
    let report = try #require(shown.first { $0["step"] as? String == "report" })
    #expect(report["state"] as? String == "done")
    #expect(report["done_at"] as? String == "2026-10-21T08:20:00+08:00")
    #expect(report["recorded_at"] as? String == "2026-10-21T12:00:00+08:00")
    #expect(desk.run("verify").code == 0)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let text: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what to do, and changes nothing",
    arguments: [
      Refusal(
        why: "too few for the plan", words: ["open", "--persons", "4"], code: 1,
        text: "4 persons: the plan district@1 begins with 5. Nothing was changed."),
      Refusal(
        why: "an unknown case", words: ["open", "--persons", "9", "--case", "2026-000009"], code: 1,
        text: "case 2026-000009: there is no such case"),
      Refusal(
        why: "an unknown number", words: ["step", "QT-2026-000007", "report"], code: 1,
        text: "there is no such incident; the last is QT-2026-000001"),
      Refusal(
        why: "an unknown step", words: ["step", "QT-2026-000001", "tea"], code: 1,
        text: "no step tea, expected one of report, on-site"),
      Refusal(
        why: "before the opening",
        words: ["step", "QT-2026-000001", "report", "--at", "2026-10-21T07:00"], code: 1,
        text: "is before it was opened, 2026-10-21T08:00:00+08:00"),
      Refusal(
        why: "an end before the opening",
        words: ["close", "QT-2026-000001", "--result", "x", "--at", "2026-10-21T07:59"], code: 1,
        text: "is before it was opened"),
      Refusal(
        why: "a moment to come",
        words: ["step", "QT-2026-000001", "report", "--at", "2026-10-21T13:00"], code: 1,
        text: "is later than now"),
      Refusal(
        why: "no moment", words: ["step", "QT-2026-000001", "report", "--at", "noon"], code: 64,
        text: "expected YYYY-MM-DDTHH:MM"),
      Refusal(
        why: "an unknown incident shown", words: ["show", "QT-2026-000002"], code: 1,
        text: "the last is QT-2026-000001"),
    ])
  func refusals(_ refusal: Refusal) {
    _ = desk.run("incident", "open", "--persons", "9", "--at", "2026-10-21T08:00")
    let before = desk.run("incident", "show", "QT-2026-000001", "--json").out
    let answer = NightOffice.run(
      ["incident"] + refusal.words + ["--workspace", desk.office.folder])
    #expect(answer.code == refusal.code)
    #expect(answer.error.contains(refusal.text), "\(answer.error)")
    #expect(desk.run("incident", "show", "QT-2026-000001", "--json").out == before)
  }

  @Test("110 calls over wages by month and town, each with its number; other channels are none")
  func calls() throws {
    let file = try desk.file(
      "complaints_2026-10-20.csv",
      """
      complaint_no,channel,received_at,credit_code,town_code,persons
      J1,110,2026-09-30 23:59,\(desk.codes[0]),330503100,12
      J2,110,2026-10-01 00:00,\(desk.codes[0]),330503100,3
      J3,110,2026-10-02 08:00,\(desk.codes[1]),,2
      J4,12345,2026-10-02 08:00,\(desk.codes[1]),330503100,2

      """)
    #expect(desk.run("complaint", "import", file).code == 0)
    let rows = desk.run("incident", "calls", "--json").rows("calls")
    #expect(
      rows.map {
        "\($0["month"] as? String ?? "") \($0["town_code"] as? String ?? "") \($0["count"] as? Int ?? 0)"
      }
        == ["2026-09 330503100 1", "2026-10 - 1", "2026-10 330503100 1"])
    #expect(rows.map { $0["complaints"] as? [String] } == [["J1"], ["J3"], ["J2"]])
    #expect(rows.first?["cases"] as? [String] == ["2026-000001"])
    let total = desk.run("incident", "calls", "--from", "2026-10", "--lang", "zh")
    #expect(total.error.contains("2026-10 至 2026-10 欠薪引发的 110 警情 2 起"))
    #expect(desk.run("incident", "calls", "--from", "2026-11", "--to", "2026-10").code == 1)
    let opened = desk.run(
      "incident", "open", "--persons", "12", "--case", "2026-000001", "--place", "厂门口")
    #expect(opened.code == 0)
    let page = desk.run("incident", "show", "QT-2026-000001")
    #expect(
      page.out.contains(
        "case: 2026-000001\nfirm: \(desk.codes[0]) 甲乙制衣厂\ntown: 330503100 南浔镇\nplace: 厂门口\n"),
      "firm and town are those of the case: \(page.out)")
    #expect(!desk.run("incident", "list", "--json").out.contains("厂门口"))
    let groups = desk.run("duty", "today", "--as-of", "2026-10-21", "--json").rows("items")
    #expect(
      groups.filter { $0["section"] as? String == "group" }.map { $0["number"] as? String } == [
        "2026-000001"
      ])
  }
}
