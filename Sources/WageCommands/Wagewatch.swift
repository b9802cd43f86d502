import ArgumentParser
import WageDomain

/// The root of the commands.
struct Wagewatch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wagewatch",
    abstract: "Sees wage arrears coming: who to visit tonight and why, which cases are due.",
    discussion: """
      EXAMPLE: wagewatch init district && cd district && cp FILES inbox/ && wagewatch nightly

      Works in the current directory, or in --workspace DIR. Data goes to standard output, messages \
      to standard error. Exit codes: 0 done, 1 refused, 2 findings, 64 usage, 65 a file was refused, \
      75 another run holds the lock.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, NightlyCommand.self, IngestCommand.self, FilesCommand.self,
      RejectsCommand.self, MatchCommand.self, FreshnessCommand.self, ScoreCommand.self,
      FlaggedCommand.self,
      FirmCommand.self,
      WarningCommand.self,
      SignalsCommand.self,
      GradeCommand.self, ProjectCommand.self, DutyCommand.self, IncidentCommand.self,
      ComplaintCommand.self, CaseCommand.self, RetentionCommand.self, RouteCommand.self,
      ReportCommand.self, DeadlineCommand.self, CalendarCommand.self, OutboxCommand.self,
      FundCommand.self, PunishCommand.self, CodeCommand.self, BacktestCommand.self,
      ReplayCommand.self, DriftCommand.self, FitCommand.self, CompareCommand.self,
      VerifyCommand.self, ExportCommand.self, SimulateCommand.self, WorldsCommand.self,
    ])
}

/// The program: what `main` calls.
public enum WagewatchProgram {
  /// Parses and runs; every error becomes a message and an exit code.
  ///
  /// - Returns: the exit code.
  public static func run(_ arguments: [String], in context: CommandContext) -> Int32 {
    CommandContext.$current.withValue(context) {
      do {
        var command = try Wagewatch.parseAsRoot(LanguageOption.withoutLanguage(ofHelp: arguments))
        try command.run()
        return CommandExit.done
      } catch {
        return report(
          error, of: arguments, LanguageOption.language(of: arguments, context),
          to: context.console)
      }
    }
  }

  private static func report(
    _ error: any Error, of arguments: [String], _ language: Language, to console: Console
  ) -> Int32 {
    if let failure = CommandFailure(error) {
      let message = failure.message.text(language)
      if !message.isEmpty { console.error("wagewatch: " + message) }
      return failure.exitCode
    }
    let message = UsageMessage.text(Wagewatch.fullMessage(for: error), of: arguments, language)
    let code = Wagewatch.exitCode(for: error)
    if code == .success {
      let page = language == .chinese ? HelpPage.chinese.translated(message) : nil
      console.out((page ?? message) + "\n")
    } else if !message.isEmpty {
      console.error(message)
    }
    return code.rawValue
  }
}
