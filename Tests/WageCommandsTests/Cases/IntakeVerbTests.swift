import Foundation
import Testing
import WageDomain

@Suite("Intake, the holding pen and personal data, as a script sees them")
struct IntakeVerbTests {
  @Test(
    "Every channel is taken by hand and from a file, and named in both languages",
    arguments: [
      ("12345", "12345 热线"), ("110", "110 警情"), ("hotline", "监察热线"), ("petition", "信访"),
      ("online_petition", "网上信访"), ("inspection", "监察窗口"), ("online", "网上投诉"), ("qr", "扫码投诉"),
      ("court", "法院"), ("opinion", "舆情"), ("other", "其他"),
    ])
  func channels(_ channel: String, _ zh: String) throws {
    let office = try Office()
    let file = office.folder + "/complaints_2026-06-01.csv"
    try "complaint_no,channel,received_at,firm_name\nF-1,\(channel),2026-05-08 09:00,甲乙制衣厂\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    #expect(office.add("--channel", channel, "--no", "W-1", "--lang", "zh").code == 0)
    #expect(office.run("complaint", "import", file).code == 0)
    #expect(
      office.run("complaint", "list", "--csv").out.components(separatedBy: ",\(channel),").count
        == 3)
    #expect(
      office.run("complaint", "list", "--lang", "zh").out.components(separatedBy: zh).count == 3)
    #expect(office.run("complaint", "list", "--lang", "en").out.contains(channel))
  }

  @Test("A complaint without a town or a firm is in the pen until somebody sees to it")
  func pending() throws {
    let office = try Office()
    office.add("--on", "2026-05-29")
    office.run("complaint", "add", "--place", "甲路1号", "--on", "2026-05-30")
    let listed = office.run("complaint", "pending", "--csv").out.split(separator: "\n")
    #expect(
      listed.dropFirst().map { $0.split(separator: ",").prefix(6).joined(separator: " ") } == [
        "2026-000001 without-body assign-2 2026-05-29 2026-05-31 -1",
        "2026-000002 without-body assign-2 2026-05-30 2026-06-01 0",
        "2026-000001 without-firm identify-5 2026-05-29 2026-06-03 2",
        "2026-000002 without-firm identify-5 2026-05-30 2026-06-04 3",
      ])
    #expect(office.run("case", "due").out.contains("assign-2"))
    #expect(office.run("complaint", "pending", "--lang", "zh").out.contains("无责任主体"))
    #expect(office.run("case", "dispatch", "2026-000001", "--body", "housing").code == 0)
    let left = office.run("complaint", "pending", "--nl").out
    #expect(!left.contains(#""case_no":"2026-000001","lack":"without-body""#))
    #expect(left.contains(#""case_no":"2026-000001","lack":"without-firm""#))
    let refused = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.code)
    #expect(refused.code == 1 && refused.error.contains("no firm with this code is known"))
    try "credit_code,name\n\(Self.code),丙丁建筑\n".write(
      toFile: office.folder + "/inbox/firms_2026-05-01.csv", atomically: true, encoding: .utf8)
    #expect(office.run("ingest", "--as-of", "2026-05-01").code == 0)
    let waits = office.run("complaint", "assign", "W-2026-000001", "--firm", Self.code)
    #expect(waits.error.contains("`wagewatch match accept "))
    #expect(office.run("complaint", "assign", "W-2026-000002", "--firm", Self.code).code == 0)
    #expect(
      !office.run("complaint", "pending", "--nl").out.contains(
        #""case_no":"2026-000002","lack":"without-firm""#))
    #expect(office.run("case", "withdraw", "2026-000002", "--reason", "重复").code == 0)
    #expect(!office.run("complaint", "pending", "--nl").out.contains("2026-000002"))
    #expect(office.run("verify").code == 0)
  }

  private static let code = "91330503NXQ0QRP269"

  @Test("Attached by hand, a complaint's number is shown with the case that carries on")
  func attach() throws {
    let office = try Office()
    office.add("--no", "12345-1", "--on", "2026-05-08")
    office.add("--no", "110-7", "--on", "2026-05-09", "--channel", "110")
    let duplicates = office.run("complaint", "list", "--duplicates", "--nl").out
    #expect(duplicates.contains(#""ground":"phone","rank":2"#))
    let head = office.run("verify").error
    #expect(
      office.run("complaint", "attach", "110-7", "--case", "2026-000001", "--dry-run").code == 0)
    #expect(office.run("verify").error == head)
    #expect(office.run("complaint", "attach", "110-7", "--case", "2026-000001").code == 0)
    let shown = office.run("case", "show", "2026-000001").out
    #expect(shown.contains("complaints: 12345-1, 110-7"))
    #expect(office.run("case", "show", "2026-000002").out.contains("merged into 2026-000001"))
    let out = office.run("complaint", "detach", "110-7", "--reason", "另一工地")
    #expect(out.out == "110-7 2026-000003\n")
    #expect(office.run("case", "show", "2026-000001").out.contains("complaints: 12345-1\n"))
    let last = office.run("complaint", "detach", "110-7", "--reason", "x")
    #expect(last.code == 1 && last.error.contains("110-7 cannot leave"))
    #expect(office.run("verify").code == 0)
    let unknown = office.run("complaint", "attach", "110-8", "--case", "2026-000001")
    #expect(unknown.code == 1 && unknown.error.contains("the nearest is 110-7"))
  }

  @Test("Only a recorded look shows a complainant, and only until the term is over")
  func personalData() throws {
    let office = try Office()
    office.add("--on", "2026-05-08", "--id-no", "99000019900101001X", "--place", "甲路1号楼下")
    let secrets = ["赵测试", "13900000001", "99000019900101001X", "甲路1号楼下"]
    for words in [
      ["complaint", "list", "--json"], ["complaint", "pending", "--json"],
      ["case", "show", "2026-000001", "--json"], ["case", "show", "2026-000001"],
      ["case", "list", "--json"], ["case", "unmask", "2026-000001", "--reason", "x", "--dry-run"],
    ] {
      let answer = office.run(words)
      #expect(answer.code == 0)
      for secret in secrets { #expect(!(answer.out + answer.error).contains(secret), "\(words)") }
    }
    let blank = office.run("case", "unmask", "2026-000001", "--reason", "  ")
    #expect(blank.code == 64 && blank.out.isEmpty)
    let shown = office.run("case", "unmask", "2026-000001", "--reason", "回访", "--actor", "li")
    for secret in secrets { #expect(shown.out.contains(secret)) }
    #expect(office.run("case", "show", "2026-000001").out.contains("unmasked li parties=1"))

    #expect(office.run("case", "resolve", "2026-000001", "--paid").code == 0)
    #expect(office.run("case", "close", "2026-000001").code == 0)
    #expect(
      office.run("retention", "list", "--as-of", "2029-06-01", "--csv").out.split(separator: "\n")
        .count == 1)
    let due = office.run("retention", "list", "--as-of", "2029-06-02", "--nl").out
    #expect(due.contains(#""kept_until":"2029-06-01","complaints":1,"parties":1,"status":"due""#))
    #expect(office.run("retention", "apply", "--as-of", "2029-06-02", "--confirm").code == 1)
    #expect(office.run("retention", "apply").code == 64)
    office.now = Instant(day: Day("2029-06-02") ?? Day(number: 0), secondOfDay: 3600)
    #expect(office.run("retention", "apply", "--dry-run").error.contains("would be erased"))
    #expect(
      office.run("case", "unmask", "2026-000001", "--reason", "x").out.contains("13900000001"))
    #expect(office.run("retention", "apply", "--confirm").code == 0)
    #expect(
      office.run("case", "unmask", "2026-000001", "--reason", "x").out
        == "complaint W-2026-000001 (hotline)\n  erased on 2029-06-02 by policy\n")
    #expect(
      office.run("case", "show", "2026-000001", "--lang", "zh").out
        .contains("已于 2029-06-02 按保存期限规定删除"))
    #expect(office.run("verify").code == 0)
  }

  @Test(
    "A text of blanks is refused by every verb that takes one, in both languages",
    arguments: [
      ["bounce", "--reason"], ["withdraw", "--reason"], ["pause", "--reason"],
      ["reopen", "--reason"],
      ["reply", "--text"], ["unmask", "--reason"], ["escalate", "--to", "police", "--reason"],
      ["extend", "--days", "1", "--approver", "x", "--reason"],
      ["extend", "--days", "1", "--reason", "x", "--approver"],
      ["sign", "--level", "leader", "--by"],
    ])
  func blanks(_ words: [String]) throws {
    let office = try Office()
    office.add("--on", "2026-05-08")
    for blank in ["", " \u{3000}\t"] {
      let call = ["case", words[0], "2026-000001"] + words.dropFirst() + [blank]
      let en = office.run(call)
      #expect(en.code == 64 && en.error.contains("\(words.last ?? ""): it is empty or blank"))
      let zh = office.run(call + ["--lang", "zh"])
      #expect(zh.code == 64 && zh.error.contains("内容为空"))
    }
    #expect(office.run("verify").error.hasPrefix("0 findings\n1 event, "))
  }

  @Test("A Chinese refusal has Chinese words for states, events, clocks and bodies")
  func chinese() throws {
    let office = try Office()
    office.add("--on", "2026-05-08", "--town", "330503100")
    #expect(office.run("case", "dispatch", "2026-000001", "--on", "2026-05-09").code == 0)
    let calls = [
      ["close"], ["dispatch", "--body", "town-nanxun"], ["reply", "--text", "x"],
      ["pause", "--reason", "x"],
      ["accept", "--by", "inspection"],
      ["reopen", "--reason", "x"],
    ]
    for call in calls {
      let answer = office.run(
        ["case", call[0], "2026-000001"] + call.dropFirst() + ["--lang", "zh"])
      #expect(answer.code == 1, "\(call)")
      for id in ["dispatched", "reply-5", "promise-7", "town-nanxun", "inspection", "investigate"] {
        #expect(!answer.error.contains(id), "\(answer.error)")
      }
    }
    // What may be typed in the place of a clock is an id.
    let extended = office.run(
      "case", "extend", "2026-000001", "--days", "1", "--approver", "x", "--reason", "x", "--lang",
      "zh")
    #expect(extended.error.contains("时限 七日办理承诺 不得延期，可延期的有：investigate-60（监察六十个工作日办结）"))
    #expect(
      office.run("case", "close", "2026-000001", "--lang", "zh").error
        .contains(
          "可以：并入投诉（complaint attach）、移出投诉（complaint detach）、确认单位（complaint assign）、转办（case dispatch）、退回（case bounce）"
        ))
    #expect(
      office.run("case", "show", "2026-000009", "--lang", "zh").error.contains("最接近的是 2026-000001"))
  }

  @Test("Cases across regions are a report of their own")
  func acrossRegions() throws {
    let office = try Office()
    office.add("--on", "2026-05-08", "--town", "330502100")
    #expect(
      office.run(
        "case", "escalate", "2026-000001", "--to", "county", "--county", "330502", "--reason", "x",
        "--on", "2026-05-09"
      ).code == 0)
    #expect(!office.run("complaint", "pending", "--nl").out.contains("without-body"))
    let own = office.run(
      "case", "escalate", "2026-000001", "--to", "county", "--county", "330503", "--reason", "x",
      "--on", "2026-05-10", "--lang", "en")
    #expect(own.code == 1)
    #expect(own.error.contains("this is the own county"))
    for (code, why) in [
      ("999999", "no province has a code that begins with 99"),
      ("330599", "of its prefecture they hold 330502"),
      ("339901", "its province has no prefecture 3399"),
      ("330500", "expected six digits that are not a province's or prefecture's"),
    ] {
      let wrong = office.run(
        "case", "escalate", "2026-000001", "--to", "county", "--county", code, "--reason", "x",
        "--on", "2026-05-10", "--lang", "en")
      #expect(wrong.code == 1)
      #expect(wrong.error.contains("--county \(code): "))
      #expect(wrong.error.contains(why), "\(wrong.error)")
    }
    let words = ["report", "show", "cross-region", "--period", "2026-05"]
    let shown = office.run(words + ["--csv"]).out
    #expect(shown.contains("transferred,1,,,\"[\"\"2026-000001\"\"]\""))
    #expect(shown.contains("unsettled,1,,,"))
    #expect(shown.contains("settled_in_time,0,0.00 %,1,[]"))
    #expect(shown.contains("satisfied,0,-,0,[]"))
    #expect(office.run(words + ["--lang", "zh"]).out.contains("五日内办结"))
    #expect(office.run(words + ["--format", "html"]).out.contains("2026-000001"))
  }
}
