import CaseAssessment
import WageDomain
import WageStore

/// Writes the reports that are due and not there yet.
struct DueReports {
  let workspace: Workspace
  let language: Language
  let asOf: Day
  /// Reports due before this day are left to `report write-due`; nil: none is.
  var since: Day?
  var formats: [ReportFormat] = [.html]
  let dryRun: Bool

  /// What was written, or would be.
  struct Outcome {
    /// Relative to the workspace, in the order they were due.
    let files: [String]
    /// Figures that do not reconcile.
    let findings: [Bilingual]
  }

  func write(from database: WageDatabase) throws -> Outcome {
    let made = try database.read(make)
    let files = try made.flatMap { report in
      try formats.map { format in
        let file = ReportFile(
          workspace, name: report.fileName, format: format, language: language)
        _ = try file.write(report.text(format, language), dryRun: dryRun)
        return file.name
      }
    }
    return Outcome(files: files, findings: made.flatMap(\.findings))
  }

  private func make(_ snapshot: StoreSnapshot) throws -> [MadeReport] {
    guard let first = try snapshot.firstCaseDay() else { return [] }
    let maker = try ReportMaker(workspace, snapshot, language: language, asOf: asOf)
    return try DueReport.all(workspace, policy: maker.policy, since: first, asOf: asOf)
      .filter { report in
        report.status(by: asOf) == .due && since.map { $0 <= report.period.lastDay } ?? true
      }
      .reversed()
      .map { try maker.make($0.name, $0.period) }
  }
}
