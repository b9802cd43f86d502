import ArgumentParser

/// `wagewatch route`
struct RouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Which body answers for which complaint, and why; that each has exactly one.",
    discussion: "EXAMPLE: wagewatch route check",
    subcommands: [RoutePreviewCommand.self, RouteCheckCommand.self])
}
