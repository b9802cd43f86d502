import Foundation
import Testing
import WageDomain

@Suite("Two clerks at one case: the second is told what the first did, and repeats nothing unseen")
struct TwoClerksTests {
  private static func noon(_ day: String) -> Instant {
    Instant(day: Day(day) ?? Day(number: 0), secondOfDay: 12 * 3600)
  }

  /// A case with its body since 8 May, registered by `clerk`.
  private func dispatched() throws -> Office {
    let office = try Office()
    office.now = Self.noon("2026-05-08")
    office.add("--persons", "1", "--town", "330503100")
    _ = office.run("case", "dispatch", "2026-000001")
    office.now = Self.noon("2026-05-09")
    return office
  }

  @Test("The second is told, in both languages and as JSON")
  func told() throws {
    let office = try dispatched()
    let words = ["case", "sign", "2026-000001", "--level", "leader", "--by", "head"]
    _ = office.run("case", "reply", "2026-000001", "--text", "in hand", "--actor", "li")
    let rehearsed = office.run(words + ["--actor", "wang", "--dry-run"])
    let told = "  Recorded by others before: 3 replied by li at 2026-05-09T12:00:00+08:00\n"
    #expect(rehearsed.error.contains(told), "\(rehearsed.error)")
    let chinese = office.run(words + ["--actor", "wang", "--dry-run", "--lang", "zh"])
    #expect(chinese.error.contains("  此前他人记入：3 回复（li，2026-05-09T12:00:00+08:00）"))
    let done = office.run(words + ["--actor", "wang", "--json"])
    #expect(done.code == 0)
    #expect(done.out.contains("\"others\": ["), "\(done.out)")
    #expect(done.out.contains("\"actor\": \"li\""))
    let next = office.run(
      "case", "sign", "2026-000001", "--level", "leader", "--by", "head", "--actor", "wang")
    #expect(!next.error.contains("Recorded by others"), "told since the own last event only")
  }

