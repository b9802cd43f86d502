import WageDomain

/// Where cases stand by the state machine, to hold the figures of the desks against.
struct StandingCases {
  /// Case numbers by body, before the period and at its end; nil is no body.
  private var before: [String?: Set<String>] = [:]
  private var now: [String?: Set<String>] = [:]

  mutating func addBefore(_ caseNo: String, _ status: CaseStatus) {
    if status.isForBodies { before[status.body, default: []].insert(caseNo) }
  }

  mutating func addNow(_ caseNo: String, _ status: CaseStatus) {
    if status.isForBodies { now[status.body, default: []].insert(caseNo) }
  }

  /// The carried-over of a period are the pending of the one before, the pending those that the
  /// state machine has open; over all bodies they are the district's.
  func findings(_ assessment: PeriodAssessment) -> [AssessmentFinding] {
    let dayBefore = assessment.period.firstDay.adding(days: -1)
    var findings: [AssessmentFinding] = []
    for body in assessment.bodies {
      findings += difference(
        body.body, .carriedOver, body.caseNumbers(.carriedOver), before[body.body] ?? [], dayBefore)
      findings += difference(
        body.body, .pending, body.caseNumbers(.pending), now[body.body] ?? [], assessment.cutoff)
    }
    let open = now.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let district = assessment.total.caseNumbers(.pending) + assessment.unassigned
    return findings + difference(nil, .pending, district, open, assessment.cutoff)
  }

  private func difference(
    _ body: String?, _ figure: BodyFigure, _ listed: [String], _ open: Set<String>, _ day: Day
  ) -> [AssessmentFinding] {
    guard listed.count != open.count || Set(listed) != open else { return [] }
    let wrong = Set(listed).symmetricDifference(open).sorted().joined(separator: " ")
    return [
      AssessmentFinding(
        body: body,
        found: Bilingual(
          zh: "\(figure.title.zh) \(listed.count) 件", en: "\(listed.count) \(figure.title.en)"),
        expected: Bilingual(
          zh: "\(day) 日终未结 \(open.count) 件，不符：\(wrong)",
          en: "\(open.count) open at the end of \(day); they differ in: \(wrong)"))
    ]
  }
}
