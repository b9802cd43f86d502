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
      let json = NightOffice.run(["score", "explain", "--json", "--workspace", folder]).json
      #expect((json?["scorecard"] as? String)?.hasPrefix("\(preset)@") == true)
      let zh = NightOffice.run(["score", "explain", "--lang", "zh", "--workspace", folder])
      #expect(zh.code == 0 && zh.out.contains("硬性触发") && zh.out.contains("理由："))
      let en = NightOffice.run(["score", "explain", "--lang", "en", "--workspace", folder])
      #expect(en.out.contains("at most 30 points together"))
    }
    #expect(NightOffice.run(["init", "x", "--preset", "elsewhere"]).code == 64)
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
