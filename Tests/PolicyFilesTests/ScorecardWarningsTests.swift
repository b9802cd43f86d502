import PolicyFiles
import RiskScoring
import Testing
import WageDomain
import WagewatchSchemas

@Suite("What follows from a tier, in a scorecard file")
struct ScorecardWarningsTests {
  @Test("Every card that ships says it, the more urgent tier checked sooner")
  func shipped() throws {
    let files = WagewatchSchemas.files(in: "scorecards").filter {
      // What a fit may choose from warns nobody.
      $0.path.hasSuffix(".yaml") && !$0.path.hasSuffix("candidates.yaml")
    }
    for file in files {
      let policy = try #require(try ScorecardFile.read(file.text, file: file.path).warnings)
      #expect(policy.rules.map(\.tier) == [.red, .orange, .yellow])
      #expect(policy.rules.map(\.check.days) == [1, 5, 7])
      #expect(policy.rules.allSatisfy { $0.source.en.lowercased().contains("assumption") })
    }
  }

  @Test("A card without it only scores")
  func absent() throws {
    #expect(try ScorecardFile.read(ScorecardFaultTests.sound, file: "test.yaml").warnings == nil)
  }

  struct Faulty: CustomTestStringConvertible, Sendable {
    let why: String
    let rows: [String]
    let fault: String
    var testDescription: String { why }
  }

  private static func row(
    _ tier: String, days: String = "5", kind: String = "calendar", lowered: String = "30"
  ) -> String {
    "{tier: \(tier), lowered_after_days: \(lowered), check_days: \(days), check_kind: \(kind), "
      + "source: assumption}"
  }

  @Test(
    "Faults are told with their line",
    arguments: [
      Faulty(
        why: "a tier is left out", rows: [row("red"), row("yellow")],
        fault: ":22: found red, yellow, expected red, orange and yellow, each once"),
      Faulty(
        why: "a tier twice", rows: [row("red"), row("orange"), row("orange")],
        fault: ":25: found a second orange"),
      Faulty(
        why: "green warns", rows: [row("red"), row("orange"), row("green")],
        fault: ":25: found green"),
      Faulty(
        why: "red is checked later than yellow",
        rows: [row("red", days: "9"), row("orange", days: "9"), row("yellow")],
        fault: "orange checked within 9 days, yellow within 5"),
      Faulty(
        why: "no day to check", rows: [row("red", days: "0"), row("orange"), row("yellow")],
        fault: ":23: found \"0\", expected a whole number, 1 to 366"),
      Faulty(
        why: "lunar days", rows: [row("red", kind: "lunar"), row("orange"), row("yellow")],
        fault: ":23: found \"lunar\", expected one of calendar, working"),
    ])
  func faults(_ example: Faulty) {
    let text =
      ScorecardFaultTests.sound + "\nwarnings:\n"
      + example.rows.map { "  - \($0)\n" }.joined()
    let faults = ScorecardFaultTests.faults(text)
    #expect(faults.contains { $0.contains(example.fault) }, "\(faults)")
  }
}
