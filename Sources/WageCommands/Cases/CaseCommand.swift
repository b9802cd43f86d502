import ArgumentParser

/// `wagewatch case`
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Complaint cases: what is due, with whom, and each step to the money.",
    discussion: "EXAMPLE: wagewatch case due",
    subcommands: [
      CaseListCommand.self, CaseShowCommand.self, CaseDueCommand.self, CaseReceiveCommand.self,
      CaseDispatchCommand.self, CaseReplyCommand.self, CaseResolveCommand.self,
      CaseEscalateCommand.self, CaseCloseCommand.self, CaseMergeCommand.self,
    ])
}
