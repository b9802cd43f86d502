import Foundation
import Synchronization
import Testing
import WageCommands
import WageDomain

@Suite("The case verbs, as a script sees them")
struct CaseVerbTests {
  @Test("From the window to the money; every step prints where the case stands")
  func wholeRoad() throws {
    let office = try Office()
    #expect(office.add("--persons", "3", "--town", "330503100", "--on", "2026-05-08").code == 0)
    let sent = office.run("case", "dispatch", "2026-000001", "--on", "2026-05-09")
    #expect(sent.error == "2026-000001: dispatched, officer, identify-5 due on 2026-05-13\n")
    let due = office.run("case", "due", "--as-of", "2026-05-15", "--csv")
    #expect(
      due.out == """
        case_no,clock,body,due_on,days_left,state,level,persons,amount_fen,missing_year,county
        2026-000001,identify-5,town-nanxun,2026-05-13,-2,dispatched,officer,3,3600000,,
        2026-000001,reply-5,town-nanxun,2026-05-14,-1,dispatched,officer,3,3600000,,
        2026-000001,promise-7,town-nanxun,2026-05-15,0,dispatched,officer,3,3600000,,

        """)
    for step in [["reply", "--text", "已核实"], ["resolve", "--paid"], ["close"]] {
      let words = ["case", step[0], "2026-000001", "--on", "2026-05-13"] + step.dropFirst()
      #expect(office.run(words).code == 0)
    }
    #expect(office.run("case", "due", "--as-of", "2026-05-15", "--nl").out.isEmpty)
    #expect(office.run("verify").code == 0)
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let error: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what to do, with its exit code, and changes nothing",
    arguments: [
      Refusal(
        why: "a reply before any transfer order",
        words: ["case", "reply", "2026-000001", "--text", "x"],
        code: 1,
        error:
          "a case that is registered cannot take case reply; it can take: complaint attach, complaint detach, complaint assign, case receive"
      ),
      Refusal(
        why: "a transfer order before the leader's reception",
        words: ["case", "dispatch", "2026-000001"], code: 1,
        error: "the head-count demands reception by leader before a transfer order"),
      Refusal(
        why: "an unknown case", words: ["case", "show", "2026-000077"], code: 1,
        error: "the nearest is 2026-000001"),
      Refusal(
        why: "another clerk was there first",
        words: ["case", "resolve", "2026-000001", "--paid", "--seen", "0"], code: 1,
        error: "the last event you saw is 0; since then: 1 registered by"),
      Refusal(
        why: "a body that is not listed",
        words: ["case", "dispatch", "2026-000001", "--body", "railways"], code: 1,
        error: "there is no body railways; expected one of wage-office, state-owned-company"),
      Refusal(
        why: "resolved by neither way", words: ["case", "resolve", "2026-000001"], code: 64,
        error: "Nothing else resolves a case"),
      Refusal(
        why: "a day in the future",
        words: ["case", "receive", "2026-000001", "--on", "2027-01-01"], code: 1,
        error: "later than now"),
      Refusal(
        why: "an amount with three decimals",
        words: ["complaint", "add", "--firm-name", "丙丁厂", "--amount", "1.234"], code: 64,
        error: "at most two decimals"),
      Refusal(
        why: "a complaint about 不详",
        words: ["complaint", "add", "--firm-name", "不详", "--persons", "1"], code: 64,
        error: "Say whom it is about"),
      Refusal(
        why: "a complaint of nobody",
        words: ["complaint", "add", "--firm-name", "丙丁厂", "--persons", "0"], code: 64,
        error: "--persons takes a number from 1"),
      Refusal(
        why: "owed since a month to come",
        words: [
          "complaint", "add", "--firm-name", "丙丁厂", "--owed-since", "2026-06", "--on", "2026-05-31",
        ], code: 1, error: "--owed-since 2026-06 is after the day of the complaint, 2026-05-31"),
      Refusal(
        why: "a head that is not in the chain", words: ["verify", "--head", "abcd"], code: 2,
        error: "1 finding"),
    ])
  func refusals(_ refusal: Refusal) throws {
    let office = try Office()
    office.add("--persons", "6", "--town", "330503100", "--on", "2026-05-08")
    let head = office.run("verify").error
    let answer = office.run(refusal.words)
    #expect(answer.code == refusal.code)
    #expect(answer.error.contains(refusal.error))
    #expect(office.run("verify").error == head)
  }

  @Test("A dry run prints the same and changes nothing")
  func dryRun() throws {
    let office = try Office()
    office.add("--persons", "1", "--town", "330503100", "--on", "2026-05-08")
    let head = office.run("verify").error
    let rehearsed = office.run("case", "resolve", "2026-000001", "--paid", "--dry-run")
    #expect(rehearsed.code == 0)
    #expect(rehearsed.error.contains("resolved"))
    #expect(office.run("verify").error == head)
  }

  @Test("A second complaint of the same worker is suggested as a duplicate, masked in every list")
  func duplicates() throws {
    let office = try Office()
    office.add("--on", "2026-05-08")
    let second = office.add("--on", "2026-05-20")
    #expect(second.error.contains("Perhaps a duplicate of W-2026-000001: same firm, same phone"))
    let listed = office.run("complaint", "list", "--json").out
    #expect(listed.contains("赵**"))
    #expect(!listed.contains("13900000001"))
    #expect(!office.run("case", "show", "2026-000001", "--json").out.contains("13900000001"))
  }

  @Test("Words: rules by what they say, no due day without a clock, numbers below zero, full width")
  func words() throws {
    let office = try Office()
    office.add("--persons", "1", "--town", "330503100")
    office.run("case", "dispatch", "2026-000001")
    let chinese = office.run("case", "show", "2026-000001", "--lang", "zh").out
    #expect(chinese.contains("分派规则 其他情形由用工所在地负责"), "\(chinese)")
    #expect(office.run("case", "show", "2026-000001").out.contains("rule=place-of-work"))
    let route = office.run(
      "route", "preview", "--town", "330503100", "--kind", "housing", "--lang", "zh"
    ).out
    #expect(route.contains("按规则“住宅、商业项目”：由") && !route.contains("buildings"), "\(route)")
    let page = office.run(
      "report", "show", "case", "--case", "2026-000001", "--stage", "before", "--lang", "zh",
      "--format", "md"
    ).out
    #expect(page.contains("其他情形由用工所在地负责") && page.contains("南浔镇"), "\(page)")
    #expect(!page.contains("place-of-work") && !page.contains("330503100"))
    #expect(
      office.run("case", "show", "２０２６－００００１").error.contains("the nearest is 2026-000001"))
    for (language, told) in [
      ("en", "--amount: '-5', expected no number below zero"), ("zh", "--amount：“-5”，不能是负数"),
    ] {
      let refused = office.run(
        "complaint", "add", "--firm-name", "x", "--amount", "-5", "--lang", language)
      #expect(refused.code == 64 && refused.error.contains(told), "\(refused.error)")
    }
    office.run("case", "reply", "2026-000001", "--text", "x")
    office.run("case", "resolve", "2026-000001", "--paid")
    office.run("case", "callback", "2026-000001", "--answer", "satisfied")
    office.run("case", "close", "2026-000001")
    #expect(office.run("case", "list", "--json").out.contains("\"due_on\": null"))
    #expect(!office.run("case", "list").out.contains("2026-06-"))
  }
}

