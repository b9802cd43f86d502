import Foundation
import Testing

@Suite("A workflow from before is told what it lacks")
struct WorkflowHintTests {
  @Test("A reply clock that runs on in another county is named each night, with the line to write")
  func county() throws {
    let office = try Office()
    #expect(!office.run("nightly").error.contains("another county"))
    let path = office.folder + "/policies/workflow.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("stops: [replied, escalated/county]"))
    try text.replacing("stops: [replied, escalated/county]", with: "stops: replied")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(
      office.run("nightly").error.contains(
        "policies/workflow.yaml: reply-5 runs on when a case is taken to another county; write "
          + "`stops: [replied, escalated/county]` there\n"))
    #expect(
      office.run("nightly", "--lang", "zh").error.contains(
        "policies/workflow.yaml：案件移送其他区县后，五日书面回复（reply-5）仍在计时；请将该时限改为 "
          + "`stops: [replied, escalated/county]`\n"))
  }
}
