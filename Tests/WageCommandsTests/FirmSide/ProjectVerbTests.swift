import Testing

@Suite("The project verbs, as a script sees them")
struct ProjectVerbTests {
  private let desk: FirmSideOffice

  init() throws { desk = try FirmSideOffice() }

  @Test("A list tells what lacks since which check, with its file and line")
  func list() throws {
    let rows = desk.run("project", "list", "--json").rows("projects")
    #expect(rows.map { $0["project_code"] as? String } == ["3305032600001", "3305032600002"])
    #expect(rows.map { $0["in_place"] as? Int } == [4, 0])
    let lacking = try #require(rows.first?["lacking"] as? [[String: Any]])
    #expect(lacking.map { $0["system"] as? String } == ["deposit", "notice_board"])
    #expect(lacking.map { $0["since"] as? String } == ["2026-06-01", "2026-09-01"])
    #expect(lacking.map { $0["line"] as? Int } == [2, 3])
    #expect((rows.last?["unknown"] as? [String])?.count == 6, "never checked is not in place")
    let table = desk.run("project", "list", "--lang", "zh")
    #expect(table.out.contains("工资保证金 2026-06-01; 维权公示 2026-09-01"))
    let then = desk.run("project", "list", "--as-of", "2026-09-08", "--json").rows("projects")
    #expect(then.map { ($0["lacking"] as? [Any])?.count } == [0, 0], "no check was known yet")
    #expect(then.map { $0["in_place"] as? Int } == [0, 0])
  }

  @Test("A project's page has all nine, each with its line")
  func show() {
    let page = desk.run("project", "show", "3305032600001")
    #expect(
      page.out.contains(
        "3305032600001  某安置房\ncontractor \(desk.codes[1]) 丙丁建设有限公司, live, 2 checks\n"))
    #expect(page.error == "9 systems\n")
    let systems = desk.run("project", "show", "3305032600001", "--json").rows("systems")
    #expect(
      systems.map { $0["in_place"] as? Bool } == [
        true, false, true, true, true, false, true, false, true,
      ])
    let unknown = desk.run("project", "show", "1")
    #expect(unknown.code == 1)
    #expect(unknown.error.contains("project 1: no such project known by 2026-10-21"))
  }

  @Test("Rates count every live project, and name those behind each")
  func rates() throws {
    let rows = desk.run("project", "rates", "--json").rows("rates")
    #expect(rows.map { $0["text"] as? String } == ["50.00 %", "0.00 %", "0.00 %", "50.00 %"])
    #expect(rows.first?["unknown_codes"] as? [String] == ["3305032600002"])
    let towns = desk.run("project", "rates", "--by-town", "--json").rows("rates")
    #expect(towns.count == 12)
    #expect(desk.run("project", "rates", "--town", "33050").code == 64)
    let none = desk.run("project", "rates", "--town", "330503105", "--lang", "zh")
    #expect(none.out.contains("平台注册率"))
    #expect(none.out.contains(" -"))
  }

  @Test("A site that lacks a system keeps its contractor from 5A")
  func grade() {
    _ = desk.run(
      "grade", "review", desk.codes[1], "--year", "2026", "--handed-in", "2026-03-10",
      "--checked-by",
      "zhao", "--result", "passed")
    let page = desk.run("grade", "show", desk.codes[1], "--rules", "shaoxing")
    #expect(
      page.out.contains(
        "2026-09-01  six systems lacking  3305032600001  "
          + "inbox/six_systems_2026-09__known-2026-09-09.csv:3"), "\(page.out)")
  }
}
