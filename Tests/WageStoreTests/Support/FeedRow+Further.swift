import WageDomain

extension FeedRow {
  static func rent(_ firm: CreditCode, _ month: String, due: Int64?, arrears: Int64?) -> FeedRow {
    FeedRow([
      "credit_code": .code(firm), "month": .month(month), "due_yuan": .integer(due),
      "arrears_yuan": .integer(arrears), "vacated": .integer(1),
    ])
  }

  static func loan(_ firm: CreditCode, _ month: String, overdueDays: Int64?) -> FeedRow {
    FeedRow([
      "credit_code": .code(firm), "month": .month(month), "balance_yuan": .integer(9),
      "overdue_days": .integer(overdueDays),
    ])
  }

  static func attendance(_ project: String, _ month: String, persons: Int64) -> FeedRow {
    FeedRow([
      "project_code": .text(project), "month": .month(month), "attended_persons": .integer(persons),
    ])
  }

  static func disbursement(_ project: String, due: String, paidOn: String?) -> FeedRow {
    FeedRow([
      "project_code": .text(project), "due_on": .day(due), "due_yuan": .integer(100),
      "paid_on": .day(paidOn), "paid_yuan": .integer(paidOn == nil ? nil : 100),
    ])
  }

  static func check(_ project: String, on day: String, deposit: Int64) -> FeedRow {
    FeedRow([
      "project_code": .text(project), "checked_on": .day(day), "deposit": .integer(deposit),
      "registered": .integer(1),
    ])
  }

  static func inspection(_ number: String, _ firm: CreditCode, result: String) -> FeedRow {
    FeedRow([
      "inspection_no": .text(number), "credit_code": .code(firm), "occurred_on": .day("2026-02-03"),
      "kind": .text("on_site"), "result": .text(result),
    ])
  }

  static func judgement(_ number: String, _ firm: CreditCode, amount: Int64) -> FeedRow {
    FeedRow([
      "case_no": .text(number), "credit_code": .code(firm), "occurred_on": .day("2026-02-03"),
      "kind": .text("lawsuit"), "amount_yuan": .integer(amount),
    ])
  }

  static func gridReport(
    _ number: String, _ firm: CreditCode?, name: String? = nil, note: String? = nil
  ) -> FeedRow {
    FeedRow([
      "report_no": .text(number), "reporter": .text("grid"), "occurred_on": .day("2026-02-03"),
      "credit_code": .code(firm), "firm_name": .text(name), "finding": .text("stopped_work"),
      "note": .text(note),
    ])
  }
}
