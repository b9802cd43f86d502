import WageDomain

/// The columns that the invented agencies send, in their order: some with Chinese titles, some with
/// the columns' names.
///
/// - Source: contract, "Agency files".
extension Feed {
  var simulatedColumns: [String] {
    switch self {
    case .firms:
      [
        "统一社会信用代码", "企业名称", "行业代码", "属地代码", "成立日期", "注册资本(元)", "法定代表人", "登记状态", "从业人数",
      ]
    case .projects:
      [
        "project_code", "name", "kind", "district_funded", "approval_no", "permit_no",
        "general_contractor_code", "owner_name", "town_code", "contract_amount_yuan",
        "labour_fee_bp", "started_on", "finished_on",
      ]
    case .electricity: ["户号", "统一社会信用代码", "企业名称", "年月", "用量", "费用(元)", "欠费(元)"]
    case .water: ["统一社会信用代码", "企业名称", "户号", "年月", "用量", "费用(元)", "欠费(元)"]
    case .gas:
      ["account_no", "credit_code", "name", "month", "quantity", "fee_yuan", "arrears_yuan"]
    case .tax: ["统一社会信用代码", "年月", "是否申报", "申报销售额(元)", "应纳税额(元)", "欠税(元)"]
    case .socialInsurance: ["统一社会信用代码", "年月", "参保人数", "应缴(元)", "欠缴(元)"]
    case .payroll: ["credit_code", "wage_month", "paid_on", "batch_no", "persons", "amount_yuan"]
    case .wageAccount:
      [
        "transaction_no", "project_code", "credit_code", "occurred_on", "direction", "purpose",
        "instruction_no", "wage_month", "amount_yuan", "balance_yuan", "persons",
      ]
    case .complaints:
      [
        "编号", "渠道", "受理时间", "统一社会信用代码", "被反映单位", "project_code", "发生地", "属地代码", "涉及人数",
        "涉及金额(元)", "欠薪起始月", "反映人", "身份证号", "联系电话", "诉求内容",
      ]
    case .property: ["统一社会信用代码", "企业名称", "年月", "应缴(元)", "欠缴(元)", "是否退租"]
    case .loans:
      [
        "credit_code", "month", "balance_yuan", "overdue_yuan", "interest_arrears_yuan",
        "overdue_days",
      ]
    case .attendance: ["项目编码", "年月", "出勤人数", "出勤工日"]
    case .disbursement: ["project_code", "due_on", "due_yuan", "paid_on", "paid_yuan"]
    case .sixSystems:
      [
        "项目编码", "检查日期", "平台注册", "银行签约", "实名制", "工资专户", "总包代发", "工资保证金", "人工费按月拨付", "维权公示",
        "劳资专管员培训",
      ]
    case .inspections: ["文号", "统一社会信用代码", "日期", "类别", "结果", "涉及人数", "涉及金额(元)", "诚信等级"]
    case .judicial: ["case_no", "credit_code", "occurred_on", "kind", "amount_yuan"]
    case .gridReports:
      ["编号", "上报来源", "日期", "统一社会信用代码", "被反映单位", "属地代码", "情况", "涉及人数", "说明"]
    }
  }

  var monthSpelling: RowWriter.MonthSpelling {
    switch self {
    case .electricity, .loans: .plain
    case .gas: .slashed
    case .socialInsurance, .property: .chinese
    default: .dashed
    }
  }

  /// Rejected rows that the feed may hold; the negative quantity only where there is one.
  var possibleFlaws: [RowFlaw] {
    switch self {
    case .electricity, .water, .gas, .socialInsurance, .payroll:
      [.wrongCheckDigit, .impossibleMonth, .negative, .withoutMonth, .repeated]
    case .tax, .property, .loans: [.wrongCheckDigit, .impossibleMonth, .withoutMonth, .repeated]
    case .wageAccount, .attendance, .disbursement, .sixSystems, .inspections, .judicial,
      .gridReports:
      [.repeated]
    case .firms, .projects, .complaints: []
    }
  }
}
