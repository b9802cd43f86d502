import Foundation
import Testing

@Suite("score explain, and the presets")
struct ScoreExplainVerbTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../../..")
    .standardizedFileURL

  @Test("The JSON Schema of scorecards is the one that ships")
  func schema() throws {
    let answer = NightOffice.run(["score", "explain", "--json-schema"])
    let file = Self.root.appending(path: "Schemas/scorecards/scorecard.schema.json")
    #expect(
      try String(contentsOf: file, encoding: .utf8) == answer.out,
      "Run wagewatch score explain --json-schema > Schemas/scorecards/scorecard.schema.json")
  }

  @Test("Each preset gives its own card, which explains itself in both languages")
  func presets() throws {
    for preset in ["nanxun", "shaoxing", "default"] {
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      #expect(NightOffice.run(["init", folder, "--preset", preset]).code == 0)
      let json = NightOffice.run([
        "score", "explain", "--json", "--lang", "zh", "--workspace", folder,
      ]).json
      #expect((json?["scorecard"] as? String)?.hasPrefix("\(preset)@") == true)
      let zh = NightOffice.run(["score", "explain", "--lang", "zh", "--workspace", folder])
      #expect(zh.code == 0 && zh.out.contains("硬性触发") && zh.out.contains("理由："))
      let en = NightOffice.run(["score", "explain", "--lang", "en", "--workspace", folder])
      #expect(en.out.contains("at most 30 points together"))
      #expect(en.out.contains("source: assumption; the account is there for the month's wages"))
      Self.expectChinese(zh.out, json)
      // A yes or no is not a number.
      #expect(
        en.out.contains(/property-vacated .*\n +\+\d+ yes\n/)
          == en.out.contains("property-vacated"))
      #expect(zh.out.contains(/tax-unfiled .*\n +\+\d+ 否\n/) == zh.out.contains("tax-unfiled"))
      #expect(zh.out.contains("取最轻（默认）还是最重的月份（take） 最重的（worst）"))
      // Each parameter in words, with the key that an analyst looks for in the file.
      #expect(zh.out.contains("（look_back_months） 24") && zh.out.contains("（measure） "))
      #expect(
        zh.out.contains("（electricity.quantity）") || zh.out.contains("（electricity.arrears_yuan）"))
    }
    #expect(NightOffice.run(["init", "x", "--preset", "elsewhere"]).code == 64)
  }

  /// Reasons and sources of a Chinese page, none of them in English; JSON says what the page says, but
  /// for the word by which a file tells what is assumed.
  private static func expectChinese(_ page: String, _ json: [String: Any]?) {
    let lines = page.split(separator: "\n").map { $0.drop { $0 == " " } }
    let reasons = lines.filter { $0.hasPrefix("理由：") }.map { String($0.dropFirst(3)) }
    let sources = lines.filter { $0.hasPrefix("来源：") }.map { String($0.dropFirst(3)) }
    let classes = json?["classes"] as? [[String: Any]] ?? []
    let rules =
      (json?["triggers"] as? [[String: Any]] ?? [])
      + classes.flatMap { $0["indicators"] as? [[String: Any]] ?? [] }
    #expect(!rules.isEmpty && rules.map { $0["rationale"] as? String } == reasons)
    #expect(
      rules.map { ($0["source"] as? String).map(Self.shown) } == sources)
    for text in reasons + sources {
      #expect(text.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(text)")
    }
    #expect(sources.contains("假设") && sources.contains { $0.hasPrefix("假设；专户用于支付当月工资") })
    #expect(!page.contains("assumption"))
  }

  private static func shown(_ source: String) -> String {
    source.hasPrefix("assumption") ? "假设" + source.dropFirst("assumption".count) : source
  }

  @Test("A faulty card is told all its faults, and one that is not there what to name")
  func faults() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("scorecard: x\nversion: 0\n".utf8).write(to: file)
    let answer = NightOffice.run(["score", "explain", "--scorecard", file.path()])
    #expect(answer.code == 1)
    #expect(answer.error.contains(":2: found \"0\""))
    #expect(answer.error.contains("no indicators, expected the key indicators"))
    #expect(NightOffice.run(["score", "explain", "--scorecard", "gone.yaml"]).code == 1)
  }
}
