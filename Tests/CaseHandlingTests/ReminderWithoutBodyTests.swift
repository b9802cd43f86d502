import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("Follow-ups of a case without a body ask for one")
struct ReminderWithoutBodyTests {
  @Test(
    "No shipped text is left with a gap where the body would be", arguments: ["nanxun", "shaoxing"])
  func shipped(_ place: String) throws {
    let policy = try WorkflowFile.read(
      WagewatchSchemas.text("workflows/\(place).yaml") ?? "", file: "\(place).yaml")
    let rules = policy.clocks.flatMap(\.reminders) + policy.instalmentReminders
    let texts = rules.filter { $0.recipient == .body || $0.recipient == .leader }.map(\.text)
    let outside = rules.filter { $0.side != .start && ![.body, .leader].contains($0.recipient) }
    #expect(!outside.contains { ReminderText.words(in: $0.text.zh + $0.text.en).contains("body") })
    #expect(texts.contains { $0.en.contains("{body}") })
    for text in texts {
      for part in [text.zh, text.en] {
        #expect(!ReminderText.words(in: ReminderText.withoutBody(part)).contains("body"), "\(part)")
      }
    }
  }

  @Test("The words say what is missing and what to do")
  func words() {
    #expect(
      ReminderText.withoutBody("the promise is due on {due}; {body} is asked to settle it.")
        == "the promise is due on {due}; no body is named yet, please name one to settle it.")
    #expect(
      ReminderText.withoutBody("{clock}将于 {due} 到期，请{body}抓紧化解。")
        == "{clock}将于 {due} 到期，责任主体尚未指定，请先指定，并督促抓紧化解。")
    #expect(
      ReminderText.withoutBody("ended; responsible: {body}.")
        == "ended; no responsible body was named by then.")
    #expect(ReminderText.withoutBody("{body}: {due}") == "{body}: {due}", "other words stay")
  }
}