/// A workspace of its own, at noon of 1 June 2026.
final class Office {
  let folder: String
  /// Noon of 1 June 2026, until a test moves on.
  var now = Instant(day: Day(number: 20_605), secondOfDay: 12 * 3600)

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("office-\(UUID().uuidString)").path
    _ = Self.run(["init", folder], at: now)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  struct Answer {
    let code: Int32
    let out: String
    let error: String
  }

  @discardableResult
  func run(_ words: String...) -> Answer { run(words) }

  @discardableResult
  func run(_ words: [String]) -> Answer { Self.run(words + ["--workspace", folder], at: now) }

  @discardableResult
  func add(_ words: String...) -> Answer {
    run(
      [
        "complaint", "add", "--firm-name", "甲乙制衣厂", "--amount", "36000", "--owed-since", "2026-03",
        "--name", "赵测试", "--phone", "13900000001",
      ] + words)
  }

  private static func run(_ words: [String], at now: Instant) -> Answer {
    let out = Mutex("")
    let error = Mutex("")
    let context = CommandContext(
      now: { now },
      environment: ["WAGEWATCH_LANG": "en", "LOGNAME": "clerk"],
      console: Console(
        out: { text in out.withLock { $0 += text } },
        error: { line in error.withLock { $0 += line + "\n" } }, isTerminal: false))
    let code = WagewatchProgram.run(words, in: context)
    return Answer(code: code, out: out.withLock { $0 }, error: error.withLock { $0 })
  }
}
