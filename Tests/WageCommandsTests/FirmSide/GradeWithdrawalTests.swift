import Foundation
import Testing

@Suite("A grade that was given and rests on nothing any more")
struct GradeWithdrawalTests {
  private let desk: FirmSideOffice
  private var code: String { desk.codes[2] }

  /// A firm of which nothing else is known got a C for a group that was not its own.
  init() throws {
    desk = try FirmSideOffice()
    #expect(
      desk.run(
        "incident", "open", "--persons", "40", "--firm", code, "--at", "2026-10-21T09:00"
      ).code == 0)
    #expect(desk.run("grade", "compute").error.contains("\n3 recorded, "))
    #expect(row["given"] as? String == "C")
    #expect(desk.run("incident", "annul", "QT-2026-000001", "--reason", "wrong").code == 0)
  }

  private var row: [String: Any] {
    desk.run("grade", "list", "--json").rows("grades")
      .first { $0["credit_code"] as? String == code } ?? [:]
  }

  @Test("It is withdrawn by a record of its own, once, and lists show it no more")
  func withdrawn() {
    #expect(row["given"] as? String == "C", "it stands until somebody computes")
    let preview = desk.run("grade", "compute", "--dry-run")
    #expect(preview.error.contains("1 would be recorded (dry run, nothing changed)"))
    #expect(preview.error.contains("1 of them withdrawn, graded no more: \(code)"))
    #expect(row["given"] as? String == "C")
    let zh = desk.run("grade", "compute", "--lang", "zh").error
    #expect(zh.contains("已记录 1 家") && zh.contains("撤销评定 1 家，当年已无记录：\(code)"), "\(zh)")
    #expect(row["given"] is NSNull && row["given_on"] is NSNull && row["given_policy"] is NSNull)
    #expect(row["withdrawn"] as? String == "C")
    #expect(row["withdrawn_on"] as? String == "2026-10-21")
    let table = desk.run("grade", "list", "--grade", "none", "--lang", "zh").out
    #expect(table.contains("未评定") && !table.contains("national@1"), "\(table)")
    let page = desk.run("grade", "show", code).out
    #expect(
      page.contains(
        "withdrawn: C as of 2026-10-21, national@1: nothing on record in the year any more; it rested on "
      ), "\(page)")
    #expect(page.contains("QT-2026-000001") && !page.contains("given:"), "\(page)")
    let json = desk.run("grade", "show", code, "--json").json
    #expect(json?["given"] is NSNull && json?["withdrawn"] as? String == "C")
    #expect(desk.run("grade", "compute").error.contains("\n0 recorded, "), "once")
  }

  @Test("A new fact grades the firm again, and other rules take back what they gave by themselves")
  func again() {
    #expect(desk.run("grade", "compute").code == 0)
    #expect(
      desk.run(
        "incident", "open", "--persons", "30", "--firm", code, "--at", "2026-10-21T10:00"
      ).code == 0)
    #expect(desk.run("grade", "compute", "--rules", "shaoxing").code == 0)
    #expect(row["given"] is NSNull, "not by these rules")
    #expect((row["given_by_others"] as? [Any])?.count == 1)
    #expect(desk.run("grade", "compute").error.contains("\n1 recorded, "))
    #expect(row["given"] as? String == "C" && row["withdrawn"] is NSNull)
    #expect(desk.run("incident", "annul", "QT-2026-000002", "--reason", "wrong").code == 0)
    #expect(desk.run("grade", "compute", "--rules", "shaoxing").code == 0)
    #expect((row["given_by_others"] as? [Any])?.isEmpty == true)
    #expect(row["given"] as? String == "C", "until the national rules are computed, too")
  }

  @Test("A firm that counts as another has no grade of its own any more")
  func merged() {
    #expect(desk.run("grade", "compute").code == 0)
    let merged = desk.run("match", "merge", desk.codes[1], "--into", code, "--reason", "one firm")
    #expect(merged.code == 0, "\(merged.error)")
    let computed = desk.run("grade", "compute").error
    #expect(
      computed.contains("1 of them withdrawn, graded no more: \(desk.codes[1])"), "\(computed)")
  }
}
