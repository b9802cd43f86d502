public import WageDomain

/// The record of a joint conference (联席会议纪要) as a printable page in Chinese: who was there, what was
/// decided, and until when (N10, N16).
public struct ConferencePage: Hashable, Sendable {
  public let sheet: CaseSheet
  /// Which conference of the case, from 1.
  public let round: Int
  public let submittedOn: Day
  public let decidedOn: Day
  /// The names of the bodies that were there.
  public let present: [String]
  public let decision: DocumentText
  /// The responsible body's name; nil while there is none.
  public let bodyName: String?
  /// Paid from the petition account so far.
  public let advanced: Money
  /// The clock that the submission started; nil when the policy has none.
  public let limit: CaseClock?
  /// What runs in the case.
  public let running: [NamedClock]
  public let clauses: [LawClause]

  public init(
    sheet: CaseSheet, round: Int, submittedOn: Day, decidedOn: Day, present: [String],
    decision: DocumentText, bodyName: String?, advanced: Money, limit: CaseClock?,
    running: [NamedClock], clauses: [LawClause]
  ) {
    self.sheet = sheet
    self.round = round
    self.submittedOn = submittedOn
    self.decidedOn = decidedOn
    self.present = present
    self.decision = decision
    self.bodyName = bodyName
    self.advanced = advanced
    self.limit = limit
    self.running = running
    self.clauses = clauses
  }

  /// A case's conferences are numbered; the number follows from the case's.
  public static func number(caseNo: String, round: Int) -> String {
    PrintedPage.number("JY", caseNo, round)
  }

  /// A whole HTML file without anything from outside.
  public var html: String {
    var page = PrintedPage(
      title: "联席会议纪要", number: Self.number(caseNo: sheet.caseNo, round: round))
    page.table(
      [
        ("提交日期", PrintedPage.date(submittedOn)), ("决定日期", PrintedPage.date(decidedOn)),
        ("参会单位", present.isEmpty ? "（未记录）" : present.joined(separator: "、")),
        ("责任主体", bodyName ?? "尚未指定"),
      ] + sheet.rows)
    page.heading("议定事项")
    page.text(decision)
    if advanced > .zero { page.paragraph("已由信访专户垫付 \(advanced) 元，由责任主体追回。") }
    page.heading("办理时限")
    page.running(running)
    if let limit {
      page.paragraph(
        "自提交联席会议次日起 \(limit.deadline.rule.days) 个工作日内化解，最迟 \(PrintedPage.due(limit))；届时未化解、事实清楚、金额明确的，可先行垫付。"
      )
      page.count(limit)
    }
    page.clauses(clauses)
    page.signatures(["主持人", "记录人", "参会单位", "日期"])
    return page.html
  }
}
