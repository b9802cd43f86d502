public import WageDomain

/// A written promise to the worker (承诺书) as a printable page in Chinese (N12).
public struct PromisePage: Hashable, Sendable {
  public let sheet: CaseSheet
  /// The clock that the registration started.
  public let promise: CaseClock
  public let clauses: [LawClause]

  public init(sheet: CaseSheet, promise: CaseClock, clauses: [LawClause]) {
    self.sheet = sheet
    self.promise = promise
    self.clauses = clauses
  }

  /// One promise a case and round: the number follows from the case's.
  public static func number(caseNo: String, round: Int) -> String {
    PrintedPage.number("CN", caseNo, round)
  }

  /// A whole HTML file without anything from outside.
  public var html: String {
    var page = PrintedPage(
      title: "办理承诺书", number: Self.number(caseNo: sheet.caseNo, round: promise.round))
    page.table(sheet.rows)
    page.heading("承诺")
    page.paragraph(
      "您反映的工资问题已登记。我们承诺自 \(PrintedPage.date(promise.startsOn)) 次日起 \(promise.deadline.rule.days) 日内办理，最迟 \(PrintedPage.due(promise))。"
    )
    page.paragraph("办理完成，是指您已拿到工资，或双方签订了具有法律效力的还款协议和欠条。")
    page.count(promise)
    page.clauses(clauses)
    page.signatures(["承诺人", "反映人", "日期"])
    return page.html
  }
}
