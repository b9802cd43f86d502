import ArgumentParser
import CaseAssessment
import WageDomain

/// The reports that there are.
enum ReportName: String, CaseIterable, ExpressibleByArgument {
  case bodies, ranking, district
  case crossRegion = "cross-region"
  case `case`

  var title: Bilingual {
    switch self {
    case .bodies: Bilingual(zh: "责任主体办理情况", en: "responsible bodies")
    case .ranking: Bilingual(zh: "自行化解率排名", en: "own resolution, ranking")
    case .district: Bilingual(zh: "全区办理汇总", en: "sums of the district")
    case .crossRegion: Bilingual(zh: "跨区域转办督办", en: "across regions")
    case .case: Bilingual(zh: "一案三报告", en: "one case, three reports")
    }
  }

  /// The periods of a month that this report is made for; none for one about a case.
  func periods(of month: Month, policy: AssessmentPolicy) -> [AssessmentPeriod] {
    switch self {
    case .bodies: AssessmentPeriod.parts(of: month, policy: policy)
    case .ranking, .district, .crossRegion: [AssessmentPeriod(month)]
    case .case: []
    }
  }

  /// The last period that is over by a day.
  func lastPeriod(by day: Day, policy: AssessmentPolicy) -> AssessmentPeriod {
    self == .bodies
      ? AssessmentPeriod.lastPart(by: day, policy: policy) : AssessmentPeriod.lastMonth(by: day)
  }
}
