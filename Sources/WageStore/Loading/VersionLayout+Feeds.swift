internal import WageDomain

extension VersionLayout {
  static let firms = VersionLayout(
    feed: .firms, table: "firmVersion", key: [.firm(name: "name")],
    values: [
      .text("name", "name"), .text("industry", "industry"), .text("townCode", "town_code"),
      .day("registeredOn", "registered_on"), .integer("capitalFen", "registered_capital_yuan"),
      Column(
        name: "legalRepresentative", source: "legal_representative", kind: .text,
        isPersonal: true),
      .text("status", "status"), .integer("persons", "persons"),
    ])

  static let projects = VersionLayout(
    feed: .projects, table: "projectVersion", key: [.project],
    values: [
      .text("name", "name"), .text("kind", "kind"),
      .integer("districtFunded", "district_funded"), .text("approvalNo", "approval_no"),
      .text("permitNo", "permit_no"), .firm("contractorFirmId", "general_contractor_code"),
      .text("ownerName", "owner_name"), .text("townCode", "town_code"),
      .integer("contractAmountFen", "contract_amount_yuan"),
      .integer("labourFeeBp", "labour_fee_bp"), .day("startedOn", "started_on"),
      .day("finishedOn", "finished_on"),
    ])

  static let wageAccount = VersionLayout(
    feed: .wageAccount, table: "wageAccountEntry", key: [.text("transactionNo", "transaction_no")],
    values: [
      .text("projectCode", "project_code"),
      Column(name: "creditCode", source: "credit_code", kind: .code),
      .day("occurredOn", "occurred_on"), .text("direction", "direction"),
      .text("purpose", "purpose"), .text("instructionNo", "instruction_no"),
      .month("wageMonth", "wage_month"), .integer("amountFen", "amount_yuan"),
      .integer("balanceFen", "balance_yuan"), .integer("persons", "persons"),
    ])

  static let attendance = VersionLayout(
    feed: .attendance, table: "attendanceVersion", key: [.project, .month("month", "month")],
    values: [
      .integer("attendedPersons", "attended_persons"), .integer("attendedDays", "attended_days"),
    ])

  static let disbursement = VersionLayout(
    feed: .disbursement, table: "disbursementVersion", key: [.project, .day("dueOn", "due_on")],
    values: [
      .integer("dueFen", "due_yuan"), .day("paidOn", "paid_on"), .integer("paidFen", "paid_yuan"),
    ])

  static let sixSystems = VersionLayout(
    feed: .sixSystems, table: "sixSystemsVersion",
    key: [.project, .day("checkedOn", "checked_on")],
    values: [
      .integer("registered", "registered"), .integer("bankSigned", "bank_signed"),
      .integer("realName", "real_name"), .integer("wageAccount", "wage_account"),
      .integer("agentPayment", "agent_payment"), .integer("deposit", "deposit"),
      .integer("monthlyTransfer", "monthly_transfer"), .integer("noticeBoard", "notice_board"),
      .integer("labourOfficerTrained", "labour_officer_trained"),
    ])

  static let inspections = VersionLayout(
    feed: .inspections, table: "inspectionVersion", key: [.text("inspectionNo", "inspection_no")],
    values: [
      .firm(), .day("occurredOn", "occurred_on"), .text("kind", "kind"), .text("result", "result"),
      .integer("persons", "persons"), .integer("amountFen", "amount_yuan"),
      .text("grade", "grade"),
    ])

  static let judicial = VersionLayout(
    feed: .judicial, table: "judicialVersion", key: [.text("caseNo", "case_no"), .firm()],
    values: [
      .day("occurredOn", "occurred_on"), .text("kind", "kind"),
      .integer("amountFen", "amount_yuan"),
    ])

  /// A report that names no firm we know is stored all the same, with the name it gave.
  static let gridReports = VersionLayout(
    feed: .gridReports, table: "gridReportVersion", key: [.text("reportNo", "report_no")],
    values: [
      .text("reporter", "reporter"), .day("occurredOn", "occurred_on"), .firm(name: "firm_name"),
      .text("firmName", "firm_name"), .text("townCode", "town_code"),
      .text("finding", "finding"), .integer("persons", "persons"),
      Column(name: "noteHash", source: "note", kind: .hash),
    ],
    protected: Protected(table: "gridReportText", columns: ["note"], sources: ["note"]))
}
