/// How responsible bodies are assessed, as the section `assessment` of a workflow policy states it.
///
/// - Source: N11, N19; every definition is an assumption of the policy file.
public struct AssessmentPolicy: Hashable, Sendable {
  /// The id of the clock whose due days a body's replies are judged by.
  public let replyClock: String
  /// After any of these a resolution is not the body's own.
  public let escalatedBy: [ClockTrigger]
  /// Cases that left a body in one of these ways count in none of its rates.
  public let leftOut: [DeskEnding]
  /// In basis points; the monthly resolution rate that each body is to reach.
  public let target: Int
  /// In basis points; a body with this own-resolution rate or a higher one is never last.
  public let neverLastFrom: Int
  /// Ascending by consecutive last places.
  public let ladder: [AssessmentStep]
  /// Days of the month on which the leaders get a report, ascending, and then its last day.
  public let reportDays: [Int]

  public init(
    replyClock: String, escalatedBy: [ClockTrigger], leftOut: [DeskEnding], target: Int,
    neverLastFrom: Int, ladder: [AssessmentStep], reportDays: [Int]
  ) {
    self.replyClock = replyClock
    self.escalatedBy = escalatedBy
    self.leftOut = leftOut
    self.target = target
    self.neverLastFrom = neverLastFrom
    self.ladder = ladder
    self.reportDays = reportDays
  }

  /// What so many consecutive last places lead to; nil for none, the last step for more than it asks.
  public func step(consecutive: Int) -> AssessmentStep? {
    ladder.last { $0.consecutive <= consecutive }
  }
}

/// One step of what last places lead to (N19).
public struct AssessmentStep: Hashable, Sendable {
  /// Stable, e.g. `summons`.
  public let id: String
  public let title: Bilingual
  /// So many months one after the other in last place.
  public let consecutive: Int
  public let source: String

  public init(id: String, title: Bilingual, consecutive: Int, source: String) {
    self.id = id
    self.title = title
    self.consecutive = consecutive
    self.source = source
  }
}

/// How a case left a body's desk.
public enum DeskEnding: String, CaseIterable, Hashable, Sendable {
  case resolved
  /// Sent back by the body, sent on to another, or taken to another county.
  case moved
  case withdrawn
  /// Carried on as another case.
  case merged

  public var title: Bilingual {
    switch self {
    case .resolved: Bilingual(zh: "化解", en: "resolved")
    case .moved: Bilingual(zh: "退回、改派或转外地", en: "moved on")
    case .withdrawn: Bilingual(zh: "撤回", en: "withdrawn")
    case .merged: Bilingual(zh: "并案", en: "merged")
    }
  }
}
