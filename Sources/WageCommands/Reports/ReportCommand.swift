import ArgumentParser

/// `wagewatch report …`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Reports for the district's leaders: bodies, their ranking, one case.",
    discussion: "EXAMPLE: wagewatch report show bodies --period 2026-10-w2",
    subcommands: [
      ReportListCommand.self, ReportShowCommand.self, ReportWriteCommand.self,
      ReportWriteDueCommand.self,
    ])
}
