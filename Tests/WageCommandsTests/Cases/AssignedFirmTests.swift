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
  private func enter(_ firm: String, case number: String = "2026-000001") -> Office.Answer {
    office.run(
      "punish", "enter", "--firm", firm, "--ground", "group-event", "--order-no", "LJ-1",
      "--order-due", "2026-05-20", "--case", number)
  }

  private static let misplaced = """
    CJ-2026-000001 is about \(codes[1]), but case 2026-000001 is about \(codes[0]) now
    """
  private static let removal =
    "`wagewatch punish remove CJ-2026-000001 --because revoked --reason TEXT`"

  @Test("An entry of the old firm is named when its case goes to another, and is not published")
  func oldEntry() {
    #expect(enter(Self.codes[1]).code == 0)
    let assigned = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[0])
    #expect(
      assigned.error.contains("  Entry \(Self.misplaced): annul it with \(Self.removal)"),
      "\(assigned.error)")
    for verb in ["publish", "renew"] {
      let refused = office.run("punish", verb, "CJ-2026-000001")
      #expect(refused.code == 1)
      #expect(
        refused.error.contains(
          "entry \(Self.misplaced). Nothing was changed.\n  Annul it with \(Self.removal)"),
        "\(refused.error)")
    }
    #expect(
      office.run("punish", "publish", "CJ-2026-000001", "--lang", "zh").error.contains(
        "案件 2026-000001 现反映的是 \(Self.codes[0])。未作改动"))
    let back = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[1])
    #expect(!back.error.contains("CJ-2026-000001"), "it is in its place again")
    #expect(office.run("punish", "publish", "CJ-2026-000001").code == 0)
    office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[0])
    let removed = office.run(
      "punish", "remove", "CJ-2026-000001", "--because", "revoked", "--reason", "wrong firm")
    #expect(removed.code == 0, "\(removed.error)")
    let after = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.codes[0])
    #expect(!after.error.contains("CJ-2026-000001"), "what is off the list is not named")
    #expect(office.run("verify").code == 0)
  }

  @Test("An entry waits for the firm of its case; a decision about rows names it, too")
  func unknownFirm() throws {
    office.run(
      "complaint", "add", "--firm-name", "某某厂", "--town", "330503100", "--persons", "3", "--on",
      "2026-05-29")
    let number = "2026-000002"
    let early = enter(Self.codes[0], case: number)
    #expect(early.code == 1)
    #expect(
      early.error.contains("no firm of case \(number) is known yet. Nothing was changed."),
      "\(early.error)")
    #expect(early.error.contains("`wagewatch match accept`"))
    let queue = office.run("match", "list", "--nl").out
    let id = try #require(queue.firstMatch(of: #/"id":(\d+)/#)?.output.1)
    let accepted = office.run("match", "accept", String(id), "--firm", Self.codes[0])
    #expect(accepted.code == 0, "\(accepted.error)")
    #expect(enter(Self.codes[0], case: number).code == 0)
    let split = office.run("match", "split", String(id), "--reason", "another")
    #expect(
      split.error.contains(
        "  Entry CJ-2026-000001 is about \(Self.codes[0]), but case \(number) is about no known firm now"
      ), "\(split.error)")
    #expect(office.run("punish", "publish", "CJ-2026-000001").code == 1)
  }

  @Test("An entry goes with its case into the one that it is merged into")
  func mergedCase() {
    office.add("--town", "330503100", "--on", "2026-05-30")
    let merged = office.run("case", "merge", "2026-000002", "--into", "2026-000001")
    #expect(merged.code == 0, "\(merged.error)")
    #expect(enter(Self.codes[1], case: "2026-000002").code == 0, "a firm of the whole case")
    #expect(office.run("punish", "publish", "CJ-2026-000001").code == 0)
    let taken = office.run("complaint", "detach", "W-2026-000001", "--reason", "another grievance")
    #expect(taken.code == 0)
    #expect(
      taken.error.contains(
        "Entry CJ-2026-000001 is about \(Self.codes[1]), but case 2026-000001 is about "
          + "\(Self.codes[0]) now"), "\(taken.error)")
  }

  @Test("The firm of an incident on a case is not taken away from it")
  func incidentFirm() {
    office.run("incident", "open", "--case", "2026-000001", "--persons", "12")
    func correct(_ words: String...) -> Office.Answer {
      office.run(["incident", "correct", "QT-2026-000001", "--reason", "x"] + words)
    }
    let refused = correct("--firm", "none", "--persons", "13")
    #expect(refused.code == 1)
    #expect(
      refused.error.contains("it is on case 2026-000001, which is about \(Self.codes[1])"),
      "\(refused.error)")
    #expect(refused.error.contains("Nothing was changed.") && refused.error.contains("--case none"))
    #expect(office.run("incident", "list", "--nl").out.contains(#""persons":12"#))
    #expect(correct("--firm", "none", "--case", "none").code == 0)
    #expect(!office.run("incident", "list", "--nl").out.contains(Self.codes[1]))
    #expect(correct("--case", "2026－000001").code == 0, "a dash as an input method writes it")
    #expect(office.run("incident", "list", "--nl").out.contains(#""case_no":"2026-000001""#))
  }
}
