import Testing
import WageDomain
import WageReports

@Suite("Printed documents of a case")
struct CaseDocumentTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func sheet(firm: String = "甲乙制衣厂") throws -> CaseSheet {
    CaseSheet(
      caseNo: "2026-000001", registeredAt: Instant(day: try day("2026-10-01")),
      details: CaseDetails(persons: 6, amount: Money(fen: 1_234_500), town: nil), level: .leader,
      firmName: firm, creditCode: nil, townName: "南浔镇",
      complaints: [
        .init(
          number: "W-2026-000001", channel: "12345热线",
          complainant: Complainant(name: "张某某", idNo: nil, phone: "13900000001").masked)
      ])
  }

  private func clock(
    _ id: String, from: String, days: Int, pauses: [ClosedRange<Day>] = []
  ) throws -> CaseClock {
    let rule = try #require(DeadlineRule(days: days, kind: .calendar, roll: .none))
    let deadline = ClockCount(
      from: try day(from), rule: rule, calendar: WorkCalendar(entries: [], asOf: try day(from)),
      pauses: pauses)
    return CaseClock(id: id, round: 1, body: "town-nanxun", deadline: deadline, ending: nil)
  }

  private func order(firm: String = "甲乙制衣厂") throws -> String {
    TransferOrderPage(
      sheet: try sheet(firm: firm),
      issued: IssuedOrder(
        order: TransferOrder(
          number: "ZB-2026-000001", body: "town-nanxun", helper: nil, rule: "place-of-work"),
        issuedAt: Instant(day: try day("2026-10-01"))),
      bodyName: "南浔镇", contact: "南浔镇欠薪窗口", helperName: nil,
      reply: try clock("reply-5", from: "2026-10-01", days: 5), lateSignature: .leader,
      clauses: [LawClause(id: "day-zero", law: "民法典", article: "第二百零一条", text: "开始的当日不计入。")]
    ).html
  }

  @Test("An order names number, body, due day, every day counted, the clause and who signs")
  func transferOrder() throws {
    let html = try order()
    for text in [
      "编号：ZB-2026-000001", "南浔镇欠薪窗口", "6 人", "12,345.00 元", "最迟 2026年10月6日（星期二）",
      "2026年10月1日（星期四） 为第 0 日", "第 1 日：2026年10月2日（星期五）", "第 5 日：2026年10月6日（星期二）",
      "《民法典》第二百零一条：开始的当日不计入。", "分管领导在本单上签字",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(!html.contains("第 6 日"))
    #expect(!html.contains("http"), "nothing is loaded from outside")
  }

  @Test("Complainants are masked, and what people typed cannot become markup")
  func protected() throws {
    let html = try order(firm: "<script>alert(1)</script>&\"")
    #expect(html.contains("张** 139****0001"))
    #expect(!html.contains("13900000001"))
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;"))
  }

  @Test("A promise tells the seven days, also the paused ones; a second round has its own number")
  func promise() throws {
    let pause = try day("2026-10-03")...day("2026-10-04")
    let html = PromisePage(
      sheet: try sheet(),
      promise: try clock("promise-7", from: "2026-10-01", days: 7, pauses: [pause]), clauses: []
    ).html
    for text in [
      "编号：CN-2026-000001", "最迟 2026年10月10日（星期六）", "不计：2026年10月3日（星期六），暂停",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(PromisePage.number(caseNo: "2026-000001", round: 2) == "CN-2026-000001-2")
  }
}
