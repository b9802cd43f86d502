import WageDomain

extension PeriodAssessment {
  /// What came in went out or is there, each case once; each rate counts cases that are listed.
  var findingsWithin: [AssessmentFinding] {
    bodies.flatMap { $0.flowFindings + $0.rateFindings } + total.twiceFindings
  }
}

extension BodyAssessment {
  fileprivate var flowFindings: [AssessmentFinding] {
    let came = [BodyFigure.carriedOver, .new, .returned].flatMap(caseNumbers)
    let went = [BodyFigure.resolved, .movedOn, .withdrawn, .merged, .pending].flatMap(caseNumbers)
    guard came.sorted() != went.sorted() || Set(came).count != came.count else { return [] }
    return [
      AssessmentFinding(
        body: body,
        found: Bilingual(
          zh: "结转、新增、再办共 \(came.count) 件，去向共 \(went.count) 件",
          en:
            "\(came.count) carried over, new or returned, and \(went.count) by what became of them"
        ),
        expected: Bilingual(zh: "同样的案件，每件一次", en: "the same cases, each once"))
    ]
  }

  /// Over all bodies a case is pending, resolved, withdrawn or merged once.
  fileprivate var twiceFindings: [AssessmentFinding] {
    let ended = [BodyFigure.resolved, .withdrawn, .merged, .pending].flatMap(caseNumbers).sorted()
    let twice = zip(ended, ended.dropFirst()).filter { $0 == $1 }.map(\.0)
    guard !twice.isEmpty else { return [] }
    let list = twice.joined(separator: " ")
    return [
      AssessmentFinding(
        body: body,
        found: Bilingual(
          zh: "在两个责任主体有结果的案件：\(list)", en: "cases that ended at two bodies: \(list)"),
        expected: Bilingual(zh: "每件一个结果", en: "one ending a case"))
    ]
  }

  fileprivate var rateFindings: [AssessmentFinding] {
    BodyRate.allCases.flatMap { rate -> [AssessmentFinding] in
      var rest = caseNumbers(rate.denominator)[...]
      // Both ascend: each of the numerator's is found in turn, or is not there.
      let missing = caseNumbers(rate.numerator).filter { number in
        rest = rest.drop { $0 < number }
        guard rest.first == number else { return true }
        rest = rest.dropFirst()
        return false
      }
      guard !missing.isEmpty else { return [] }
      let list = missing.joined(separator: " ")
      return [
        AssessmentFinding(
          body: body,
          found: Bilingual(
            zh: "\(rate.title.zh)的分子有分母没有的案件：\(list)",
            en: "\(rate.title.en) counts cases that its base does not have: \(list)"),
          expected: Bilingual(zh: "分子在分母之内", en: "a part of the base"))
      ]
    }
  }
}
