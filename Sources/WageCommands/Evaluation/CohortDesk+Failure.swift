import RiskEvaluation
import WageDomain
import WageStore

extension CohortDesk {
  /// The firms of a cohort among those that are loaded.
  ///
  /// - Throws: ``CommandFailure`` for a query that gives anything but firms.
  func members(of cohort: CutoffCohort) throws -> Members {
    do {
      return try members(cohort.sql)
    } catch let fault as CohortFault {
      throw CommandFailure(
        zh: """
          --cohort：发现\(fault.found.zh)，应为一条只读查询，给出一列企业编号或信用代码。没有得出任何估计。
            \(cohort.sql)
          """,
        en: """
          --cohort: found \(fault.found.en), expected a query that only reads and gives one column of firm \
          ids or credit codes. Nothing was estimated.
            \(cohort.sql)
          """, exitCode: CommandExit.usage)
    }
  }
}
