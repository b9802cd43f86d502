import Foundation
import Testing
import WageDomain

@Suite(
  "What the window reads: who has a case, what is moot, a number typed with a Chinese keyboard")
struct WindowWordsTests {
  private static func noon(_ day: String) -> Instant {
    Instant(day: Day(day) ?? Day(number: 0), secondOfDay: 12 * 3600)
  }

  private let number = "2026-000001"

  /// A case with its body since 8 May; it is the 12th.
  private func dispatched() throws -> Office {
    let office = try Office()
    office.now = Self.noon("2026-05-08")
    office.add("--persons", "1", "--town", "330503100")
    _ = office.run("case", "dispatch", number)
    office.now = Self.noon("2026-05-12")
    return office
  }

  @Test(
    "Any dash and full-width digits find the case",
    arguments: ["２０２６－０００００１", "2026—000001", "2026——000001", "2026–000001", " 2026ー000001 "])
  func typed(_ typed: String) throws {
    let office = try dispatched()
    let shown = office.run("case", "show", typed)
    #expect(shown.code == 0 && shown.out.contains("case 2026-000001:"), "\(shown.error)")
    let replied = office.run("case", "reply", typed, "--text", "in hand")
    #expect(replied.code == 0, "\(replied.error)")
    #expect(office.run("verify").code == 0)
  }

  @Test("Who only looks is not told that nothing was changed")
  func readOnly() throws {
    let office = try dispatched()
    for words in [["case", "show", "2026-000009"], ["route", "preview", "2026-000009"]] {
      let refused = office.run(words)
      #expect(refused.code == 1 && refused.error.contains("the nearest is 2026-000001"))
      #expect(!refused.error.contains("Nothing was changed"), "\(refused.error)")
      #expect(!office.run(words + ["--lang", "zh"]).error.contains("未作改动"))
    }
    let act = office.run("case", "reply", "2026-000009", "--text", "x")
    #expect(act.error.contains("Nothing was changed"), "\(act.error)")
  }

  @Test("Lists name the county that has a case")
  func county() throws {
    let office = try dispatched()
    office.run(
      "case", "escalate", number, "--to", "county", "--county", "330502", "--reason", "works there")
    for verb in ["list", "due"] {
      let english = office.run("case", verb).out
      #expect(english.contains("county 330502 吴兴区"), "\(english)")
      let chinese = office.run("case", verb, "--lang", "zh").out
      #expect(chinese.contains("外县 330502 吴兴区"), "\(chinese)")
      #expect(office.run("case", verb, "--nl").out.contains("\"county\":\"330502\""))
    }
    #expect(office.run("case", "show", number).out.contains("body county 330502 吴兴区"))
    #expect(office.run("duty", "today").out.contains("county 330502 吴兴区"))
    let night = office.run("nightly")
    #expect((night.out + night.error).contains("county 330502 吴兴区"), "\(night.out)")
    #expect(office.run("verify").code == 0)
    office.run("case", "conclude", number, "--by", "county", "--decision", "not theirs")
    #expect(!office.run("case", "list").out.contains("county 330502"))
    #expect(office.run("verify").code == 0)
  }

  @Test("A clock whose body sent the case back says so")
  func sentBack() throws {
    let office = try dispatched()
    office.run("case", "bounce", number, "--reason", "not ours")
    let shown = office.run("case", "show", number).out
    let clock = shown.split(separator: "\n").first { $0.contains("reply-5") }
    #expect(clock?.hasSuffix("running, sent back") == true, "\(shown)")
    #expect(office.run("case", "show", number, "--lang", "zh").out.contains("计时中，已退回"))
    let own = shown.split(separator: "\n").first { $0.contains("promise-7") }
    #expect(own?.hasSuffix("running") == true)
  }

  @Test("Wages paid before an escalation and an order: who got them is told to be told")
  func moot() throws {
    let office = try dispatched()
    office.run("case", "escalate", number, "--to", "inspection", "--reason", "x")
    let paid = office.run("case", "resolve", number, "--paid", "--on", "2026-05-10")
    #expect(paid.code == 0, "\(paid.error)")
    let told =
      "  The case was taken to inspection on 2026-05-12, when it was over: tell them that it is moot"
    #expect(paid.error.contains(told), "\(paid.error)")
    #expect(office.run("case", "show", number).out.contains(told))
    #expect(
      office.run("case", "show", number, "--lang", "zh").out.contains(
        "2026-05-12 已移送劳动监察，当日案件已了结：请告知劳动监察不必办理"))
    let later = office.run("case", "callback", number, "--answer", "satisfied")
    #expect(!later.error.contains("moot"), "told by the verb that shows it")
    #expect(office.run("verify").code == 0)
  }

  @Test("A breach that other money undoes was not paid in time: nothing was owed")
  func lumpSum() throws {
    let office = try dispatched()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    office.run(
      "complaint", "add", "--firm-name", "丁戊家具厂", "--town", "330503100", "--persons", "1",
      "--amount", "1000")
    let other = "2026-000002"
    office.run("case", "dispatch", other)
    office.run("case", "resolve", other, "--agreement", file, "--instalment", "2026-05-20=1000")
    office.now = Self.noon("2026-05-22")
    #expect(office.run("nightly").code == 0)
    let paid = office.run("case", "pay", other, "--amount", "1000", "--on", "2026-05-15")
    #expect(
      paid.error.contains(
        "Breach withdrawn: instalment 1 of 2026-05-20 was not owed any more by then: all that is claimed had "
          + "been paid"), "\(paid.error)")
    #expect(!paid.error.contains("paid in time"))
  }
}
