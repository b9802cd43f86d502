import CaseAssessment
import WageDomain
import WageStore

/// A report of one period, and what is there of it.
struct DueReport {
  let name: ReportName
  let period: AssessmentPeriod
  /// Relative to the workspace.
  let files: [String]

  /// Whether it is due by a day, and written.
  func status(by day: Day) -> Status {
    period.lastDay > day ? .notDue : files.isEmpty ? .due : .written
  }

  enum Status: String, CaseIterable {
    case notDue = "not-due"
    case due, written

    var title: Bilingual {
      switch self {
      case .notDue: Bilingual(zh: "未到期", en: "not due")
      case .due: Bilingual(zh: "应出未写", en: "due")
      case .written: Bilingual(zh: "已写出", en: "written")
      }
    }
  }

  /// From the month of the first case to that of `day`, the last due first.
  static func all(
    _ workspace: Workspace, policy: AssessmentPolicy, since first: Day?, asOf day: Day
  ) -> [DueReport] {
    (min(first ?? day, day).month...day.month).flatMap { month in
      ReportName.allCases.flatMap { name in
        name.periods(of: month, policy: policy).map { DueReport(name, $0, in: workspace) }
      }
    }.enumerated().sorted {
      ($1.element.period.lastDay, $0.offset) < ($0.element.period.lastDay, $1.offset)
    }.map(\.element)
  }

  private init(_ name: ReportName, _ period: AssessmentPeriod, in workspace: Workspace) {
    self.name = name
    self.period = period
    // The last part and the month hold the same days.
    let isMonth = period.part != nil && period.lastDay == period.month.lastDay
    let periods = [period] + (isMonth ? [AssessmentPeriod(period.month)] : [])
    files = periods.flatMap { period in
      Language.allCases.flatMap { language in
        ReportFormat.allCases.map {
          ReportFile(
            workspace, name: "\(name.rawValue)-\(period)", format: $0, language: language)
        }
      }
    }.filter(\.isThere).map(\.name)
  }
}
