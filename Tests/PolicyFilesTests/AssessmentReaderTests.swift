import PolicyFiles
import Testing
import WageDomain
import WagewatchSchemas

@Suite("How bodies are assessed, read from the workflow file")
struct AssessmentReaderTests {
  private let workflow: String

  init() throws { workflow = try #require(WagewatchSchemas.text("workflows/nanxun.yaml")) }

  @Test("The shipped definitions")
  func shipped() throws {
    let policy = try #require(try WorkflowFile.read(workflow, file: "w.yaml").assessment)
    #expect(policy.replyClock == "reply-5")
    #expect(policy.escalatedBy == [ClockTrigger(.escalated)])
    #expect(policy.leftOut == [.moved, .merged])
    #expect(policy.target == 9500)
    #expect(policy.neverLastFrom == 10_000)
    #expect(policy.reportDays == [7, 14, 21])
    #expect(
      policy.ladder.map { "\($0.id) \($0.consecutive)" } == [
        "summons 1", "circular 2", "discipline 3",
      ])
    #expect(
      (0...4).map { policy.step(consecutive: $0)?.id } == [
        nil, "summons", "circular", "discipline", "discipline",
      ])
  }

  @Test("A file from before there was such a section is read, and says nothing about it")
  func older() throws {
    let start = try #require(workflow.firstRange(of: "\n# How bodies are assessed."))
    let older = String(workflow[..<start.lowerBound])
    #expect(try WorkflowFile.read(older, file: "w.yaml").assessment == nil)
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    let why: String
    let from: String
    let to: String
    let found: String
    let expected: String
    var testDescription: String { why }
  }

  @Test(
    "A fault is told with what was expected",
    arguments: [
      Fault(
        why: "a clock that the file does not have", from: "clock: reply-5", to: "clock: reply-6",
        found: "\"reply-6\"", expected: "one of promise-7, reply-5"),
      Fault(
        why: "another month than the transfer order's", from: "by: transfer-order",
        to: "by: complaint", found: "\"complaint\"", expected: "one of transfer-order"),
      Fault(
        why: "a target beyond 100 %", from: "target_bp: 9500", to: "target_bp: 10001",
        found: "\"10001\"", expected: "a whole number, 0 to 10000"),
      Fault(
        why: "resolved cases left out", from: "endings: [moved, merged]",
        to: "endings: [resolved]", found: "\"resolved\"",
        expected: "one of moved, merged, withdrawn"),
      Fault(
        why: "another rule for equals", from: "ties: all-last", to: "ties: none-last",
        found: "\"none-last\"", expected: "one of all-last"),
      Fault(
        why: "a ladder that does not ascend", from: "last: 3", to: "last: 2",
        found: "last 2 after last 2", expected: "steps ascending"),
      Fault(
        why: "days without the last one", from: "days: [7, 14, 21, last]", to: "days: [7, 14]",
        found: "days: [7, 14]", expected: "days ascending, with last at the end"),
      Fault(
        why: "days out of order", from: "days: [7, 14, 21, last]", to: "days: [14, 7, last]",
        found: "days: [14, 7, last]", expected: "days ascending, with last at the end"),
      Fault(
        why: "a definition without its source", from: "    escalated_by: escalated\n    source:",
        to: "    escalated_by: escalated\n    origin:", found: "no source",
        expected: "the key source"),
      Fault(
        why: "an event that is none", from: "escalated_by: escalated", to: "escalated_by: moved",
        found: "\"moved\"", expected: "one of registered"),
    ])
  func faults(_ fault: Fault) throws {
    let text = workflow.replacing(fault.from, with: fault.to)
    #expect(text != workflow)
    let error = #expect(throws: PolicyFaults.self) {
      try WorkflowFile.read(text, file: "w.yaml")
    }
    let faults = error?.faults ?? []
    #expect(
      faults.contains { $0.found.en == fault.found && $0.expected.en.hasPrefix(fault.expected) })
    #expect(faults.allSatisfy { $0.line > 0 })
  }

  @Test("All faults of the section are told at once")
  func allAtOnce() {
    let text = workflow.replacing("target_bp: 9500", with: "target_bp: x")
      .replacing("ties: all-last", with: "ties: x").replacing("last: 2", with: "last: 0")
    let error = #expect(throws: PolicyFaults.self) {
      try WorkflowFile.read(text, file: "w.yaml")
    }
    #expect(error?.faults.count == 3)
  }
}
