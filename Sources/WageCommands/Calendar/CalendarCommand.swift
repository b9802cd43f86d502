import ArgumentParser

/// `wagewatch calendar`
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Holiday notices: what is loaded, what a year is like, what a new notice moves.",
    discussion: "EXAMPLE: wagewatch calendar check",
    subcommands: [
      CalendarCheckCommand.self, CalendarShowCommand.self, CalendarReplayCommand.self,
    ])
}
