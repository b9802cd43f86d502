import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("The terms of personal data in the workflow")
struct RetentionReaderTests {
  private func shipped(_ place: String) -> String {
    WagewatchSchemas.text("workflows/\(place).yaml") ?? ""
  }

  @Test("The shipped workflows name a term for everything", arguments: ["nanxun", "shaoxing"])
  func named(_ place: String) throws {
    let policy = try WorkflowFile.read(shipped(place), file: "\(place).yaml")
    #expect(policy.retention?.years == 3)
    #expect(policy.otherRetentions.map(\.kind) == HeldKind.allCases)
    #expect(policy.otherRetentions.map(\.rule.years) == [3, 5, 3, 1, 3])
    #expect(policy.otherRetentions.allSatisfy { !$0.rule.source.isEmpty })
  }

  @Test("A file from before names none, and nothing is made up")
  func before() throws {
    let text = shipped("nanxun").split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(text.firstIndex { $0.hasPrefix("  # Each from its own end") })
    let end = try #require(text[start...].firstIndex { $0.isEmpty })
    let old = (text[..<start] + text[end...]).joined(separator: "\n")
    let policy = try WorkflowFile.read(old, file: "nanxun.yaml")
    #expect(policy.retention?.years == 3)
    #expect(policy.otherRetentions.isEmpty)
    #expect(policy.otherRetentions[.duty] == nil)
  }

  @Test(
    "A term without years, of no years or of an unknown kind is a fault with its line",
    arguments: [
      ("  duty:\n    years: 1", "  duty:\n    years: 0", "0"),
      ("  duty:\n    years: 1\n", "  duty:\n", "years"),
      ("  duty:", "  dutys:", "dutys"),
    ])
  func faults(_ old: String, _ new: String, _ word: String) throws {
    let text = shipped("nanxun").replacing(old, with: new, maxReplacements: 1)
    let error = #expect(throws: PolicyFaults.self) {
      try WorkflowFile.read(text, file: "nanxun.yaml")
    }
    #expect(error?.faults.contains { $0.found.en.contains(word) } == true)
  }
}
