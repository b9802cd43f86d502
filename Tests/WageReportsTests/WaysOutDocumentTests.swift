import Testing
import WageDomain
import WageReports

@Suite("Printed documents of a case's ways out")
struct WaysOutDocumentTests {
  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func sheet() throws -> CaseSheet {
    CaseSheet(
      caseNo: "2026-000001", registeredAt: Instant(day: try day("2026-10-01")),
      details: CaseDetails(persons: 6, amount: Money(fen: 3_600_000), town: nil), level: .leader,
      firmName: "甲乙制衣厂", creditCode: nil, townName: "南浔镇",
      complaints: [
        .init(
          number: "W-2026-000001", channel: "12345热线",
          complainant: Complainant(name: "张某某", idNo: nil, phone: "13900000001").masked)
      ])
  }

  private func clock(_ id: String, from: String, days: Int) throws -> CaseClock {
    let rule = try #require(DeadlineRule(days: days, kind: .calendar, roll: .none))
    let deadline = ClockCount(
      from: try day(from), rule: rule, calendar: WorkCalendar(entries: [], asOf: try day(from)))
    return CaseClock(id: id, round: 1, body: nil, deadline: deadline, ending: nil)
  }

  private static let clause = LawClause(id: "x", law: "某条例", article: "第一条", text: "应当履行。")

  private func mediation(_ fens: [Int64], terms: DocumentText, round: Int = 1) throws -> String {
    MediationPage(
      sheet: try sheet(), round: round, agreedOn: try day("2026-10-10"), terms: terms,
      instalments: try fens.enumerated().map { index, fen in
        Instalment(dueOn: try day("2026-12-1\(index)"), amount: Money(fen: fen))
      }, callback: try clock("callback-15", from: "2026-10-10", days: 15), clauses: [Self.clause]
    ).html
  }

  @Test(
    "An agreement names terms, instalments with their days, both sums, call-back and signatures")
  func agreement() throws {
    let html = try mediation([2_000_000, 1_500_000], terms: .written("分两期付清。\n逾期另付利息<1%"))
    for text in [
      "编号：TJ-2026-000001", "2026年10月10日", "<p>分两期付清。</p>", "逾期另付利息&lt;1%",
      "第 1 期", "2026年12月10日（星期四） 前付 20,000.00 元（协议次日起第 61 日）",
      "各期合计 35,000.00 元，涉及金额 36,000.00 元，两者不一致。", "自协议次日起 15 日内回访，最迟 2026年10月25日（星期日）",
      "第 15 日：2026年10月25日", "《某条例》第一条", "劳动者", "用人单位（盖章）", "调解员", "张** 139****0001",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(!html.contains("13900000001"))
    #expect(!html.contains("http"), "nothing is loaded from outside")
  }

  @Test("Same sums, no instalments, no terms, a second agreement: each is said")
  func agreementVariants() throws {
    #expect(try mediation([3_600_000], terms: .none).contains("与涉及金额一致"))
    let plain = try mediation([], terms: .erased, round: 2)
    #expect(plain.contains("协议没有约定分期支付日") && plain.contains("已按保存期限规定删除"))
    #expect(plain.contains("编号：TJ-2026-000001-2"))
    #expect(try mediation([], terms: .none).contains("（未记录）"))
  }

  @Test(
    "A conference's record names who was there, what was decided, the limit and how it was counted")
  func conference() throws {
    let limit = try clock("conference-5", from: "2026-10-12", days: 5)
    let html = ConferencePage(
      sheet: try sheet(), round: 1, submittedOn: try day("2026-10-12"),
      decidedOn: try day("2026-10-14"), present: ["区住房和城乡建设局", "公安分局"],
      decision: .written("总包周五前付清，否则专户垫付。"), bodyName: "南浔镇", advanced: Money(fen: 100),
      limit: limit, running: [NamedClock(title: "七日办理承诺", clock: limit)],
      clauses: [Self.clause]
    ).html
    for text in [
      "编号：JY-2026-000001", "区住房和城乡建设局、公安分局", "总包周五前付清，否则专户垫付。", "已由信访专户垫付 1.00 元",
      "<th>七日办理承诺</th>", "最迟 2026年10月17日（星期六）", "2026年10月12日（星期一） 为第 0 日", "第 5 日", "主持人",
    ] { #expect(html.contains(text), "\(text)") }
  }

  @Test("A letter to the regulator names it, the reason, the law, and that no clock stops")
  func regulator() throws {
    let promise = try clock("promise-7", from: "2026-10-01", days: 7)
    func letter(_ name: String?, _ running: [NamedClock]) throws -> String {
      RegulatorLetterPage(
        sheet: try sheet(), round: 1, sentOn: try day("2026-10-05"), regulatorName: name,
        reason: .written("分包给无资质个人"), running: running, next: running.first?.clock,
        clauses: [Self.clause]
      ).html
    }
    let html = try letter("区水利局", [NamedClock(title: "七日办理承诺", clock: promise)])
    for text in [
      "编号：YH-2026-000001", "区水利局", "分包给无资质个人", "移送不中止案件原有时限", "最迟 2026年10月8日", "第 7 日",
      "《某条例》第一条", "接收单位",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(try letter(nil, []).contains("（未注明）"))
    #expect(try letter(nil, []).contains("目前没有在计时的时限。"))
  }

  @Test(
    "A conference's text keeps who was there and what was decided",
    arguments: [
      ConferenceRecord(present: ["housing", "公安分局"], decision: "周五前付清。"),
      ConferenceRecord(present: [], decision: "第一项\n\n第二项"),
      ConferenceRecord(present: ["a\nb"], decision: "x"),
    ])
  func record(_ record: ConferenceRecord) {
    #expect(ConferenceRecord(text: record.text) == record)
  }

  @Test("A text without an empty line is a decision alone")
  func plainRecord() {
    #expect(ConferenceRecord(text: "周五前付清。").decision == "周五前付清。")
    #expect(ConferenceRecord(text: "一\n二").decision == "一\n二")
  }
}
