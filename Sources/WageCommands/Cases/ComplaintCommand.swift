import ArgumentParser

/// `wagewatch complaint`
struct ComplaintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complaint",
    abstract: "One window: take complaints down once, from files or by hand.",
    discussion: "EXAMPLE: wagewatch complaint list --duplicates",
    subcommands: [
      ComplaintAddCommand.self, ComplaintImportCommand.self, ComplaintListCommand.self,
      ComplaintPendingCommand.self, ComplaintAttachCommand.self, ComplaintDetachCommand.self,
      ComplaintAssignCommand.self,
    ])
}
