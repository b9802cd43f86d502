public import WageDomain

/// A referral to the police (案件移送书) as a printable page in Chinese (N17).
public struct PoliceReferralPage: Hashable, Sendable {
  public let sheet: CaseSheet
  public let referredOn: Day
  /// Nil where nobody named one.
  public let ground: PoliceGround?
  /// Nil while the policy has no criminal amount.
  public let comparison: CriminalComparison?
  public let clauses: [LawClause]

  public init(
    sheet: CaseSheet, referredOn: Day, ground: PoliceGround?, comparison: CriminalComparison?,
    clauses: [LawClause]
  ) {
    self.sheet = sheet
    self.referredOn = referredOn
    self.ground = ground
    self.comparison = comparison
    self.clauses = clauses
  }

  /// The ids of the clauses that a referral for a ground rests on: who claims in bad faith commits no
  /// refusal to pay.
  public static func clauseIds(_ ground: PoliceGround?) -> [String] {
    switch ground {
    case .maliciousClaim: ["false-claim"]
    case .movedAssets, .fled, .refusedThoughAble: ["wages-in-full", "to-police", "refusal-to-pay"]
    case nil: ["wages-in-full"]
    }
  }

  public static func number(caseNo: String) -> String { "YS-\(caseNo)" }

  /// A whole HTML file without anything from outside.
  public var html: String {
    var page = PrintedPage(title: "案件移送书", number: Self.number(caseNo: sheet.caseNo))
    page.table(sheet.rows)
    page.heading("移送事由")
    page.paragraph(
      "\(PrintedPage.date(referredOn)) 移送公安机关，事由：\(ground?.title.zh ?? "未注明")。")
    if ground != .maliciousClaim { tellAmount(on: &page) }
    page.clauses(clauses)
    page.signatures(["移送单位", "接收单位", "经办人", "日期"])
    return page.html
  }

  /// The amount is one of refusing to pay: where the claimant is reported it says nothing.
  private func tellAmount(on page: inout PrintedPage) {
    page.heading("刑事立案金额")
    page.paragraph((comparison?.text ?? CriminalComparison.notConfigured).zh + "。")
    if comparison != nil { page.paragraph("以上按移送当日（\(PrintedPage.date(referredOn))）的情况计算。") }
    if let source = comparison?.amount.source { page.paragraph("金额出处：\(source)。") }
  }
}
