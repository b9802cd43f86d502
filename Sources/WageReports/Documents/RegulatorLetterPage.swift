public import WageDomain

/// A letter to the industry's regulator (移送函) about illegal contracting, as a printable page in Chinese
/// (N15).
public struct RegulatorLetterPage: Hashable, Sendable {
  public let sheet: CaseSheet
  /// Which letter of the case, from 1.
  public let round: Int
  public let sentOn: Day
  /// The name of the regulator; nil where nobody named one.
  public let regulatorName: String?
  public let reason: DocumentText
  /// What runs in the case; the letter stops none of it.
  public let running: [NamedClock]
  /// The clock that is due next, whose counting is shown.
  public let next: CaseClock?
  public let clauses: [LawClause]

  public init(
    sheet: CaseSheet, round: Int, sentOn: Day, regulatorName: String?, reason: DocumentText,
    running: [NamedClock], next: CaseClock?, clauses: [LawClause]
  ) {
    self.sheet = sheet
    self.round = round
    self.sentOn = sentOn
    self.regulatorName = regulatorName
    self.reason = reason
    self.running = running
    self.next = next
    self.clauses = clauses
  }

  /// A case's letters are numbered; the number follows from the case's.
  public static func number(caseNo: String, round: Int) -> String {
    PrintedPage.number("YH", caseNo, round)
  }

  /// A whole HTML file without anything from outside.
  public var html: String {
    var page = PrintedPage(
      title: "行业主管部门移送函", number: Self.number(caseNo: sheet.caseNo, round: round))
    page.table(
      [("主送单位", regulatorName ?? "（未注明）"), ("移送日期", PrintedPage.date(sentOn))] + sheet.rows)
    page.heading("移送事由")
    page.text(reason)
    page.heading("请予办理")
    page.paragraph("请依法查处本案涉及的违法发包、转包、违法分包、挂靠等行为，督促清偿所拖欠的工资，并书面告知办理结果。")
    page.heading("办理时限")
    page.paragraph("移送不中止案件原有时限：")
    page.running(running)
    if let next { page.count(next) }
    page.clauses(clauses)
    page.signatures(["移送单位（盖章）", "接收单位", "经办人", "日期"])
    return page.html
  }
}
