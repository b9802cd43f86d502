import WageDomain

/// A firm named on the command line.
enum CreditCodeArgument {
  /// A code that nobody can have is of no firm we know: exit code 1, as for any unknown firm.
  ///
  /// - Throws: ``CommandFailure`` naming the first fault of the code.
  static func parse(_ text: String) throws -> CreditCode {
    do throws(CreditCodeFault) {
      return try CreditCode(text)
    } catch {
      throw CommandFailure(
        zh: """
          没有企业 \(text)：不是统一社会信用代码，\(error.text.zh)。
            请核对营业执照上的代码。
          """,
        en: """
          no firm \(text): not a unified social credit code, \(error.text.en).
            Check it against the licence.
          """)
    }
  }
  /// For a code that no firm had by the day.
  static func unknown(_ code: CreditCode, on day: Day) -> CommandFailure {
    CommandFailure(
      zh: """
        截至 \(day) 没有企业 \(code)。
          请用 `wagewatch code check \(code)` 核对代码，或用 --as-of 改日期。
        """,
      en: """
        no firm \(code) known by \(day) in this workspace.
          Check the code with `wagewatch code check \(code)`, or the day with --as-of.
        """)
  }
}
