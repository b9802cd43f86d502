import SignalIngest
import Testing
import WageDomain

@Suite("Rent, loans, sites, inspections, courts, the grid")
struct FurtherFeedTests {
  struct Columns: CustomTestStringConvertible, Sendable {
    let feed: Feed
    let key: [String]
    /// `name* title` of every column, as agencies were told; * is required.
    let columns: [String]
    var testDescription: String { feed.rawValue }
  }

  static let code = Support.codes[0]

  @Test(
    "A feed has exactly the columns that agencies were told",
    arguments: [
      Columns(
        feed: .property, key: ["credit_code", "month"],
        columns: [
          "credit_code* 统一社会信用代码", "name 企业名称", "month* 年月", "due_yuan 应缴(元)",
          "arrears_yuan 欠缴(元)", "vacated 是否退租",
        ]),
      Columns(
        feed: .loans, key: ["credit_code", "month"],
        columns: [
          "credit_code* 统一社会信用代码", "month* 年月", "balance_yuan 贷款余额(元)", "overdue_yuan 逾期本金(元)",
          "interest_arrears_yuan 欠息(元)", "overdue_days 逾期天数",
        ]),
      Columns(
        feed: .attendance, key: ["project_code", "month"],
        columns: [
          "project_code* 项目编码", "month* 年月", "attended_persons* 出勤人数", "attended_days 出勤工日",
        ]),
      Columns(
        feed: .disbursement, key: ["project_code", "due_on"],
        columns: [
          "project_code* 项目编码", "due_on* 应拨日期", "due_yuan* 应拨(元)", "paid_on 实拨日期",
          "paid_yuan 实拨(元)",
        ]),
      Columns(
        feed: .sixSystems, key: ["project_code", "checked_on"],
        columns: [
          "project_code* 项目编码", "checked_on* 检查日期", "registered 平台注册", "bank_signed 银行签约",
          "real_name 实名制", "wage_account 工资专户", "agent_payment 总包代发", "deposit 工资保证金",
          "monthly_transfer 人工费按月拨付", "notice_board 维权公示", "labour_officer_trained 劳资专管员培训",
        ]),
      Columns(
        feed: .inspections, key: ["inspection_no"],
        columns: [
          "inspection_no* 文号", "credit_code* 统一社会信用代码", "occurred_on* 日期", "kind* 类别",
          "result 结果", "persons 涉及人数", "amount_yuan 涉及金额(元)", "grade 诚信等级",
        ]),
      Columns(
        feed: .judicial, key: ["case_no", "credit_code"],
        columns: [
          "case_no* 案号", "credit_code* 统一社会信用代码", "occurred_on* 日期", "kind* 类别",
          "amount_yuan 涉及金额(元)",
        ]),
      Columns(
        feed: .gridReports, key: ["report_no"],
        columns: [
          "report_no* 编号", "reporter* 上报来源", "occurred_on* 日期", "credit_code 统一社会信用代码",
          "firm_name 被反映单位", "town_code 属地代码", "finding* 情况", "persons 涉及人数", "note 说明",
        ]),
    ])
  func columns(_ example: Columns) throws {
    let schema = try Support.schema(example.feed)
    let found = schema.fields.map { "\($0.name)\($0.isRequired ? "*" : "") \($0.title)" }
    #expect(found == example.columns)
    #expect(schema.primaryKey == example.key)
  }

  @Test(
    "A row that breaks a rule of its feed is set aside with the column",
    arguments: [
      RejectExample(
        "rent owed is never negative", .property, "credit_code,month,arrears_yuan",
        "\(code),2026-10,-1", .negative, "arrears_yuan"),
      RejectExample(
        "left, or not", .property, "credit_code,month,vacated", "\(code),2026-10,maybe", .boolean,
        "vacated"),
      RejectExample(
        "days are whole", .loans, "credit_code,month,overdue_days", "\(code),2026-10,1.5",
        .decimals, "overdue_days"),
      RejectExample(
        "nobody counted", .attendance, "project_code,month,attended_persons", "P1,2026-10,",
        .missingValue, "attended_persons"),
      RejectExample(
        "a month not yet begun", .attendance, "project_code,month,attended_persons", "P1,2026-12,5",
        .knownTooEarly, "month"),
      RejectExample(
        "paid after it was known", .disbursement, "project_code,due_on,due_yuan,paid_on",
        "P1,2026-11-10,5,2026-11-21", .knownTooEarly, "paid_on"),
      RejectExample(
        "a check of tomorrow", .sixSystems, "project_code,checked_on,deposit", "P1,2026-11-21,1",
        .knownTooEarly, "checked_on"),
      RejectExample(
        "a kind of act that is not in the list", .inspections,
        "inspection_no,credit_code,occurred_on,kind", "N1,\(code),2026-10-01,visit", .notInList,
        "kind"),
      RejectExample(
        "a result that is not in the list", .inspections,
        "inspection_no,credit_code,occurred_on,kind,result",
        "N1,\(code),2026-10-01,order,done", .notInList, "result"),
      RejectExample(
        "a court names firms by code", .judicial, "case_no,credit_code,occurred_on,kind",
        "C1,,2026-10-01,lawsuit", .missingValue, "credit_code"),
      RejectExample(
        "a finding that is not in the list", .gridReports, "report_no,reporter,occurred_on,finding",
        "R1,grid,2026-10-01,rumour", .notInList, "finding"),
    ])
  func rejects(_ example: RejectExample) throws {
    let file = try Support.read(example.feed, "\(example.header)\n\(example.row)\n")
    #expect(file.rejects.map(\.code) == [example.code.rawValue])
    #expect(file.rejects.map(\.column) == [example.column])
  }

  @Test("A payment due in the future is known before it, and one not yet made is no fault")
  func due() throws {
    let file = try Support.read(
      .disbursement, "project_code,due_on,due_yuan,paid_on,paid_yuan\nP1,2026-12-10,5,,\n")
    #expect(file.count == 1 && file.rejects.isEmpty)
  }

  @Test("Whoever put a name where the source belongs is masked in lists, and so is the note")
  func personal() throws {
    let file = try Support.read(
      .gridReports,
      "report_no,reporter,occurred_on,finding,note\nR1,王小明,2026-10-01,layoff,李四欠三人工资\n")
    let reject = try #require(file.rejects.first)
    #expect(reject.found.en == "王**")
    let masked = file.reader.recordText.masked(reject.raw)
    #expect(masked.contains("李**") && !masked.contains("李四") && !masked.contains("王小明"))
  }
}
