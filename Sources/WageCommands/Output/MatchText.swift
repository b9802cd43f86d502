import NightlyRun
import WageDomain
import WageStore

/// What a night says of rows that waited for their firm.
enum MatchText {
  /// Nil when nothing waits and nothing was found.
  static func summary(_ report: MatchStage.Report) -> Bilingual? {
    guard report.outcome.rows > 0 || report.waiting > 0 else { return nil }
    let (matched, waiting) = (report.outcome.rows, report.waiting)
    return Bilingual(
      zh: """
        匹配：补匹配 \(matched) 行，仍待匹配 \(waiting) 行\
        \(waiting > 0 ? "；处理：wagewatch match list" : "")
        """,
      en: """
        Match: \(matched) waiting rows found their firm, \(waiting) wait on\
        \(waiting > 0 ? " (see: wagewatch match list)" : "")
        """)
  }
}
