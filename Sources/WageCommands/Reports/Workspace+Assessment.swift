import PolicyFiles
import WageDomain
import WagewatchSchemas

extension Workspace {
  /// The workflow's own definitions; the shipped ones for a file from before there were any.
  static func assessmentPolicy(_ workflow: WorkflowPolicy) throws -> AssessmentPolicy {
    if let own = workflow.assessment { return own }
    let name = "workflows/nanxun.yaml"
    let shipped = try WorkflowFile.read(WagewatchSchemas.text(name) ?? "", file: name)
    guard let policy = shipped.assessment else {
      throw CommandFailure(
        zh: "内置的 \(name) 没有 assessment 一节。\n  请在流程规则文件中补上该节。",
        en: "the shipped \(name) has no section assessment.\n  Add one to the workflow file.")
    }
    return policy
  }
}
