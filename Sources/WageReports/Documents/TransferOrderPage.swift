public import WageDomain

/// A transfer order (转办单) as a printable page in Chinese: what is asked of the body, until when,
/// and how the day was counted.
public struct TransferOrderPage: Hashable, Sendable {
  public let sheet: CaseSheet
  public let issued: IssuedOrder
  public let bodyName: String
  public let contact: String
  /// Nil when nobody helps.
  public let helperName: String?
  /// The clock that the order started; nil when the policy has none.
  public let reply: CaseClock?
  /// Whose signature a late reply takes; nil when the policy demands none.
  public let lateSignature: CaseLevel?
  public let clauses: [LawClause]

  public init(
    sheet: CaseSheet, issued: IssuedOrder, bodyName: String, contact: String, helperName: String?,
    reply: CaseClock?, lateSignature: CaseLevel?, clauses: [LawClause]
  ) {
    self.sheet = sheet
    self.issued = issued
    self.bodyName = bodyName
    self.contact = contact
    self.helperName = helperName
    self.reply = reply
    self.lateSignature = lateSignature
    self.clauses = clauses
  }

  /// A whole HTML file without anything from outside.
  public var html: String {
    var page = PrintedPage(title: "欠薪投诉转办单", number: issued.order.number)
    page.table(
      [
        ("责任主体", bodyName), ("联系方式", contact), ("协助单位", helperName ?? "无"),
        ("转办日期", PrintedPage.date(issued.issuedAt.day)), ("办理层级", sheet.level.title.zh),
      ] + sheet.rows)
    page.heading("办理要求")
    page.paragraph(
      "请\(bodyName)核实情况、组织调处，并书面回复办理结果。工资付清，或双方签订具有法律效力的还款协议和欠条，方为化解；仅有回复不算化解。")
    if let reply {
      page.paragraph(
        "自转办次日起 \(reply.deadline.rule.days) 日内书面回复，最迟 \(PrintedPage.due(reply))。次日零时起为逾期。")
      if let lateSignature {
        page.paragraph("逾期回复，须先由\(lateSignature.title.zh)在本单上签字。")
      }
      page.count(reply)
    }
    page.clauses(clauses)
    page.signatures(["签收人", "签收时间", "领导签字", "回复时间"])
    return page.html
  }
}