  @Test(
    "The same again within a day is refused, and nothing is overwritten; with --seen it is taken")
  func rival() throws {
    let office = try dispatched()
    _ = office.run("case", "reply", "2026-000001", "--text", "paid on Friday", "--actor", "li")
    let second = office.run(
      "case", "reply", "2026-000001", "--text", "not ours to pay", "--actor", "wang")
    #expect(second.code == 1)
    #expect(
      second.error.contains(
        "li recorded the same, replied, at 2026-05-09T12:00:00+08:00 (event 3), with another text or file than "
          + "yours. Nothing was changed."
      ))
    #expect(second.error.contains("add --seen 3"))
    #expect(office.run("case", "show", "2026-000001").error == "3 events\n")
    let seen = office.run(
      "case", "reply", "2026-000001", "--text", "not ours to pay", "--actor", "wang", "--seen", "3")
    #expect(seen.code == 0, "\(seen.error)")
    office.now = Self.noon("2026-05-11")
    let days = office.run("case", "reply", "2026-000001", "--text", "still", "--actor", "li")
    #expect(days.code == 0, "after a day it is a reply of its own")
    #expect(office.run("verify").code == 0)
  }

  @Test(
    "Another answer, signer or level: the refusal names what the first clerk recorded, and the difference"
  )
  func different() throws {
    let office = try dispatched()
    let number = "2026-000001"
    office.run(
      "case", "sign", number, "--level", "leader", "--by", "Head Li", "--actor", "li")
    let sign = [
      "case", "sign", number, "--level", "principal", "--by", "Head Wang", "--actor", "wang",
    ]
    let signed = office.run(sign)
    #expect(signed.code == 1)
    #expect(
      signed.error.contains(
        "li recorded signed at 2026-05-09T12:00:00+08:00 (event 3): by=Head Li level=leader; yours: "
          + "by=Head Wang level=principal. Nothing was changed."), "\(signed.error)")
    let chinese = office.run(sign + ["--lang", "zh"])
    #expect(
      chinese.error.contains(
        "“签字”（事件 3）：签字人 Head Li，层级 分管领导；您记的是：签字人 Head Wang，层级 主要领导。未作改动。"),
      "\(chinese.error)")
    office.run("case", "resolve", number, "--paid", "--actor", "li")
    let callback = ["case", "callback", number, "--answer"]
    office.run(callback + ["satisfied", "--actor", "li"])
    let second = office.run(callback + ["unsatisfied", "--actor", "wang"])
    #expect(second.code == 1)
    #expect(
      second.error.contains("(event 5): answer=satisfied; yours: answer=unsatisfied."),
      "\(second.error)")
    let same = office.run(callback + ["satisfied", "--actor", "wang"])
    #expect(same.error.contains("recorded the same, called back, at "), "\(same.error)")
    let day = office.run(callback + ["satisfied", "--on", "2026-05-09", "--actor", "wang"])
    #expect(day.error.contains("recorded the same, "), "\(day.error)")
  }

  @Test("Two authorities, and two instalments, are two things")
  func others() throws {
    let office = try dispatched()
    let answers = ["inspection", "arbitration"].enumerated().map { index, forum in
      office.run(
        "case", "escalate", "2026-000001", "--to", forum, "--reason", "x", "--actor", "c\(index)")
    }
    #expect(answers.map(\.code) == [0, 0], "\(answers.map(\.error))")
  }

  @Test("What became illegal through another is refused with who did what when")
  func illegal() throws {
    let office = try dispatched()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    let number = "2026-000001"
    office.run("case", "resolve", number, "--paid", "--actor", "li")
    let told = "  Recorded by others before: 3 resolved by li at 2026-05-09T12:00:00+08:00\n"
    for words in [
      ["case", "bounce", number, "--reason", "x"], ["case", "pause", number, "--reason", "x"],
      ["case", "dispatch", number, "--body", "housing"],
      ["case", "resolve", number, "--agreement", file],
    ] {
      let refused = office.run(words + ["--actor", "wang"])
      #expect(refused.code == 1 && refused.error.contains(told), "\(words) \(refused.error)")
    }
    let chinese = office.run(
      "case", "bounce", number, "--reason", "x", "--actor", "wang", "--lang", "zh")
    #expect(chinese.error.contains("  此前他人记入：3 化解（li，2026-05-09T12:00:00+08:00）"))
    office.now = Self.noon("2026-05-20")
    let later = office.run("case", "bounce", number, "--reason", "x", "--actor", "wang")
    #expect(later.error.contains(told), "the last of another, however long ago")
    #expect(office.run("case", "show", number).error == "3 events\n")
  }

  @Test("An instalment that another recorded, and a case that another merged, are told with who")
  func paidAndMerged() throws {
    let office = try dispatched()
    let file = office.folder + "/agreement.pdf"
    try "signed".write(toFile: file, atomically: true, encoding: .utf8)
    let number = "2026-000001"
    office.run(
      "case", "resolve", number, "--agreement", file, "--instalment", "2026-06-01=36000")
    office.run("case", "pay", number, "--instalment", "1", "--actor", "li")
    let paid = office.run("case", "pay", number, "--instalment", "1", "--actor", "wang")
    #expect(paid.code == 1 && paid.error.contains("instalment paid by li at 2026-05-09T12:00:00"))
    for name in ["乙丙服装厂", "丁戊家具厂"] {
      office.run(
        "complaint", "add", "--firm-name", name, "--town", "330503100", "--persons", "1")
    }
    let merge = ["case", "merge", "2026-000003", "--into", "2026-000002"]
    office.run(merge + ["--actor", "li"])
    let second = office.run(merge + ["--actor", "wang"])
    #expect(second.code == 1)
    #expect(second.error.contains("merged by li at 2026-05-09T12:00:00+08:00"), "\(second.error)")
  }

  @Test("A complaint put on another firm by two clerks: the second is told, and overwrites nothing")
  func assigned() throws {
    let codes = ["91330503MA2B4XYT6D", "91330503NXQ0QRP269"]
    let office = try Office()
    office.now = Self.noon("2026-05-08")
    try "credit_code,name\n\(codes[0]),甲乙制衣厂\n\(codes[1]),丙丁建筑\n".write(
      toFile: office.folder + "/inbox/firms_2026-05-01.csv", atomically: true, encoding: .utf8)
    office.run("ingest", "--as-of", "2026-05-01")
    office.run("complaint", "add", "--place", "练市镇工地", "--persons", "1")
    let assign = ["complaint", "assign", "W-2026-000001", "--firm"]
    let first = office.run(assign + [codes[0], "--actor", "li"])
    #expect(first.code == 0 && !first.error.contains("formerly"), "\(first.error)")
    // The first clerk's verb recorded two events; that the firm is known now is the last of them.
    let second = office.run(assign + [codes[1], "--actor", "wang"])
    #expect(second.code == 1)
    #expect(
      second.error.contains(
        "li recorded firm named at 2026-05-08T12:00:00+08:00 (event 2): firm=\(codes[0]) former=-; "
          + "yours: firm=\(codes[1]) former=\(codes[0]). Nothing was changed."), "\(second.error)")
    #expect(office.run("case", "list", "--nl").out.contains(codes[0]), "nothing is overwritten")
    #expect(second.error.contains("add --seen 3"), "\(second.error)")
    let seen = office.run(assign + [codes[1], "--actor", "wang", "--seen", "3", "--json"])
    #expect(seen.code == 0 && seen.out.contains("\"type\": \"firm-named\""), "\(seen.out)")
    #expect(
      seen.error.contains("complaint W-2026-000001: firm \(codes[1]), formerly \(codes[0])"),
      "\(seen.error)")
    #expect(
      office.run(assign + [codes[0], "--actor", "li", "--seen", "3"]).error.contains("since then"))
    #expect(office.run("verify").code == 0)
  }

  @Test("A complaint attached to a case: what others did to its own case is told, too")
  func attached() throws {
    let office = try dispatched()
    office.run(
      "complaint", "add", "--firm-name", "丁戊家具厂", "--town", "330503100", "--persons", "1")
    office.run("case", "receive", "2026-000002", "--level", "leader", "--actor", "li")
    let attached = office.run(
      "complaint", "attach", "W-2026-000002", "--case", "2026-000001", "--actor", "wang")
    #expect(attached.code == 0)
    #expect(
      attached.error.contains("received by li at 2026-05-09T12:00:00+08:00"), "\(attached.error)")
  }

  @Test("A case sent on by a second bounce: who bounces again unseen is told of the first")
  func bouncedOn() throws {
    let office = try dispatched()
    let bounce = ["case", "bounce", "2026-000001", "--reason", "not ours", "--actor"]
    office.run(bounce + ["li"])
    office.run("case", "dispatch", "2026-000001", "--body", "housing", "--actor", "li")
    office.now = Self.noon("2026-05-10")
    let sentOn = office.run(bounce + ["li"])
    #expect(sentOn.code == 0, "\(sentOn.error)")
    let second = office.run(bounce + ["wang"])
    #expect(second.code == 1)
    #expect(second.error.contains("li recorded bounced at 2026-05-10T12:00:00"), "\(second.error)")
  }
}
