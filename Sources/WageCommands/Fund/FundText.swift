import WageDomain
import WageStore

/// Where the account stands after a movement, on standard error.
enum FundText {
  static func tell(_ account: FundAccount, ofCase caseNo: String, _ language: Language) {
    let claim = account.claims.first { $0.caseNo == caseNo }
    let open = (claim?.outstanding ?? .zero).description
    CommandContext.current.console.error(
      Bilingual(
        zh: "  本案已垫付而未追回 \(open) 元；专户余额 \(account.balance) 元",
        en: "  advanced here and not recovered: \(open) yuan; the account holds "
          + "\(account.balance) yuan"
      ).text(language))
  }

  static func tell(_ account: FundAccount, isDryRun: Bool, _ language: Language) {
    let tail = isDryRun ? Bilingual(zh: "（演练，未改动）", en: " (dry run, nothing changed)") : .same("")
    CommandContext.current.console.error(
      Bilingual(
        zh: "专户余额 \(account.balance) 元" + tail.zh,
        en: "the account holds \(account.balance) yuan" + tail.en
      ).text(language))
  }
}
