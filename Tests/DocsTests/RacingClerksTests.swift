import Foundation
import Testing

@Suite("Two processes at one case", .enabled(if: BuiltProgram.isThere))
struct RacingClerksTests {
  @Test("Of two replies at once one is recorded; the other is told whose, and overwrites nothing")
  func race() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "race-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func shell(_ line: String) throws -> String { try BuiltProgram.shell(line, in: folder) }
    _ = try shell(
      """
      wagewatch init office && cd office && wagewatch complaint add --firm-name A --town 330503100 \
        --persons 1 && wagewatch case dispatch 2026-000001
      """)
    let office = folder.appending(path: "office").path()
    let clerks = try ["li", "wang"].map { name in
      try BuiltProgram.start([
        "case", "reply", "2026-000001", "--text", "by \(name)", "--actor", name, "--lang", "en",
        "--workspace", office,
      ])
    }
    let answers = clerks.map { $0.answer() }
    let told = answers.map(\.text).joined()
    #expect(answers.map(\.code).sorted() == [0, 1], "\(told)")
    #expect(told.contains("recorded the same, replied, at "), "\(told)")
    let events = try shell("cd office && wagewatch case show 2026-000001 --json")
    #expect(events.split(separator: "\"type\": \"replied\"").count == 2, "\(events)")
    #expect(try shell("cd office && wagewatch verify --lang en").contains("0 findings"))
  }
}
