/// What the check of a firm's written review (书面审查) found.
public enum ReviewResult: String, CaseIterable, Hashable, Sendable {
  case passed
  case problem
  /// Something was found and put right.
  case corrected

  public var title: Bilingual {
    switch self {
    case .passed: Bilingual(zh: "通过", en: "passed")
    case .problem: Bilingual(zh: "有问题", en: "problem")
    case .corrected: Bilingual(zh: "已整改", en: "corrected")
    }
  }
}

/// A firm's yearly written review as a clerk recorded it; a later record replaces an earlier one.
public struct WrittenReview: Hashable, Sendable {
  /// The year that is reviewed.
  public let year: Int
  /// Nil: the firm did not hand it in.
  public let handedInOn: Day?
  public let checkedBy: String?
  /// Nil: not checked yet, or never handed in.
  public let result: ReviewResult?
  /// What had to be put right.
  public let corrections: String?

  public init(
    year: Int, handedInOn: Day?, checkedBy: String?, result: ReviewResult?, corrections: String?
  ) {
    self.year = year
    self.handedInOn = handedInOn
    self.checkedBy = checkedBy
    self.result = result
    self.corrections = corrections
  }

  /// The first thing that does not fit together, if any.
  public var fault: Bilingual? {
    if handedInOn == nil, result != nil || corrections != nil {
      return Bilingual(
        zh: "未报送的书面审查不能有结果或整改内容", en: "a result or corrections without a day of handing in")
    }
    if result != nil, checkedBy?.isEmpty ?? true {
      return Bilingual(zh: "有结果而没有审查人", en: "a result without who checked it")
    }
    if result == .corrected, corrections?.isEmpty ?? true {
      return Bilingual(zh: "已整改而没有整改内容", en: "corrected without what was corrected")
    }
    if let handedInOn, handedInOn.year < year {
      return Bilingual(
        zh: "\(handedInOn) 早于 \(year) 年", en: "\(handedInOn) is before the year \(year)")
    }
    return nil
  }

  /// What it says of the firm's record; not handed in counts from the day it was recorded.
  public func factKind() -> FirmFactKind {
    guard handedInOn != nil else { return .reviewMissing }
    return switch result {
    case .passed: .reviewPassed
    case .corrected: .reviewCorrected
    case .problem: .reviewProblem
    case nil: .reviewWaiting
    }
  }
}
