import ArgumentParser

/// `--fail-on`, on verbs that can find something: from which weight on findings become exit code 2.
struct FailOnOption: ParsableArguments {
  @Option(help: "Exit with 2 from this weight of findings on: warn, error or never.")
  var failOn: FailOn = .error

  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case warn, error, never
  }

  /// - Throws: the exit code 2 when what was found weighs enough.
  func judge(warnings: Int, errors: Int) throws {
    let isTooMuch =
      switch failOn {
      case .warn: warnings + errors > 0
      case .error: errors > 0
      case .never: false
      }
    if isTooMuch { throw CommandFailure(exitCode: CommandExit.findings) }
  }
}
