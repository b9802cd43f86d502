import ArgumentParser

/// `wagewatch case`
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Complaint cases: what is due, with whom, and each step to the money.",
    discussion: "EXAMPLE: wagewatch case due",
    subcommands: [
      CaseListCommand.self, CaseShowCommand.self, CaseDueCommand.self, CaseReceiveCommand.self,
      CaseDispatchCommand.self, CaseBounceCommand.self, CaseReplyCommand.self,
      CaseSignCommand.self, CaseExtendCommand.self, CasePauseCommand.self,
      CaseResumeCommand.self, CaseEscalateCommand.self, CaseFastTrackCommand.self,
      CaseAcceptCommand.self,
      CaseConcludeCommand.self, CaseAdvanceCommand.self, CaseRecoverCommand.self,
      CaseResolveCommand.self, CasePayCommand.self,
      CaseCallbackCommand.self, CaseCloseCommand.self, CaseReopenCommand.self,
      CaseWithdrawCommand.self, CaseMergeCommand.self, CaseDocumentCommand.self,
      CaseUnmaskCommand.self,
    ])
}
