import ArgumentParser

/// `wagewatch warning`
struct WarningCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warning",
    abstract: "A warning's check: what is to be looked at by when, by whom, and what was found.",
    discussion: "EXAMPLE: wagewatch warning list --status overdue",
    subcommands: [
      WarningListCommand.self, WarningAssignCommand.self, WarningRecordCommand.self,
    ])
}
