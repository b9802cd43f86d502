public import WageDomain

/// The record of a mediated agreement (调解协议书) as a printable page in Chinese: what was agreed, each
/// instalment with its day, and who signs (N14).
public struct MediationPage: Hashable, Sendable {
  public let sheet: CaseSheet
  /// Which agreement of the case, from 1.
  public let round: Int
  public let agreedOn: Day
  public let terms: DocumentText
  /// In the order of the agreement; empty when it names no days.
  public let instalments: [Instalment]
  /// The clock of the call-back that the agreement started; nil when the policy has none.
  public let callback: CaseClock?
  public let clauses: [LawClause]

  public init(
    sheet: CaseSheet, round: Int, agreedOn: Day, terms: DocumentText, instalments: [Instalment],
    callback: CaseClock?, clauses: [LawClause]
  ) {
    self.sheet = sheet
    self.round = round
    self.agreedOn = agreedOn
    self.terms = terms
    self.instalments = instalments
    self.callback = callback
    self.clauses = clauses
  }

  /// A case's agreements are numbered; the number follows from the case's.
  public static func number(caseNo: String, round: Int) -> String {
    PrintedPage.number("TJ", caseNo, round)
  }

  /// A whole HTML file without anything from outside.
  public var html: String {
    var page = PrintedPage(
      title: "调解协议书", number: Self.number(caseNo: sheet.caseNo, round: round))
    page.table(sheet.rows + [("协议日期", PrintedPage.date(agreedOn))])
    page.heading("协议内容")
    page.text(terms)
    page.heading("支付")
    if instalments.isEmpty {
      page.paragraph("协议没有约定分期支付日。")
    } else {
      page.table(instalments.enumerated().map { ("第 \($0 + 1) 期", line($1)) })
      page.paragraph(sum)
      page.paragraph("支付日由协议约定，不因休息日顺延：当日（含）前付清为按期，次日零时起未付为违约，案件重开。")
    }
    if let callback {
      page.paragraph(
        "自协议次日起 \(callback.deadline.rule.days) 日内回访，最迟 \(PrintedPage.due(callback))。")
      page.count(callback)
    }
    page.clauses(clauses)
    page.signatures(["劳动者", "用人单位（盖章）", "调解员", "调解组织（盖章）", "日期"])
    return page.html
  }

  private func line(_ instalment: Instalment) -> String {
    let days = instalment.dueOn.days(since: agreedOn)
    return "\(PrintedPage.date(instalment.dueOn)) 前付 \(instalment.amount) 元（协议次日起第 \(days) 日）"
  }

  private var sum: String {
    let promised = instalments.reduce(Money.zero) { $0 + $1.amount }
    guard let claim = sheet.details.amount else { return "各期合计 \(promised) 元；涉及金额不详。" }
    return promised == claim
      ? "各期合计 \(promised) 元，与涉及金额一致。" : "各期合计 \(promised) 元，涉及金额 \(claim) 元，两者不一致。"
  }
}
