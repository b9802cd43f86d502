import ArgumentParser
import Foundation
import WageDomain
import WageStore

/// `wagewatch case resolve NO`
struct CaseResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Record that the wages are paid, or that a repayment agreement is signed.",
    discussion: """
      EXAMPLE: wagewatch case resolve 2026-000001 --paid

      An agreement may name instalments, --instalment 2026-12-15=8000 for each: every one gets its own \
      due day, is recorded with `case pay`, and opens the case again when it is not paid in time. \
      --terms says what was agreed, for the record that `case document --kind mediation` prints.
      """)

  @Argument(help: "The case number.", transform: CaseNumberArgument.parse) var number: String
  @Flag(help: "The worker has the wages.") var paid = false
  @Option(help: ArgumentHelp("The signed agreement.", valueName: "file")) var agreement: String?
  @Option(help: "What was agreed, in words; kept in the protected tables.") var terms: String?
  @Option(
    help: ArgumentHelp("A payment that the agreement promises.", valueName: "yyyy-mm-dd=yuan"),
    transform: InstalmentArgument.parse)
  var instalment: [Instalment] = []
  @OptionGroup var options: CaseActOptions

  func validate() throws {
    guard instalment.isEmpty && terms == nil || agreement != nil else {
      throw ValidationError(
        zh: "--instalment 和 --terms 与 --agreement FILE 一起使用。",
        en: "--instalment and --terms belong to --agreement FILE.")
    }
    guard paid != (agreement != nil) else {
      throw ValidationError(
        zh: "请写明方式：--paid 或 --agreement FILE；其他都不算化解。",
        en: "Say how: --paid, or --agreement FILE. Nothing else resolves a case.")
    }
  }

  func run() throws {
    try WrittenText.check(terms, "--terms")
    let resolution = try resolution()
    var unpaid: Money?
    try options.run(number) { transaction, rules, entry in
      let status = try transaction.act(
        .resolved(resolution), onCase: number, text: terms, entry: entry, rules: rules)
      unpaid = status.course.unpaid(of: status.details.amount)
      return status
    }
    if let unpaid, !instalment.isEmpty { tellGap(unpaid) }
  }

  /// An agreement may promise another sum than is still owed; nobody should overlook it.
  private func tellGap(_ unpaid: Money) {
    let promised = instalment.reduce(Money.zero) { $0 + $1.amount }
    guard promised != unpaid else { return }
    CommandContext.current.console.error(
      Bilingual(
        zh: "  注意：分期合计 \(promised) 元，尚未支付 \(unpaid) 元，两者不一致。",
        en: "  Note: the instalments add up to \(promised) yuan, \(unpaid) yuan are still unpaid."
      ).text(options.languageOption.language))
  }

  private func resolution() throws -> Resolution {
    guard let agreement else { return .wagesPaid }
    guard let bytes = FileManager.default.contents(atPath: agreement), !bytes.isEmpty else {
      throw CommandFailure(
        zh: """
          \(agreement)：不存在、为空或无法读取；应为已签的还款协议。未作改动。
            请用 --agreement FILE 指明文件。
          """,
        en: """
          \(agreement): not there, empty, or cannot be read; expected the signed agreement. \
          Nothing was changed.
            Name the file with --agreement FILE.
          """)
    }
    return .repaymentAgreement(
      RepaymentAgreement(
        fileHash: bytes.withUnsafeBytes { FileHash.sha256($0) }, instalments: instalment,
        termsHash: terms.map(TextHash.sha256)))
  }
}

/// An instalment as people type it, `2026-12-15=8000`.
enum InstalmentArgument {
  /// - Throws: a usage error naming what was found and expected.
  static func parse(_ text: String) throws -> Instalment {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Day(String(parts[0])),
      let amount = YuanArgument.parse(String(parts[1])), amount.fen > 0
    else {
      throw ValidationError(
        zh: "“\(text)”不是分期；应为 YYYY-MM-DD=元，最多两位小数。",
        en: "'\(text)' is no instalment; expected YYYY-MM-DD=YUAN with at most two decimals.")
    }
    return Instalment(dueOn: day, amount: amount)
  }
}
