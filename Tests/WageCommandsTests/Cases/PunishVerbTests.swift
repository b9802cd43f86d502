import Testing
import WageDomain

@Suite("The list of joint punishment, as a script sees it")
struct PunishVerbTests {
  private func office() throws -> Office {
    let office = try Office()
    let entered = office.run(
      "punish", "enter", "--firm", "91330503NXQ0QRP269", "--name", "甲乙制衣厂", "--ground",
      "group-event", "--order-no", "LJ-1", "--order-due", "2026-05-20", "--on", "2026-05-21")
    #expect(entered.error == "CJ-2026-000001: entered, term to 2029-05-21\n")
    return office
  }

  @Test("Entered, published, paid, removed early: each step says what comes next")
  func wholeRoad() throws {
    let office = try office()
    let due = office.run("punish", "due", "--csv").out
    #expect(
      due == """
        due_on,days_left,what,number,name,state,missing_year
        2026-06-01,0,publish,CJ-2026-000001,甲乙制衣厂,entered,
        2029-05-21,1085,term-ends,CJ-2026-000001,甲乙制衣厂,entered,

        """)
    #expect(office.run("punish", "publish", "CJ-2026-000001").code == 0)
    let repaired = office.run(
      "punish", "repair", "CJ-2026-000001", "--paid-on", "2026-05-25", "--promise", "不再拖欠")
    #expect(
      repaired.error
        == "CJ-2026-000001: published, term to 2029-05-21, may be removed early from 2026-11-26\n")
    let words = [
      "punish", "remove", "CJ-2026-000001", "--because", "repaired", "--reason", "已核实",
    ]
    let early = office.run(words)
    #expect(early.code == 1)
    #expect(early.error.contains("it may be removed early from 2026-11-26, not on 2026-06-01"))
    office.now = Instant(day: try #require(Day("2026-11-26")), secondOfDay: 43_200)
    #expect(office.run(words).error == "CJ-2026-000001: removed, credit repaired\n")
    #expect(office.run("punish", "list", "--nl").out.isEmpty)
    #expect(office.run("punish", "list", "--state", "removed", "--nl").out.contains("repaired"))
    #expect(office.run("punish", "list", "--as-of", "2026-05-25", "--nl").out.contains("entered"))
    #expect(office.run("verify").error.contains("List: 4 events, 1 entry, head "))
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let error: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what is allowed, and changes nothing",
    arguments: [
      Refusal(
        why: "the order runs",
        words: [
          "enter", "--name", "赵测试", "--ground", "group-event", "--order-no", "LJ-2",
          "--order-due", "2026-06-01",
        ], code: 1, error: "the order to pay runs to 2026-06-01"),
      Refusal(
        why: "on the list already",
        words: [
          "enter", "--firm", "91330503NXQ0QRP269", "--ground", "criminal-amount", "--order-no",
          "LJ-2", "--order-due", "2026-05-20",
        ], code: 1, error: "entry CJ-2026-000001: the same firm or person is on the list"),
      Refusal(
        why: "nobody",
        words: [
          "enter", "--ground", "group-event", "--order-no", "x", "--order-due", "2026-05-20",
        ], code: 64, error: "--firm CODE, or --name NAME of a person"),
      Refusal(
        why: "a wrong code",
        words: [
          "enter", "--firm", "91330503NXQ0QRP260", "--ground", "group-event", "--order-no", "x",
          "--order-due", "2026-05-20",
        ], code: 1, error: "not a unified social credit code"),
      Refusal(
        why: "an entry that is not there", words: ["publish", "CJ-2026-000009"], code: 1,
        error: "there is no such entry; the last is CJ-2026-000001"),
      Refusal(
        why: "renewed too early", words: ["renew", "CJ-2026-000001"], code: 1,
        error: "the term runs to 2029-05-21, not over on 2026-06-01"),
      Refusal(
        why: "its term is not over",
        words: ["remove", "CJ-2026-000001", "--because", "term-over", "--reason", "x"], code: 1,
        error: "the term runs to 2029-05-21"),
      Refusal(
        why: "paid after today",
        words: ["repair", "CJ-2026-000001", "--paid-on", "2026-06-02", "--promise", "x"],
        code: 1, error: "paid on 2026-06-02, which is after 2026-06-01"),
      Refusal(
        why: "shown before it was there",
        words: ["show", "CJ-2026-000001", "--as-of", "2026-05-20"], code: 1,
        error: "it was entered on 2026-05-21"),
    ])
  func refusals(_ refusal: Refusal) throws {
    let office = try office()
    let before = office.run("verify").error
    let answer = office.run(["punish"] + refusal.words)
    #expect(answer.code == refusal.code)
    #expect(answer.error.contains(refusal.error))
    #expect(office.run("verify").error == before)
  }

  @Test("A dry run changes nothing; a person is masked on every page")
  func persons() throws {
    let office = try Office()
    let words = [
      "punish", "enter", "--name", "赵测试", "--id-no", "330503199001010011", "--ground",
      "criminal-amount", "--order-no", "LJ-3", "--order-due", "2026-05-20",
    ]
    #expect(office.run(words + ["--dry-run"]).error.contains("dry run, nothing changed"))
    #expect(office.run("punish", "list", "--nl").out.isEmpty)
    #expect(office.run(words).code == 0)
    for page in [
      office.run("punish", "list"), office.run("punish", "list", "--lang", "zh"),
      office.run("punish", "show", "CJ-2026-000001"),
      office.run("punish", "show", "CJ-2026-000001", "--json"), office.run("punish", "due"),
    ] {
      #expect(page.code == 0)
      #expect(page.out.contains("赵**"))
      #expect(!page.out.contains("赵测试"))
      #expect(!page.out.contains("330503199001010011"))
    }
  }
}
