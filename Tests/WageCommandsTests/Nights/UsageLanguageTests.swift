import ArgumentParser
import Testing
import WageDomain

@testable import WageCommands

@Suite("Usage errors in the language that is asked for")
struct UsageLanguageTests {
  @Test(
    "The parser's frame and our own messages are Chinese under --lang zh",
    arguments: [
      (["case", "due", "--within", "9999"], "错误：--within：9999，应为 0 到 3660 天"),
      (["case", "due", "--withn", "1"], "错误：没有选项 '--withn'，是不是 '--within'?"),
      (["case", "resolve", "2026-000001"], "错误：请写明方式：--paid 或 --agreement FILE"),
      (["case", "reply", "2026-000001"], "错误：缺少 '--text <text>'"),
      (["case", "reply", "2026-000001", "--text"], "错误：缺少取值：'--text <text>'"),
      (["case", "due", "x"], "错误：多余的参数 'x'"),
      (["case", "due", "--as-of", "x"], "“x”不是日期；应为 YYYY-MM-DD，例如 2026-10-31。"),
      (["case", "escalate", "1", "--to", "x", "--reason", "y"], "“x”不认识；应为其中之一：inspection"),
    ])
  func chinese(_ words: [String], _ message: String) throws {
    let office = try Office()
    // In front of the words that leave an option open.
    let answer = office.run([words[0], words[1], "--lang", "zh"] + words.dropFirst(2))
    #expect(answer.code == 64)
    #expect(answer.error.contains(message), "\(answer.error)")
    #expect(answer.error.contains("用法：wagewatch case"), "\(answer.error)")
    #expect(!answer.error.contains("Error:") && !answer.error.contains("Usage:"))
  }

  @Test("In English they are as the parser has them, without any mark")
  func english() throws {
    let office = try Office()
    let answer = office.run("case", "due", "--within", "9999")
    #expect(answer.error.hasPrefix("Error: --within: 9999, expected 0 to 3660 days\n"))
    #expect(answer.error.contains("Usage: wagewatch case due"))
    for mark in [UsageMessage.begin, UsageMessage.middle, UsageMessage.end] {
      #expect(!answer.error.contains(mark))
    }
  }

  @Test("What is cut off within its marks is shown as it is")
  func cut() {
    #expect(UsageMessage.text("Error: \(UsageMessage.begin)x", .english) == "Error: x")
  }
}
