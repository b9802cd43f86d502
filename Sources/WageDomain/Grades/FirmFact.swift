/// What an office can know of a firm's record, by the names that grading policies use.
public enum FirmFactKind: String, CaseIterable, Hashable, Sendable {
  /// The written review (书面审查) was handed in and nothing was found.
  case reviewPassed = "review-passed"
  /// Something was found in it, and the firm put it right.
  case reviewCorrected = "review-corrected"
  /// Something was found in it.
  case reviewProblem = "review-problem"
  /// Handed in, and not checked yet.
  case reviewWaiting = "review-waiting"
  /// Recorded as not handed in.
  case reviewMissing = "review-missing"
  case inspectionPassed = "inspection-passed"
  case inspectionProblem = "inspection-problem"
  /// An order to put things right or to pay.
  case order
  case penalty
  /// An inspection, order or penalty that the firm refused.
  case refusal
  /// A complaint case that was resolved by wages paid or promised in writing: they were owed.
  case complaint
  /// A warning whose check found the danger real.
  case warning
  /// An incident of a group about the firm; drills are none.
  case groupIncident = "group-incident"
  /// A case that went to the police.
  case police
  /// A court's list of dishonest debtors.
  case dishonest
  /// A live site of the firm that lacked one of the six systems at its last check.
  case systemsLacking = "systems-lacking"

  public var title: Bilingual {
    switch self {
    case .reviewPassed: Bilingual(zh: "书面审查通过", en: "written review passed")
    case .reviewCorrected: Bilingual(zh: "书面审查整改到位", en: "written review corrected")
    case .reviewProblem: Bilingual(zh: "书面审查有问题", en: "written review with a problem")
    case .reviewWaiting: Bilingual(zh: "书面审查待审", en: "written review not checked yet")
    case .reviewMissing: Bilingual(zh: "未报送书面审查", en: "written review not handed in")
    case .inspectionPassed: Bilingual(zh: "检查未发现问题", en: "inspection passed")
    case .inspectionProblem: Bilingual(zh: "检查发现问题", en: "inspection with a problem")
    case .order: Bilingual(zh: "责令改正或支付", en: "order")
    case .penalty: Bilingual(zh: "行政处罚", en: "penalty")
    case .refusal: Bilingual(zh: "拒不履行或配合", en: "refusal")
    case .complaint: Bilingual(zh: "投诉属实", en: "substantiated complaint")
    case .warning: Bilingual(zh: "预警核查属实", en: "warning found valid")
    case .groupIncident: Bilingual(zh: "群体性事件", en: "group incident")
    case .police: Bilingual(zh: "移送公安", en: "referred to the police")
    case .dishonest: Bilingual(zh: "失信被执行人", en: "dishonest debtor")
    case .systemsLacking: Bilingual(zh: "六项制度有缺项", en: "six systems lacking")
    }
  }
}

/// One thing known of a firm, with the record that says it.
public struct FirmFact: Hashable, Sendable {
  public let kind: FirmFactKind
  /// The day it happened.
  public let on: Day
  /// Of the case, warning, inspection, project or review; the same thing has one number.
  public let number: String
  /// The agency's file; nil for what was entered here.
  public let file: String?
  public let line: Int64?
  public let persons: Int64?

  public init(
    _ kind: FirmFactKind, on day: Day, number: String, file: String? = nil, line: Int64? = nil,
    persons: Int64? = nil
  ) {
    self.kind = kind
    on = day
    self.number = number
    self.file = file
    self.line = line
    self.persons = persons
  }
}

extension FirmFact: Comparable {
  /// By day, then kind, then number, then file and line.
  public static func < (left: FirmFact, right: FirmFact) -> Bool {
    (left.on, left.kind.rawValue, left.number, left.file ?? "", left.line ?? 0)
      < (right.on, right.kind.rawValue, right.number, right.file ?? "", right.line ?? 0)
  }
}
