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
    discussion: "EXAMPLE: wagewatch report list --as-of 2026-10-21")

  @OptionGroup var workspace: WorkspaceOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var output: OutputOptions

  private static let keys = ["report", "title", "period", "from", "due_on", "status", "files"]

  func run() throws {
    let day = try asOf.day()
    let workspace = try workspace.open()
    let policy = try Workspace.assessmentPolicy(workspace.policies().workflow)
    let first = try workspace.openDatabase().read { try $0.firstCaseDay() }
    // Newest first; reports of one period in their usual order.
    let months = (min(first ?? day, day).month...day.month).reversed()
    let rows = months.flatMap { month in
      ReportName.allCases.flatMap { name in
        name.periods(of: month, policy: policy).reversed()
          .map { row(name, $0, day, workspace) }
      }
    }
    var listing = Listing(
      noun: "reports",
      columns: [
        .init("report", zh: "报告", en: "report"), .init("title", zh: "名称", en: "title"),
        .init("period", zh: "期间", en: "period"), .init("due_on", zh: "应出日", en: "due on"),
        .init(zh: "状态", en: "status") { Self.status($0["status"].cell).text(output.language) },
        .init(zh: "文件", en: "files") { row in
          guard case .array(let files) = row["files"] else { return "" }
          return files.map(\.cell).joined(separator: " ")
        },
      ], rows: rows)
    listing.header = ["as_of": .string(day.description)]
    listing.write(output, keys: Self.keys)
  }

  private func row(
    _ name: ReportName, _ period: AssessmentPeriod, _ day: Day, _ workspace: Workspace
  ) -> JSONValue {
    // The last part and the month hold the same days.
    let isMonth = period.part != nil && period.lastDay == period.month.lastDay
    let periods = [period] + (isMonth ? [AssessmentPeriod(period.month)] : [])
    let files = periods.flatMap { period in
      Language.allCases.flatMap { language in
        ReportFormat.allCases.map {
          ReportFile(
            workspace, name: "\(name.rawValue)-\(period)", format: $0, language: language)
        }
      }
    }.filter(\.isThere)
    let status = period.lastDay > day ? "not-due" : files.isEmpty ? "due" : "written"
    return .object([
      "report": .string(name.rawValue), "title": .string(name.title.text(output.language)),
      "period": .string("\(period)"), "from": .string("\(period.firstDay)"),
      "due_on": .string("\(period.lastDay)"), "status": .string(status),
      "files": .array(files.map { .string($0.name) }),
    ])
  }

  private static func status(_ word: String) -> Bilingual {
    switch word {
    case "written": Bilingual(zh: "已写出", en: "written")
    case "due": Bilingual(zh: "应出未写", en: "due")
    default: Bilingual(zh: "未到期", en: "not due")
    }
  }
}
