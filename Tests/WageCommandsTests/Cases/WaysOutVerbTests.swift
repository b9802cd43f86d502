import Foundation
import Testing
import WageDomain

@Suite("Ways out of a case, and their documents")
struct WaysOutVerbTests {
  private static let number = "2026-000001"

  /// One case of 36,000 yuan, registered on Friday 8 May 2026 and sent to its town.
  private func office() throws -> Office {
    let office = try Office()
    office.add("--persons", "3", "--town", "330503100", "--on", "2026-05-08")
    #expect(office.run("case", "dispatch", Self.number, "--on", "2026-05-08").code == 0)
    return office
  }

  private func document(_ office: Office, _ kind: String) -> String {
    office.run("case", "document", Self.number, "--kind", kind, "--out", "-").out
  }

  @Test("Terms and instalments stand on the record of the agreement, both sums where they differ")
  func mediation() throws {
    let office = try office()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    let missing = office.run("case", "document", Self.number, "--kind", "mediation")
    #expect(missing.code == 1 && missing.error.contains("there is no agreement"))
    let resolved = office.run(
      "case", "resolve", Self.number, "--agreement", file, "--terms", "分两期付清", "--instalment",
      "2026-07-01=20000", "--instalment", "2026-08-01=15000", "--on", "2026-05-12")
    #expect(resolved.code == 0)
    #expect(
      resolved.error.contains("add up to 35,000.00 yuan, 36,000.00 yuan are still unpaid"))
    let html = document(office, "mediation")
    for text in ["TJ-2026-000001", "分两期付清", "第 2 期", "两者不一致", "调解协议书由双方当事人签名或者盖章", "第十四条"] {
      #expect(html.contains(text), "\(text)")
    }
    #expect(office.run("case", "document", Self.number, "--kind", "mediation").code == 0)
    let page = try FileManager.default.attributesOfItem(
      atPath: office.folder + "/reports/TJ-2026-000001.html")
    #expect((page[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(!office.run("case", "show", Self.number, "--json").out.contains("分两期付清"))
    #expect(office.run("verify").code == 0)
  }

  @Test("A conference's record names the bodies by their names, the decision and the days")
  func conference() throws {
    let office = try office()
    let before = office.run("case", "document", Self.number, "--kind", "conference")
    #expect(before.error.contains("case escalate 2026-000001 --to conference"))
    office.run(
      "case", "escalate", Self.number, "--to", "conference", "--reason", "久拖未决", "--on",
      "2026-05-12")
    let undecided = office.run("case", "document", Self.number, "--kind", "conference")
    #expect(undecided.error.contains("case conclude 2026-000001 --by conference"))
    let concluded = office.run(
      "case", "conclude", Self.number, "--by", "conference", "--present", "housing", "--present",
      "公安分局", "--decision", "总包周五前付清", "--on", "2026-05-14")
    #expect(concluded.code == 0)
    let html = document(office, "conference")
    for text in [
      "JY-2026-000001", "区住房和城乡建设局、公安分局", "总包周五前付清", "2026年5月12日（星期二） 为第 0 日",
      "最迟 2026年5月19日（星期二）", "七日办理承诺", "南浔镇",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(!office.run("case", "show", Self.number, "--json").out.contains("总包周五前付清"))
    #expect(office.run("verify").code == 0)
  }

  @Test("Who was there goes with a conference's decision only, in both languages")
  func present() throws {
    let office = try office()
    let call = ["case", "conclude", Self.number, "--by", "conference", "--present", "housing"]
    let en = office.run(call)
    #expect(en.code == 64 && en.error.contains("--present goes with --by conference"))
    let zh = office.run(call + ["--lang", "zh"])
    #expect(zh.code == 64 && zh.error.contains("错误：--present 与 --by conference"))
    #expect(zh.error.contains("用法：wagewatch case conclude"))
  }

  @Test("A letter to the regulator: the named body, the reason, the law, the clocks that run on")
  func regulator() throws {
    let office = try office()
    let unknown = office.run(
      "case", "escalate", Self.number, "--to", "regulator", "--regulator", "waters", "--reason", "x"
    )
    #expect(unknown.code == 1 && unknown.error.contains("there is no such body; expected one of"))
    let misplaced = office.run(
      "case", "escalate", Self.number, "--to", "police", "--regulator", "water", "--reason", "x")
    #expect(misplaced.code == 64)
    office.run(
      "case", "escalate", Self.number, "--to", "regulator", "--regulator", "water", "--reason",
      "分包给无资质个人", "--on", "2026-05-11")
    let html = document(office, "regulator")
    for text in [
      "YH-2026-000001", "区水利局", "分包给无资质个人", "第三十六条", "督办因违法发包", "移送不中止案件原有时限", "七日办理承诺",
    ] { #expect(html.contains(text), "\(text)") }
  }

  @Test("A page says that a text was erased, and the letters of several rounds have own numbers")
  func numbers() throws {
    let office = try office()
    for day in ["2026-05-11", "2026-05-12"] {
      office.run(
        "case", "escalate", Self.number, "--to", "regulator", "--reason", "转包", "--on", day)
    }
    #expect(document(office, "regulator").contains("YH-2026-000001-2"))
    #expect(document(office, "regulator").contains("（未注明）"))
    office.run("case", "resolve", Self.number, "--paid", "--on", "2026-05-13")
    office.run("case", "close", Self.number, "--on", "2026-05-20")
    office.now = Instant(day: Day("2029-06-02") ?? Day(number: 0), secondOfDay: 3600)
    let unseen = office.run("retention", "apply", "--confirm")
    #expect(unseen.code == 1)
    #expect(unseen.error.contains("no dry run has shown yet what nanxun@8 would erase"))
    #expect(office.run("retention", "apply", "--dry-run").code == 0)
    #expect(office.run("retention", "apply", "--confirm").code == 0)
    #expect(document(office, "regulator").contains("已按保存期限规定删除"))
  }

  @Test("An incident of a case that is not there is told the nearest number")
  func nearestCase() throws {
    let office = try office()
    let answer = office.run("incident", "open", "--persons", "9", "--case", "2026-000010")
    #expect(answer.code == 1)
    #expect(
      answer.error.contains("case 2026-000010: there is no such case; the nearest is 2026-000001"))
  }

  @Test("Rounds of a clock have their number on the case's page")
  func rounds() throws {
    let office = try office()
    office.run("case", "resolve", Self.number, "--paid", "--on", "2026-05-11")
    office.run("case", "reopen", Self.number, "--reason", "未到账", "--on", "2026-05-12")
    let en = office.run("case", "show", Self.number).out
    #expect(en.contains("  promise-7 round 1 from 2026-05-08"))
    #expect(en.contains("  promise-7 round 2 from 2026-05-12"))
    let zh = office.run("case", "show", Self.number, "--lang", "zh").out
    #expect(zh.contains("  七日办理承诺第 2 轮 自 2026-05-12"))
    #expect(en.contains("  callback-15 from"), "one round alone has none")
  }

  @Test("The window's list of due clocks names the steps of the punishment list")
  func punishmentSteps() throws {
    let office = try office()
    #expect(!office.run("case", "due").error.contains("punish"))
    office.run(
      "punish", "enter", "--name", "赵测试", "--ground", "group-event", "--order-no", "LJ-1",
      "--order-due", "2026-05-20", "--on", "2026-05-25")
    let due = office.run("case", "due")
    #expect(due.error.contains("2 steps of the punishment list, 0 overdue: wagewatch punish due"))
    let near = office.run("case", "due", "--within", "10", "--lang", "zh")
    #expect(near.error.contains("惩戒名单另有 1 步（2026-06-11 前到期，已逾期 0 步）：wagewatch punish due"))
  }

  @Test("A town that the regions do not hold is refused with the nearest; other provinces are told")
  func towns() throws {
    let office = try Office()
    let wrong = office.add("--town", "330503999", "--on", "2026-05-08")
    #expect(wrong.code == 1 && wrong.error.contains("no town 330503999"))
    #expect(wrong.error.contains("The nearest are 330503"))
    #expect(office.run("complaint", "list", "--csv").out.split(separator: "\n").count == 1)
    let zh = office.run(
      "incident", "open", "--persons", "25", "--town", "330503109", "--lang", "zh")
    #expect(zh.code == 1 && zh.error.contains("最接近的是：330503"))
    let elsewhere = office.add("--town", "110101001", "--on", "2026-05-08")
    #expect(elsewhere.code == 0 && elsewhere.error.contains("is not checked"))
  }

  @Test("The same incident entered twice gets a hint of the first; a drill none of an incident")
  func incidentTwice() throws {
    let office = try Office()
    let open = ["incident", "open", "--persons", "25", "--town", "330503100"]
    #expect(!office.run(open).error.contains("Perhaps"))
    #expect(!office.run(open + ["--drill"]).error.contains("Perhaps"))
    let second = office.run(open)
    #expect(second.code == 0)
    #expect(second.error.contains("Perhaps the same as QT-2026-000001"))
    #expect(second.error.contains("the same town"))
    #expect(office.run(open + ["--lang", "zh"]).error.contains("属地相同"))
    let later = office.run(
      "incident", "open", "--persons", "25", "--town", "330503100", "--at", "2026-05-20T09:00")
    #expect(!later.error.contains("Perhaps"))
  }

  @Test("The last payment says what to run, as do `case show` and `case due`; --paid ends it")
  func allPaid() throws {
    let office = try office()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    let plan = { (instalments: [String]) in
      office.run(
        ["case", "resolve", Self.number, "--agreement", file]
          + instalments.flatMap { ["--instalment", $0] })
    }
    office.run(
      "case", "resolve", Self.number, "--agreement", file, "--instalment", "2026-05-20=16000",
      "--instalment", "2026-06-20=20000", "--on", "2026-05-12")
    office.run("case", "pay", Self.number, "--instalment", "1", "--on", "2026-05-19")
    #expect(!office.run("case", "due").error.contains(Self.number))
    office.run("case", "reopen", Self.number, "--reason", "x", "--on", "2026-05-30")
    let gap = plan(["2026-06-10=12000", "2026-06-20=10000"])
    #expect(
      gap.error.contains("add up to 22,000.00 yuan, 20,000.00 yuan are still unpaid"),
      "\(gap.error)")
    office.run("case", "reopen", Self.number, "--reason", "x")
    #expect(!plan(["2026-06-20=20000"]).error.contains("Note"), "what was paid is not owed again")
    let old = office.run("case", "pay", Self.number, "--instalment", "2")
    #expect(old.code == 1 && old.error.contains("instalment 2 is void since 2026-05-30"))
    let last = office.run("case", "pay", Self.number, "--instalment", "5")
    let close = "run `wagewatch case close 2026-000001`"
    #expect(last.error.contains(close), "\(last.error)")
    #expect(office.run("case", "show", Self.number).out.contains(close))
    #expect(office.run("case", "due").error.contains(close))
    #expect(office.run("case", "due", "--lang", "zh").error.contains("协议各期已无欠款"))
    office.run("case", "reopen", Self.number, "--reason", "the worker says no")
    let paid = "run `wagewatch case resolve 2026-000001 --paid`"
    #expect(office.run("case", "due").error.contains(paid))
    #expect(
      office.run("case", "show", Self.number, "--json").out.contains(
        "\"next_command\": \"wagewatch case resolve 2026-000001 --paid\""))
    office.run("case", "resolve", Self.number, "--paid")
    #expect(!office.run("case", "due").error.contains(paid))
    #expect(office.run("verify").code == 0)
  }

  @Test("A payment typed in after the case went on withdraws the breach and says what to do")
  func paidInTimeAfterAll() throws {
    let office = try office()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    office.run(
      "case", "resolve", Self.number, "--agreement", file, "--instalment", "2026-05-20=16000",
      "--instalment", "2026-07-20=20000", "--on", "2026-05-12")
    #expect(office.run("nightly").code == 0)
    office.run(
      "case", "escalate", Self.number, "--to", "inspection", "--reason", "x")
    let words = ["case", "pay", Self.number, "--instalment", "1", "--on", "2026-05-20"]
    let chinese = office.run(words + ["--dry-run", "--lang", "zh"])
    #expect(chinese.error.contains("撤销违约：第 1 期（2026-05-20）其实已按期支付。案件此后已另行办理"))
    let paid = office.run(words)
    #expect(paid.code == 0, "\(paid.error)")
    #expect(paid.error.contains("Breach withdrawn: instalment 1 of 2026-05-20 was paid in time."))
    #expect(paid.error.contains("The case went on since and stays escalated"))
    #expect(office.run("case", "due").out.contains("instalment"), "the second is still owed")
    let again = "run `wagewatch case resolve 2026-000001 --agreement FILE`"
    #expect(paid.error.contains(again), "\(paid.error)")
    #expect(office.run("case", "due").error.contains(again))
    #expect(office.run("case", "show", Self.number).out.contains(again))
    #expect(
      office.run("case", "show", Self.number, "--lang", "zh").out.contains("协议没有违约而案件未化解"))
    #expect(office.run("nightly").code == 0)
    #expect(office.run("verify").code == 0)
    #expect(office.run("case", "show", Self.number).out.contains("breach withdrawn policy"))
    office.run(
      "case", "resolve", Self.number, "--agreement", file, "--instalment", "2026-07-20=20000")
    #expect(!office.run("case", "due").error.contains(again), "it is recorded again")
  }

  @Test("A case in which money was paid is not merged away; the worker's no is not hidden")
  func paidIsNotLost() throws {
    let office = try office()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    office.add("--persons", "2", "--town", "330503100", "--on", "2026-05-09")
    office.run(
      "case", "resolve", "2026-000002", "--agreement", file, "--instalment", "2026-05-20=36000",
      "--on", "2026-05-12")
    office.run("case", "pay", "2026-000002", "--instalment", "1", "--on", "2026-05-20")
    let asked = office.run("case", "callback", "2026-000002", "--answer", "unsatisfied")
    #expect(asked.code == 0 && !asked.error.contains("case close"), "\(asked.error)")
    let shown = office.run("case", "show", "2026-000002", "--lang", "zh").out
    #expect(shown.contains("分期 2026-05-20 36,000.00 元") && shown.contains("属地 南浔镇"))
    office.run("case", "reopen", "2026-000002", "--reason", "x")
    let merged = office.run("case", "merge", "2026-000002", "--into", Self.number)
    #expect(merged.code == 1)
    #expect(
      merged.error.contains("36,000.00 yuan were paid or advanced in 2026-000002"),
      "\(merged.error)")
  }
}
