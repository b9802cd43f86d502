import NightlyRun
import SignalIngest
import WageDomain
import WageStore

/// Tells what came of each file, on standard error.
struct IngestPrinter {
  let language: Language
  var isDryRun = false
  /// A file that was refused before is counted, not told: nobody reads the same mail every night.
  var tellsOnlyNews = false

  /// A line for each file that is not plainly in: refused, with rejects, with findings.
  func tell(_ outcome: FileOutcome) {
    switch outcome.result {
    case .unchanged: break
    case .refused where tellsOnlyNews && outcome.isToldAgain: break
    case .refused(let refusal):
      let why = RefusalCode(rawValue: refusal.code)?.explanation.zh ?? ""
      let text = refusal.text
      tell(
        Bilingual(
          zh: "\(outcome.file)：整个文件未收，其他文件不受影响。\(why)。\(text.zh)",
          en: "\(outcome.file): the whole file stays out, the others are not concerned. \(text.en)"
        ).text(language))
    case .loaded(let counts, let findings):
      if counts.rejected + counts.waiting > 0 {
        tell(setAside(outcome.file, counts))
      }
      for group in outcome.rejects {
        tell("  " + FindingText.line(group, file: outcome.file).text(language))
      }
      for finding in findings {
        tell(FindingText.line(finding, file: outcome.file).text(language))
      }
    }
  }

  /// A line with what agencies wrote in it.
  private func tell(_ line: String) {
    CommandContext.current.console.error(TerminalText.shown(line))
  }

  /// Names what lies among the files and was not read.
  func tell(_ leftAlone: [AgencyFolder.LeftAlone]) {
    for entry in leftAlone { CommandContext.current.console.error(entry.text.text(language)) }
  }

  func summarise(_ report: IngestReport) {
    if isDryRun { tellRehearsed(report) }
    let counts = report.counts
    let known = knownRefusals(report)
    let loaded = report.outcomes.count - report.refusals.count - report.unchangedFiles
    CommandContext.current.console.error(
      Bilingual(
        zh: """
          \(isDryRun ? "（试运行，未写入）" : "")文件 \(report.outcomes.count)：入库 \(loaded)，未变 \
          \(report.unchangedFiles)，拒收 \(report.refusals.count)\(known.zh)；行 \(counts.rows)：入库 \
          \(counts.stored)，未变 \(counts.unchanged)，退回 \(counts.rejected)，待匹配 \
          \(counts.waiting)\(Self.totals(counts.totals).zh)\(counts.rejected > 0 ? "；退回原因：wagewatch rejects list" : "")
          """,
        en: """
          \(isDryRun ? "(dry run, nothing written) " : "")\(report.outcomes.count.counted("file")): \
          \(loaded) loaded, \(report.unchangedFiles) unchanged, \(report.refusals.count) refused\(known.en); \
          \(counts.rows.counted("row")): \(counts.stored) stored, \(counts.unchanged) unchanged, \
          \(counts.rejected) rejected\(counts.rejected > 0 ? " (why: wagewatch rejects list)" : ""), \
          \(counts.waiting) waiting for a firm\(Self.totals(counts.totals).en)
          """
      ).text(language))
  }

  /// What nobody can look up after a dry run.
  private func tellRehearsed(_ report: IngestReport) {
    let (corrected, closed) = (report.counts.superseded, report.closedRejects)
    CommandContext.current.console.error(
      Bilingual(
        zh: "（试运行）将更正已有的 \(corrected) 行，了结退回 \(closed) 条",
        en: """
          (dry run) \(corrected.counted("row")) would take the place of earlier ones; \
          \(closed.counted("reject")) would close
          """
      ).text(language))
  }

  private func knownRefusals(_ report: IngestReport) -> Bilingual {
    let known = report.refusals.count - report.newRefusals
    guard known > 0 else { return .same("") }
    return Bilingual(
      zh: "（其中 \(known) 个此前已拒收：wagewatch files list --status refused）",
      en: " (\(known) of them as before: wagewatch files list --status refused)")
  }

  /// Tells what came of the rows that waited for a firm.
  func tell(_ match: MatchStage.Report) {
    guard let text = MatchText.summary(match) else { return }
    CommandContext.current.console.error(
      (isDryRun ? Bilingual(zh: "（试运行，未写入）", en: "(dry run, nothing written) ").text(language) : "")
        + text.text(language))
  }

  /// Lines that are no rows, so that a person who counts the lines of a file comes to the same sum.
  static func totals(_ totals: Int) -> Bilingual {
    guard totals > 0 else { return .same("") }
    return Bilingual(
      zh: "；另有合计行 \(totals)",
      en: "; \(totals.counted("control total")) besides")
  }

  private func setAside(_ file: String, _ counts: LoadCounts) -> String {
    let totals = Self.totals(counts.totals)
    return Bilingual(
      zh: """
        \(file)：\(counts.rows) 行中退回 \(counts.rejected) 行、待匹配 \(counts.waiting) 行，其余已入库\(totals.zh)
        """,
      en: """
        \(file): of \(counts.rows.counted("row")) \(counts.rejected) rejected and \(counts.waiting) waiting \
        for a firm; the rest is in\(totals.en)
        """
    ).text(language)
  }
}
