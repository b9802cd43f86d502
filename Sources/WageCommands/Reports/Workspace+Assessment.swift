import PolicyFiles
import WageDomain
import WagewatchSchemas

extension Workspace {
  /// The workflow's own definitions; the shipped ones for a file from before there were any.
  static func assessmentPolicy(_ workflow: WorkflowPolicy) throws -> AssessmentPolicy {
    if let own = workflow.assessment { return own }
    let name = "workflows/nanxun.yaml"
    let shipped = try WorkflowFile.read(WagewatchSchemas.text(name) ?? "", file: name)
    // A file without the clock would have no reply due, and nobody would see why.
    guard let policy = shipped.assessment, workflow.clock(policy.replyClock) != nil else {
      throw CommandFailure(
        zh: "流程规则 \(workflow.version) 没有 assessment 一节，也没有内置口径所用的回复时限。\n  请补上该节。",
        en: """
          the workflow \(workflow.version) has no section assessment, nor the reply clock of the shipped one.
            Add the section, as in the shipped \(name).
          """)
    }
    return policy
  }
}
