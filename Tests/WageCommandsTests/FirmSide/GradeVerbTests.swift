import Foundation
import Testing

@Suite("The grade verbs, as a script sees them")
struct GradeVerbTests {
  private let desk: FirmSideOffice

  init() throws { desk = try FirmSideOffice() }

  @Test("The worst stands first; a firm of which nothing is known is not graded")
  func list() throws {
    let list = desk.run("grade", "list", "--year", "2026", "--json")
    #expect(
      list.keys(indent: 2) == [
        "schema", "as_of", "year", "policy", "not_graded", "total", "grades",
      ])
    let rows = list.rows("grades")
    #expect(rows.map { $0["grade"] as? String } == ["C", "A", nil])
    #expect(
      rows.map { $0["credit_code"] as? String } == [desk.codes[1], desk.codes[0], desk.codes[2]])
    #expect(rows.first?["rules"] as? [String] == ["refused"])
    #expect(rows.first?["facts"] as? [String] == ["监字2号"])
    #expect(
      list.error.contains("Year 2026 as of 2026-10-21, national@1: 1 A, 0 B, 1 C, 1 not graded"))
    let zh = desk.run("grade", "list", "--lang", "zh")
    #expect(zh.out.contains("未评定") && zh.out.contains("拒不履行决定或不配合"))
    #expect(desk.run("grade", "list", "--grade", "none", "--nl").out.contains(desk.codes[2]))
    #expect(
      desk.run("grade", "list", "--graded", "--town", "330503101", "--csv").error.hasPrefix(
        "1 grade\n"))
    #expect(desk.run("grade", "list", "--grade", "5A", "--rules", "shaoxing").code == 0)
  }

  @Test("What was not known on a day grades nobody on that day")
  func asOf() {
    let before = desk.run("grade", "list", "--as-of", "2026-09-05", "--nl")
    #expect(!before.out.contains("\"grade\":\"C\""))
    let on = desk.run("grade", "list", "--as-of", "2026-09-06", "--nl")
    #expect(on.out.contains("\"grade\":\"C\""))
  }

  @Test("A page explains the grade to file and line, and what would change it")
  func show() {
    let page = desk.run("grade", "show", desk.codes[1])
    #expect(page.code == 0)
    for line in [
      "C (serious faults) for 2026 as of 2026-10-21, national@1; key target of inspection",
      "  2026-04-02  order  监字2号  24 persons  inbox/inspections_2026-09__known-2026-09-06.csv:3",
      "lowered to C: refused an order or a decision: 1, holds from 1 [refused]",
      "* refused -> C  refused an order or a decision: 1, holds from 1",
      "holds from 1, of 10 persons or more each",
      "- three-times -> C  dealt with three times or more in a year: 1, holds from 3",
      "  up to B: none new, the facts of now count no more from the year 2027 on: refusal [refused]",
    ] {
      #expect(page.out.contains(line), "\(line)\n\(page.out)")
    }
    let none = desk.run("grade", "show", desk.codes[2], "--lang", "zh")
    #expect(none.out.contains("2026 年度未评定（截至 2026-10-21，national@1）：当年没有下列任何记录"))
    let json = desk.run("grade", "show", desk.codes[1], "--json").json
    #expect(json?["grade"] as? String == "C")
    #expect((json?["rules"] as? [[String: Any]])?.count == 7)
    let five = desk.run("grade", "show", desk.codes[0], "--rules", "shaoxing")
    #expect(five.out.contains("up to 5A: 1 more of: written review passed [five-a-review]"))
  }

  @Test("A written review counts for its year, the last record of it, from its day on")
  func review() {
    let code = desk.codes[2]
    let made = desk.run(
      "grade", "review", code, "--year", "2025", "--handed-in", "2026-03-10", "--checked-by",
      "zhao",
      "--result", "problem", "--on", "2026-03-12")
    #expect(made.error == "Written reviews: 1 recorded, 0 as recorded before\n")
    #expect(
      desk.run("grade", "show", code, "--year", "2025").out.contains("B (with faults) for 2025"))
    #expect(desk.run("grade", "show", code).out.contains("not graded for 2026"))
    let again = desk.run(
      "grade", "review", code, "--year", "2025", "--handed-in", "2026-03-10", "--checked-by",
      "zhao",
      "--result", "corrected", "--corrections", "补发加班工资", "--on", "2026-05-01")
    #expect(again.code == 0)
    #expect(
      desk.run("grade", "show", code, "--year", "2025").out.contains("A (law-abiding) for 2025"))
    let then = desk.run("grade", "show", code, "--year", "2025", "--as-of", "2026-04-30")
    #expect(then.code == 1, "the firm itself was not known then: \(then.out)")
    let list = desk.run("grade", "reviews", "--year", "2025", "--lang", "zh")
    #expect(list.out.contains("已整改") && list.out.contains("补发加班工资"))
    #expect(desk.run("grade", "reviews", "--year", "2026", "--nl").out.isEmpty)
  }

  @Test("A list is recorded as a whole or not at all, and twice is safe")
  func batch() throws {
    let head = "credit_code,year,handed_in_on,checked_by,result,corrections\n"
    let good = try desk.file(
      "reviews.csv",
      head + "\(desk.codes[0]),2026,2026-03-01,zhao,passed,\n\(desk.codes[2]),2026,,,,\n")
    #expect(
      desk.run("grade", "review", "--batch", good, "--dry-run").error
        == "Written reviews: 2 recorded, 0 as recorded before (dry run, nothing changed)\n")
    #expect(desk.run("grade", "reviews", "--nl").out.isEmpty)
    #expect(desk.run("grade", "review", "--batch", good).code == 0)
    #expect(
      desk.run("grade", "review", "--batch", good).error
        == "Written reviews: 0 recorded, 2 as recorded before\n")
    #expect(desk.run("grade", "show", desk.codes[2]).out.contains("B (with faults)"))
    let bad = try desk.file(
      "bad.csv",
      head + "\(desk.codes[1]),2026,2026-03-01,zhao,passed,\n\(desk.codes[3]),2026,,,,\n"
        + "\(desk.codes[3]),2025,,,,\n")
    let refused = desk.run("grade", "review", "--batch", bad)
    #expect(refused.code == 1)
    #expect(refused.error.contains("bad.csv:3: no firm \(desk.codes[3]) known by 2026-10-21"))
    #expect(refused.error.contains("bad.csv:4: no firm"))
    #expect(refused.error.contains("Nothing of the list was recorded."))
    #expect(desk.run("grade", "reviews", "--csv").error.hasPrefix("2 reviews\n"))
    let late = try desk.file("late.csv", head + "\(desk.codes[1]),2026,2026-12-01,zhao,passed,\n")
    #expect(
      desk.run("grade", "review", "--batch", late).error.contains(
        "late.csv:2: found handed_in_on 2026-12-01"))
  }

  @Test("Grades that are given are kept, once each; a change is a new record")
  func compute() {
    let rehearsed = desk.run("grade", "compute", "--year", "2026", "--dry-run")
    #expect(rehearsed.error.contains("2 would be recorded (dry run, nothing changed)"))
    #expect(desk.run("grade", "compute", "--year", "2026").error.contains("2 recorded"))
    #expect(
      desk.run("grade", "compute", "--year", "2026").error.contains(
        "0 recorded, the others are as they were"))
    _ = desk.run("grade", "review", desk.codes[0], "--year", "2026", "--missing")
    let list = desk.run("grade", "list", "--grade", "B", "--json").rows("grades")
    #expect(list.first?["given"] as? String == "A")
    #expect(desk.run("grade", "compute", "--year", "2026").error.contains("1 recorded"))
    #expect(
      desk.run("grade", "show", desk.codes[0]).out.contains("given: B as of 2026-10-21, national@1")
    )
  }

  @Test("A grade computed later as of an earlier day takes no place of the newer one")
  func earlierDay() {
    let code = desk.codes[0]
    #expect(desk.run("grade", "compute", "--year", "2026").code == 0)
    _ = desk.run("grade", "review", code, "--year", "2026", "--missing", "--on", "2026-10-02")
    let earlier = desk.run("grade", "compute", "--year", "2026", "--as-of", "2026-10-10")
    #expect(earlier.error.contains("2 recorded"), "\(earlier.error)")
    #expect(desk.run("grade", "show", code).out.contains("given: A as of 2026-10-21, national@1"))
    let then = desk.run("grade", "show", code, "--as-of", "2026-10-10").out
    #expect(then.contains("given: B as of 2026-10-10, national@1"), "\(then)")
    #expect(desk.run("grade", "compute", "--year", "2026").error.contains("1 recorded"))
    #expect(desk.run("grade", "show", code).out.contains("given: B as of 2026-10-21, national@1"))
  }

  @Test("Grades by national and by Shaoxing's rules stand side by side, each recorded once")
  func bothRules() throws {
    for (rules, count) in [("national", 2), ("shaoxing", 2), ("national", 0), ("shaoxing", 0)] {
      let computed = desk.run("grade", "compute", "--year", "2026", "--rules", rules)
      #expect(computed.error.contains("\n\(count) recorded"), "\(rules): \(computed.error)")
    }
    let rows = desk.run("grade", "list", "--rules", "national", "--json").rows("grades")
    let worst = try #require(rows.first)
    #expect(worst["given"] as? String == "C")
    #expect(worst["given_policy"] as? String == "national@1")
    let others = try #require(worst["given_by_others"] as? [[String: Any]])
    #expect(others.map { $0["grade"] as? String } == ["dishonest"])
    #expect(others.map { $0["policy"] as? String } == ["shaoxing@1"])
    let zh = desk.run("grade", "list", "--rules", "shaoxing", "--lang", "zh")
    #expect(zh.out.contains("失信 (shaoxing@1); C (national@1)"), "\(zh.out)")
    #expect(!zh.out.contains("dishonest") && !zh.error.contains("dishonest"))
    let page = desk.run("grade", "show", desk.codes[1], "--rules", "shaoxing", "--lang", "zh").out
    #expect(page.contains("降为 失信") && !page.contains("dishonest"), "\(page)")
    #expect(page.contains("已评定：C，截至 2026-10-21，national@1"))
  }

  @Test("No review is recorded for a year that has not begun: nothing can be missing yet")
  func yearToCome() throws {
    let one = desk.run("grade", "review", desk.codes[0], "--year", "2027", "--missing")
    #expect(one.code == 1)
    #expect(one.error.contains("found the year 2027, expected no later than this one, 2026"))
    let path = try desk.file(
      "next.csv",
      "credit_code,year,handed_in_on,checked_by,result,corrections\n\(desk.codes[0]),2027,,,,\n")
    let list = desk.run("grade", "review", "--batch", path)
    #expect(
      list.code == 1 && list.error.contains("next.csv:2: found the year 2027"), "\(list.error)")
    #expect(
      desk.run("grade", "reviews", "--year", "2027", "--as-of", "2027-01-02", "--nl").out.isEmpty)
  }

  @Test("A list of reviews saved by a Chinese Excel is read; a missing file is told as missing")
  func chineseExcel() throws {
    let text = """
      credit_code,year,handed_in_on,checked_by,result,corrections
      \(desk.codes[0]),2026,2026-03-10,赵,passed,

      """
    let path = desk.office.folder + "/gb.csv"
    try Self.gb18030(text).write(to: URL(fileURLWithPath: path))
    let read = desk.run("grade", "review", "--batch", path)
    #expect(read.error.contains("1 recorded"), "\(read.error)")
    #expect(desk.run("grade", "reviews", "--year", "2026", "--nl").out.contains("赵"))
    let none = desk.run("grade", "review", "--batch", desk.office.folder + "/none.csv")
    #expect(none.code == 1 && none.error.contains("there is no such file"), "\(none.error)")
    try Data([0x61, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: path))
    let broken = desk.run("grade", "review", "--batch", path)
    #expect(broken.code == 1 && broken.error.contains("Save it as CSV in UTF-8"), "\(broken.error)")
  }

  /// 赵 is D5 D4; all else is ASCII.
  private static func gb18030(_ text: String) -> Data {
    let parts = text.components(separatedBy: "赵").map { Data($0.utf8) }
    return Data(parts.joined(separator: [0xD5, 0xD4]))
  }

  struct Refusal: CustomTestStringConvertible, Sendable {
    let why: String
    let words: [String]
    let code: Int32
    let text: String
    var testDescription: String { why }
  }

  @Test(
    "A refusal says what was found and what to do",
    arguments: [
      Refusal(
        why: "a year to come", words: ["list", "--year", "2027"], code: 1,
        text: "found a year without a record on 2026-10-21, expected 2000 to 2026"),
      Refusal(
        why: "a grade that the policy has not", words: ["list", "--grade", "D"], code: 1,
        text: "grade D: not in national@1; expected one of A, B, C, none"),
      Refusal(
        why: "rules that are not there", words: ["list", "--rules", "nowhere.yaml"], code: 1,
        text: "nowhere.yaml: the policy file is not there"),
      Refusal(
        why: "a firm nobody knows", words: ["show", NightOffice.codes[3]], code: 1,
        text: "no firm \(NightOffice.codes[3]) known by 2026-10-21"),
      Refusal(
        why: "a result without a checker",
        words: [
          "review", NightOffice.codes[0], "--year", "2026", "--handed-in", "2026-03-01", "--result",
          "passed",
        ], code: 1, text: "a result without who checked it. Nothing was changed."),
      Refusal(
        why: "handed in and missing",
        words: [
          "review", NightOffice.codes[0], "--year", "2026", "--handed-in", "2026-03-01",
          "--missing",
        ], code: 64, text: "Say either --handed-in DAY or --missing."),
      Refusal(
        why: "handed in tomorrow",
        words: ["review", NightOffice.codes[0], "--year", "2026", "--handed-in", "2026-10-22"],
        code: 1, text: "2026-10-22 is later than today, 2026-10-21"),
    ])
  func refusals(_ refusal: Refusal) {
    let answer = NightOffice.run(["grade"] + refusal.words + ["--workspace", desk.office.folder])
    #expect(answer.code == refusal.code)
    #expect(answer.error.contains(refusal.text), "\(answer.error)")
  }

  @Test("A complaint counts once it is resolved, a case once it went to the police")
  func cases() throws {
    let file = try desk.file(
      "complaints_2026-10-10.csv",
      """
      complaint_no,channel,received_at,credit_code,town_code,persons
      T1,12345,2026-10-09 10:00,\(desk.codes[0]),330503100,3
      T2,12345,2026-10-09 11:00,\(desk.codes[2]),330503100,3

      """)
    #expect(desk.run("complaint", "import", file, "--as-of", "2026-10-10").code == 0)
    let open = desk.run("grade", "show", desk.codes[0])
    #expect(open.out.contains("A (law-abiding)"))
    #expect(open.out.contains("not decided yet, to be counted once they are: 2026-000001"))
    #expect(desk.run("case", "dispatch", "2026-000001", "--body", "town-nanxun").code == 0)
    #expect(desk.run("case", "resolve", "2026-000001", "--paid").code == 0)
    let resolved = desk.run("grade", "show", desk.codes[0])
    #expect(resolved.out.contains("B (with faults)"))
    #expect(resolved.out.contains("2026-10-21  substantiated complaint  2026-000001  3 persons"))
    #expect(!resolved.out.contains("not decided yet"))
    #expect(
      desk.run("grade", "show", desk.codes[0], "--as-of", "2026-10-20").out.contains(
        "A (law-abiding)"))
    #expect(desk.run("case", "dispatch", "2026-000002", "--body", "town-nanxun").code == 0)
    let moved = desk.run("case", "escalate", "2026-000002", "--to", "police", "--reason", "逃匿")
    #expect(moved.code == 0, "\(moved.error)")
    #expect(desk.run("grade", "show", desk.codes[2]).out.contains("C (serious faults)"))
  }

  @Test("A faulty policy is refused with every fault, file and line")
  func faultyPolicy() throws {
    let text = try desk.office.policy("grades.yaml")
    try desk.office.setPolicy(
      "grades.yaml",
      text.replacing("at_least: 3", with: "at_least: many").replacing("[refusal]", with: "[rumour]")
    )
    let answer = desk.run("grade", "list")
    #expect(answer.code == 1)
    #expect(answer.error.contains("policies/grades.yaml:"))
    #expect(answer.error.contains("found \"many\"") && answer.error.contains("found \"rumour\""))
  }
}
