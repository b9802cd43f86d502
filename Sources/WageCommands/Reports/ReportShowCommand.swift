import ArgumentParser
import CaseAssessment
import WageDomain
import WageReports
import WageStore

/// `wagewatch report show NAME`
struct ReportShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a report, every figure with the cases behind it.",
    discussion: """
      EXAMPLE: wagewatch report show bodies --period 2026-10-w2 --json

      An event counts when it took effect by the end of the period and of --as-of, whenever it was \
      recorded. --known-by D leaves out what was recorded later: the report as it was on D. \
      --changes-since D lists what later events changed. A figure that does not reconcile is told, \
      and the exit code is 2.
      """)

  @OptionGroup var options: ReportOptions

  @Option(help: "As it is written: html, md, csv or json.")
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp(
      "With bodies: only the figures that changed since they were known on this day.",
      valueName: "yyyy-mm-dd"), transform: DayArgument.parse)
  var changesSince: Day?

  @OptionGroup var failOn: FailOnOption
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard changesSince == nil || options.name == .bodies && format == nil else {
      throw ValidationError(
        zh: "--changes-since 与 bodies 一起使用，不写 --format。",
        en: "--changes-since goes with bodies, and without --format.")
    }
  }

  func run() throws {
    let workspace = try options.workspace.open()
    let day = try options.asOf.day()
    let language = output.language
    let made = try workspace.openDatabase().read { snapshot -> MadeReport? in
      let maker = try ReportMaker(
        workspace, snapshot, language: language, asOf: day, knownBy: options.knownBy)
      guard let changesSince else { return try maker.make(options) }
      try maker.changes(options.period(maker.policy, asOf: day), since: changesSince)
        .write(output, keys: FigureChangeRows.keys)
      return nil
    }
    guard let made else { return }
    show(made, language)
    try MadeReport.judge(made.findings, failOn, language)
  }

  private func show(_ made: MadeReport, _ language: Language) {
    let console = CommandContext.current.console
    if let format {
      console.out(made.text(format, language))
    } else if options.name == .case, output.form == .table {
      console.out(made.document.markdown(language))
    } else {
      if output.form == .table { console.error(made.document.title.text(language)) }
      made.listing.write(output, keys: made.keys)
    }
  }
}

extension MadeReport {
  /// Tells what does not reconcile.
  ///
  /// - Throws: the exit code 2 when `--fail-on` says so.
  static func judge(
    _ findings: [Bilingual], _ failOn: FailOnOption, _ language: Language
  ) throws {
    for finding in findings { CommandContext.current.console.error(finding.text(language)) }
    try failOn.judge(warnings: 0, errors: findings.count)
  }
}
