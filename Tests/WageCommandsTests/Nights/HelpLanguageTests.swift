import Foundation
import Testing
import WageDomain
import WagewatchSchemas

@testable import WageCommands

@Suite("Help in Chinese")
struct HelpLanguageTests {
  /// What the parser tells of all commands.
  private struct Dump: Decodable {
    let command: Command

    struct Command: Decodable {
      let commandName: String
      let abstract: String?
      let discussion: String?
      let arguments: [Argument]?
      let subcommands: [Command]?

      var texts: [String] {
        [abstract].compactMap(\.self) + paragraphs
          + (arguments ?? []).filter { $0.shouldDisplay ?? true }.compactMap(\.abstract)
          + (subcommands ?? []).flatMap(\.texts)
      }

      /// All but examples, each in one line.
      var paragraphs: [String] {
        (discussion ?? "").split(separator: "\n\n").map { String($0) }
          .filter { !$0.hasPrefix("EXAMPLE: ") }
          .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      }

      /// The words that lead to each command, and its paragraphs.
      func pages(under path: [String] = []) -> [(words: [String], paragraphs: [String])] {
        [(path, paragraphs)]
          + (subcommands ?? []).flatMap { $0.pages(under: path + [$0.commandName]) }
      }
    }

    struct Argument: Decodable {
      let abstract: String?
      let shouldDisplay: Bool?
    }
  }

  @Test("Every summary and every option has its text, and no text is left of one that is gone")
  func complete() throws {
    let dump = NightOffice.run(["--experimental-dump-help"]).out
    let told = Set(try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command.texts)
    let json = try #require(WagewatchSchemas.text("help/zh.json"))
    let table = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    #expect(told.count > 300)
    #expect(told.filter { table[$0] == nil && !$0.isEmpty }.sorted() == [])
    #expect(table.keys.filter { !told.contains($0) }.sorted() == [])
    for (english, chinese) in table {
      let isChinese = chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(isChinese && (chinese.hasSuffix("。") || !english.hasSuffix(".")), "\(english)")
    }
  }

  @Test("Every paragraph of every page comes in Chinese")
  func paragraphs() throws {
    let dump = NightOffice.run(["--experimental-dump-help"]).out
    let pages = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command.pages()
    for (words, paragraphs) in pages where !paragraphs.isEmpty {
      let page = NightOffice.run(words + ["--help", "--lang", "zh"]).out
      let text = page.filter { !$0.isWhitespace }
      for paragraph in paragraphs {
        let chinese = HelpPage.chinese.text(paragraph).filter { !$0.isWhitespace }
        #expect(text.contains(chinese), "\(words): \(paragraph)")
      }
    }
  }

  @Test(
    "A page has its sections, summaries and options in Chinese",
    arguments: [
      (
        ["nightly", "--help", "--lang", "zh"],
        [
          "概述：读入收件目录，为每家企业评分", "示例：wagewatch nightly", "用法：wagewatch nightly", "\n选项：\n",
          "  --dry-run               在数据库的副本上试运行一夜，显示结果后丢弃副本。\n",
          "warn、error 或 never。\n                          （取值：warn, error, never；默认：error）",
          "  -h, --help              显示帮助。",
        ]
      ),
      (["match", "--help"], ["\n子命令：\n", "  accept                  认定这些行属于谁", "详见 '"]),
      (["files", "show", "--help"], ["\n参数：\n", "  <id>                    文件编号，见 `files`。"]),
      (
        ["backtest", "--help"],
        [
          "\n工作区：\n", "\n事件表：\n",
          "  --trained-until <yyyy-mm-dd>\n                          评分表学习所用结果的最后一日",
        ]
      ),
    ])
  func page(_ words: [String], _ parts: [String]) {
    let page = NightOffice.run(words, environment: ["WAGEWATCH_LANG": "zh"])
    #expect(page.code == 0)
    for part in parts { #expect(page.out.contains(part), "\(part)\n\(page.out)") }
    #expect(!page.out.contains("OPTIONS:") && !page.out.contains("OVERVIEW:"))
    for line in page.out.split(separator: "\n") where line.hasPrefix("  -") {
      #expect(TextTable.width(String(line)) <= 82, "\(line)")
    }
  }

  @Test(
    "`help VERB` is the verb's page in the language that is asked for",
    arguments: [
      ["help", "match", "accept", "--lang", "zh"], ["help", "--lang", "zh", "match", "accept"],
      ["help", "match", "accept", "--lang=zh"],
    ])
  func helpVerb(_ words: [String]) {
    let page = NightOffice.run(words)
    #expect(page.code == 0)
    #expect(page.out == NightOffice.run(["match", "accept", "--help", "--lang", "zh"]).out)
    #expect(page.out.hasPrefix("概述："))
    #expect(NightOffice.run(["help", "--lang", "zh"]).out.hasPrefix("概述："))
    #expect(NightOffice.run(["help", "match", "--lang", "fr"]).code == 64)
  }

  @Test("The locale asks for it, too; a version and a script for a shell stay as they are")
  func locale() {
    let chinese = ["WAGEWATCH_LANG": "", "LANG": "zh_CN.UTF-8"]
    #expect(NightOffice.run(["files", "--help"], environment: chinese).out.hasPrefix("概述："))
    #expect(
      NightOffice.run(["--version", "--lang", "zh"]).out == NightOffice.run(["--version"]).out)
    let script = ["--generate-completion-script", "bash"]
    #expect(NightOffice.run(script + ["--lang", "zh"]).out == NightOffice.run(script).out)
  }

  @Test("A usage error has the text of its option")
  func usage() throws {
    let answer = try NightOffice().run("case", "reply", "2026-000001", "--lang", "zh")
    #expect(answer.error.contains("说明：--text <text>  答复内容；存入受保护的表。"), "\(answer.error)")
  }

  @Test("What the table lacks stays English, with what the parser adds")
  func unknown() {
    #expect(HelpPage.chinese.text("Nothing of ours.") == "Nothing of ours.")
    #expect(HelpPage.chinese.text("Nothing of ours. (default: 1)") == "Nothing of ours.（默认：1）")
    #expect(HelpPage.chinese.text("Day 0. (values: a, b; default: a)") == "第 0 日。（取值：a, b；默认：a）")
    #expect(HelpPage.chinese.translated("0.1.0") == nil)
  }
}
