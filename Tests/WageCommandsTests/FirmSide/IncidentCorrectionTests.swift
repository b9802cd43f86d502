import Foundation
import Testing

@Suite("What was written down wrongly of an incident, as a script sees it")
struct IncidentCorrectionTests {
  private let desk: FirmSideOffice

  /// A wrong firm and a nought too many.
  init() throws {
    desk = try FirmSideOffice()
    let opened = desk.run(
      "incident", "open", "--persons", "120", "--firm", desk.codes[0], "--at", "2026-10-21T09:00")
    #expect(opened.code == 0)
    #expect(grade(0).contains("C (serious faults)"))
  }

  private func grade(_ place: Int) -> String { desk.run("grade", "show", desk.codes[place]).out }

  private func correct(_ words: String...) -> NightOffice.Answer {
    NightOffice.run(
      ["incident", "correct", "QT-2026-000001", "--reason", "typed wrongly"] + words
        + ["--workspace", desk.office.folder])
  }

  @Test(
    "A lower count says that the largest stands and how to mend it; nobody left is a count, too")
  func lowerCount() {
    for count in ["6", "1", "0"] {
      let answer = desk.run("incident", "count", "QT-2026-000001", "--persons", count)
      #expect(answer.code == 0, "\(answer.error)")
      #expect(
        answer.error.contains(
          "\(count) now is on record; level, steps and grades go on counting the most, 120"),
        "\(answer.error)")
      #expect(
        answer.error.contains("`wagewatch incident correct QT-2026-000001 --persons \(count)"))
    }
  }

  @Test("A corrected count grades the firm, and takes the steps of the higher levels away")
  func persons() throws {
    #expect(
      desk.run("incident", "step", "QT-2026-000001", "on-site", "--at", "2026-10-21T09:20").code
        == 0)
    let answer = correct("--persons", "6")
    #expect(answer.error.contains("6 persons, joint visit, open, 3 steps to do"), "\(answer.error)")
    #expect(!grade(0).contains("C (serious faults)"))
    #expect(grade(0).contains("group incident  QT-2026-000001  6 persons"))
    let steps = desk.run("incident", "show", "QT-2026-000001", "--json").rows("steps")
    #expect(steps.count { $0["state"] as? String == "void" } == 5)
    #expect(steps.count { $0["state"] as? String == "done" } == 1)
    let page = desk.run("incident", "show", "QT-2026-000001")
    #expect(
      page.out.contains(
        "2026-10-21 12:00 clerk corrected: persons 120 -> 6; reason: typed wrongly"), "\(page.out)")
    let grown = desk.run("incident", "count", "QT-2026-000001", "--persons", "130")
    #expect(grown.error.contains("130 persons, major, open, 8 steps to do"), "\(grown.error)")
    let verified = desk.run("verify")
    #expect(verified.code == 0, "\(verified.out)")
  }

  @Test(
    "A corrected firm takes the grade along, also after the end; to nobody where nobody is known")
  func firm() {
    #expect(desk.run("incident", "close", "QT-2026-000001", "--result", "Paid").code == 0)
    #expect(correct("--firm", desk.codes[2]).code == 0)
    #expect(!grade(0).contains("QT-2026-000001"))
    #expect(grade(2).contains("group incident  QT-2026-000001  120 persons"))
    let page = desk.run("incident", "show", "QT-2026-000001", "--lang", "zh").out
    #expect(page.contains("更正：单位 \(desk.codes[0]) → \(desk.codes[2])；理由：typed wrongly"), "\(page)")
    #expect(correct("--firm", "none").code == 0)
    #expect(!grade(2).contains("QT-2026-000001"))
    #expect(desk.run("verify").code == 0)
  }

  @Test("One that was opened in error counts nowhere, and stays on record with who said why")
  func annulled() throws {
    let answer = desk.run("incident", "annul", "QT-2026-000001", "--reason", "entered twice")
    #expect(
      answer.error.contains("annulled at 2026-10-21 12:00, counts nowhere"), "\(answer.error)")
    #expect(!grade(0).contains("QT-2026-000001"))
    #expect(desk.run("incident", "list", "--nl").out.isEmpty)
    #expect(desk.run("incident", "messages", "QT-2026-000001", "--nl").out.isEmpty)
    #expect(desk.run("duty", "today", "--nl").out.isEmpty)
    let all = desk.run("incident", "list", "--all", "--json").rows("incidents")
    #expect(all.first?["annulled_at"] as? String == "2026-10-21T12:00:00+08:00")
    #expect(all.first?["overdue"] as? Int == 0)
    let page = desk.run("incident", "show", "QT-2026-000001", "--lang", "zh").out
    #expect(page.contains("clerk 撤销：系误登记；理由：entered twice"), "\(page)")
    for words in [
      ["count", "--persons", "9"], ["close", "--result", "x"], ["annul", "--reason", "x"],
    ] {
      let refused = NightOffice.run(
        ["incident", words[0], "QT-2026-000001"] + words.dropFirst()
          + ["--workspace", desk.office.folder])
      #expect(refused.code == 1)
      #expect(refused.error.contains("clerk annulled it at 2026-10-21T12:00:00+08:00"), "\(words)")
    }
    #expect(desk.run("verify").code == 0)
  }

  @Test("A drill is corrected and annulled as an incident is")
  func drill() {
    #expect(desk.run("incident", "open", "--persons", "60", "--drill").code == 0)
    let mended = desk.run(
      "incident", "correct", "YL-2026-000001", "--persons", "8", "--reason", "typed wrongly")
    #expect(mended.error.hasPrefix("DRILL YL-2026-000001: 8 persons"), "\(mended.error)")
    #expect(
      desk.run("incident", "annul", "YL-2026-000001", "--reason", "put off").error.contains(
        "annulled"))
    #expect(desk.run("incident", "list", "--drills", "--nl").out.isEmpty)
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
    "A correction that cannot be says why, and changes nothing",
    arguments: [
      Refusal(
        why: "what is there already", words: ["--persons", "120"], code: 1,
        text: "persons, firm and case are so already. Nothing was changed."),
      Refusal(
        why: "fewer than the plan begins with", words: ["--persons", "4"], code: 1,
        text: "use `wagewatch incident annul QT-2026-000001 --reason TEXT`"),
      Refusal(
        why: "an unknown case", words: ["--case", "2026-000009"], code: 1,
        text: "case 2026-000009: there is no such case"),
      Refusal(why: "nothing to mend", words: [], code: 64, text: "Say what to mend"),
      Refusal(why: "nobody", words: ["--persons", "0"], code: 64, text: "incident annul"),
      Refusal(
        why: "no reason", words: ["--persons", "9", "--reason", " "], code: 64,
        text: "--reason takes a text"),
    ])
  func refusals(_ refusal: Refusal) {
    let before = desk.run("incident", "show", "QT-2026-000001", "--json").out
    let answer = NightOffice.run(
      ["incident", "correct", "QT-2026-000001", "--reason", "x"] + refusal.words
        + ["--workspace", desk.office.folder])
    #expect(answer.code == refusal.code, "\(answer.error)")
    #expect(answer.error.contains(refusal.text), "\(answer.error)")
    #expect(desk.run("incident", "show", "QT-2026-000001", "--json").out == before)
  }
}
