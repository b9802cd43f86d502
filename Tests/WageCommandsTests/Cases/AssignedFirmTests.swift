import Foundation
import Testing

@Suite("The firm that a complaint was put on, wherever it is printed")
struct AssignedFirmTests {
  private let office: Office
  private static let codes = ["91330503MA2B4XYT6D", "91330503NXQ0QRP269"]

  /// A case about the first firm that its complaint was moved from to the second.
  init() throws {
    office = try Office()
    try """
    credit_code,name,town_code
    \(Self.codes[0]),甲乙制衣厂,330503100
    \(Self.codes[1]),丙丁建筑,330503100

    """.write(
      toFile: office.folder + "/inbox/firms_2026-05-01.csv", atomically: true, encoding: .utf8)
    #expect(office.run("ingest", "--as-of", "2026-05-01").code == 0)
    office.add("--town", "330503100", "--on", "2026-05-29")
    #expect(office.run("case", "dispatch", "2026-000001", "--body", "housing").code == 0)
    let before = office.run("case", "list", "--nl").out
    #expect(before.contains(#""firm_name":"甲乙制衣厂""#) && before.contains(Self.codes[0]), "\(before)")
    #expect(before.contains(#""firm_as_named":null"#))
    let assigned = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[1])
    #expect(assigned.code == 0, "\(assigned.error)")
  }

  @Test("Lists pair the register's name with the code, and keep the complainant's word apart")
  func lists() {
    for verb in [["case", "list"], ["complaint", "list"]] {
      let row = office.run(verb + ["--nl"]).out
      for text in [
        #""firm_name":"丙丁建筑""#, #""firm_as_named":"甲乙制衣厂""#, #""credit_code":"\#(Self.codes[1])""#,
      ] { #expect(row.contains(text), "\(row)") }
      let table = office.run(verb + ["--lang", "zh"]).out
      #expect(table.contains("丙丁建筑") && !table.contains("甲乙制衣厂"), "\(table)")
    }
    let report = office.run(
      "report", "show", "case", "--case", "2026-000001", "--stage", "before", "--lang", "zh"
    ).out
    #expect(report.contains("丙丁建筑 \(Self.codes[1])（投诉人称：甲乙制衣厂）"), "\(report)")
  }

  @Test("The firm's text is withdrawn by the verb that names another, which has its own")
  func startText() {
    let night = office.run("nightly")
    #expect(night.error.contains("Follow-ups to be sent"), "\(night.error)")
    func pending() -> String { office.run("outbox", "list", "--status", "pending", "--nl").out }
    #expect(pending().contains(Self.codes[1]))
    let assigned = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[0])
    #expect(
      assigned.error.contains(
        "Follow-up 2026-000001/reply-5/1/3 is not sent to firm \(Self.codes[1]) any more: "
          + "the case is about another firm"), "\(assigned.error)")
    #expect(!pending().contains(Self.codes[1]))
    _ = office.run("nightly")
    #expect(pending().contains(Self.codes[0]))
    #expect(office.run("verify").code == 0)
  }

  @Test("Documents name the register's firm, and what the complainant called it as that")
  func documents() {
    let escalated = office.run(
      "case", "escalate", "2026-000001", "--to", "police", "--ground", "fled", "--reason", "r")
    #expect(escalated.code == 0, "\(escalated.error)")
    for kind in ["order", "promise", "police"] {
      let page = office.run("case", "document", "2026-000001", "--kind", kind, "--out", "-").out
      #expect(page.contains("<th>被反映单位</th><td>丙丁建筑 \(Self.codes[1])</td>"), "\(page)")
      #expect(page.contains("<th>投诉人所称单位</th><td>甲乙制衣厂</td>"))
    }
  }

  @Test(
    "A referral to the police cites what its ground rests on",
    arguments: [
      ("fled", ["第三条", "第四十一条第二款", "第二百七十六条之一第一款", "刑事立案金额"], ["第五十二条"]),
      ("moved-assets", ["第二百七十六条之一第一款"], ["第五十二条"]),
      ("malicious-claim", ["第五十二条"], ["第二百七十六条之一", "刑事立案金额", "第三条"]),
    ])
  func grounds(_ ground: String, _ cited: [String], _ others: [String]) {
    office.run(
      "case", "escalate", "2026-000001", "--to", "police", "--ground", ground, "--reason", "r")
    let page = office.run("case", "document", "2026-000001", "--kind", "police", "--out", "-").out
    for text in cited { #expect(page.contains(text), "\(ground) \(text)") }
    for text in others { #expect(!page.contains(text), "\(ground) \(text)") }
  }

  @Test(
    "An incident on a case counts for the case's firm, also after the complaint was put on another")
  func incident() {
    let other = office.run(
      "incident", "open", "--case", "2026-000001", "--firm", Self.codes[0], "--persons", "12")
    #expect(other.code == 1)
    #expect(
      other.error.contains(
        "the firm \(Self.codes[0]): case 2026-000001 is about \(Self.codes[1]). Nothing was changed."
      ),
      "\(other.error)")
    #expect(office.run("incident", "open", "--case", "2026-000001", "--persons", "12").code == 0)
    #expect(
      office.run("grade", "show", Self.codes[1]).out.contains("group incident  QT-2026-000001"))
    #expect(
      office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[0]).code == 0)
    let shown = office.run("incident", "list", "--nl").out
    #expect(shown.contains(Self.codes[0]) && shown.contains("甲乙制衣厂"), "\(shown)")
    #expect(!office.run("grade", "show", Self.codes[1]).out.contains("QT-2026-000001"))
    #expect(
      office.run("grade", "show", Self.codes[0]).out.contains("group incident  QT-2026-000001"))
    #expect(office.run("verify").code == 0)
  }

  @Test("An entry into the list is about the case's firm, and not older than the case")
  func punishment() {
    func enter(_ firm: String, on day: String) -> Office.Answer {
      office.run(
        "punish", "enter", "--firm", firm, "--ground", "group-event", "--order-no", "LJ-1",
        "--order-due", "2026-05-20", "--case", "2026-000001", "--on", day)
    }
    let other = enter(Self.codes[0], on: "2026-05-30")
    #expect(other.code == 1)
    #expect(
      other.error.contains("case 2026-000001 is about \(Self.codes[1]), not \(Self.codes[0])"),
      "\(other.error)")
    let early = enter(Self.codes[1], on: "2026-05-28")
    #expect(
      early.error.contains("2026-05-28 is before case 2026-000001 was registered, 2026-05-29"),
      "\(early.error)")
    #expect(office.run("punish", "list", "--nl").out.isEmpty)
    #expect(enter(Self.codes[1], on: "2026-05-30").code == 0)
  }
}
