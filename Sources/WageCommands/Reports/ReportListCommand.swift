import ArgumentParser
import CaseAssessment
import NightlyRun
import WageDomain
import WageStore

/// `wagewatch report list`
struct ReportListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the reports, their periods, which are due and which are written.",
    discussion: """
      EXAMPLE: wagewatch report list --as-of 2026-10-21

      The last due first. The report `case` is about one case and has no period: `report show case`.
      """)

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  private static let keys = ["report", "title", "period", "from", "due_on", "status", "files"]

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let policy = try Workspace.assessmentPolicy(workspace.workflow())
    let first = try workspace.openDatabase().read { try $0.firstCaseDay() }
    var listing = Listing(
      noun: "reports",
      columns: [
        .init("report", zh: "报告", en: "report"), .init("title", zh: "名称", en: "title"),
        .init("period", zh: "期间", en: "period"), .init("due_on", zh: "应出日", en: "due on"),
        .init(zh: "状态", en: "status") { row in
          DueReport.Status(rawValue: row["status"].cell)?.title.text(output.language) ?? ""
        },
        .init(zh: "文件", en: "files") { row in
          guard case .array(let files) = row["files"] else { return "" }
          return files.map(\.cell).joined(separator: " ")
        },
      ],
      rows: DueReport.all(workspace, policy: policy, since: first, asOf: day)
        .map { row($0, asOf: day) })
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: Self.keys)
  }

  private func row(_ report: DueReport, asOf day: Day) -> JSONValue {
    .object([
      "report": .string(report.name.rawValue),
      "title": .string(report.name.title.text(output.language)),
      "period": .string("\(report.period)"), "from": .string("\(report.period.firstDay)"),
      "due_on": .string("\(report.period.lastDay)"),
      "status": .string(report.status(by: day).rawValue),
      "files": .array(report.files.map { .string($0) }),
    ])
  }
}
