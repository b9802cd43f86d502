import Foundation
import Testing

@Suite("Help and languages")
struct HelpTests {
  /// The help of every command, as the root's own leads to it.
  private static var helps: [(path: [String], help: NightOffice.Answer, isGroup: Bool)] {
    var found: [(path: [String], help: NightOffice.Answer, isGroup: Bool)] = []
    var open: [[String]] = [[]]
    while let path = open.popLast() {
      let help = NightOffice.run(path + ["--help"])
      let below = subcommands(in: help.out)
      found.append((path, help, !below.isEmpty))
      open += below.map { path + [$0] }
    }
    return found
  }

  private static func subcommands(in help: String) -> [String] {
    guard let list = help.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else {
      return []
    }
    return list.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.isEmpty }
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(whereSeparator: { " ,".contains($0) }).first.map(String.init) }
  }

  @Test("Every command explains itself and shows an example")
  func examples() {
    let helps = Self.helps
    #expect(helps.count > 25)
    for (path, help, isGroup) in helps {
      #expect(help.code == 0, "\(path)")
      #expect(help.error.isEmpty)
      #expect(help.out.contains("USAGE: wagewatch"), "\(path)")
      // A group of verbs has its examples at the verbs.
      if !isGroup {
        #expect(help.out.contains("EXAMPLE: wagewatch " + path.joined(separator: " ")), "\(path)")
      }
    }
  }

  @Test("Each reason, tier and message is there in Chinese and in English")
  func languages() throws {
    let office = try NightOffice()
    office.simulate(firms: 120, months: 8, seed: 9)
    let night = office.run("nightly", "--lang", "zh")
    #expect(night.code == 0)
    #expect(night.out.contains("今日走访名单 2026-10-21"))
    #expect(night.error.contains("评分 2026-10-21"))
    let zh = Self.reasons(office.run("flagged", "--json", "--lang", "zh"))
    let en = Self.reasons(office.run("flagged", "--json", "--lang", "en"))
    #expect(!zh.isEmpty)
    #expect(zh.count == en.count)
    for (chinese, english) in zip(zh, en) {
      #expect(chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
      #expect(!english.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
      #expect(!chinese.contains("{") && !english.contains("{"))
    }
  }

  @Test("The language follows the flag, then WAGEWATCH_LANG, then the locale")
  func precedence() throws {
    let office = try NightOffice()
    let chinese = ["WAGEWATCH_LANG": "", "LANG": "zh_CN.UTF-8"]
    #expect(office.run("files", environment: chinese).error.contains("共 0 条"))
    #expect(office.run("files", "--lang", "en", environment: chinese).error.contains("0 files"))
    #expect(office.run("files", environment: ["LANG": "zh_CN.UTF-8"]).error.contains("0 files"))
  }

  private static func reasons(_ answer: NightOffice.Answer) -> [String] {
    answer.rows("firms").flatMap { $0["reasons"] as? [[String: Any]] ?? [] }
      .compactMap { $0["text"] as? String }
  }
}
