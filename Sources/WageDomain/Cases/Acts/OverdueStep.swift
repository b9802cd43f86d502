/// One step of the ladder of one running clock. There is one event for each, ever.
public struct OverdueStep: Hashable, Sendable {
  /// The clock's id in the workflow policy.
  public let clock: String
  /// Which start of that clock, from 1: a second transfer order starts a second round.
  public let round: Int
  /// Day 0 of that round, by which it is known again: an event typed in later with an earlier day may
  /// shift the numbers of rounds. Nil in events from before it was kept.
  public let startsOn: Day?
  /// Which step of the clock's ladder, from 1.
  public let step: Int
  public let dueOn: Day
  /// The level that the case is raised to.
  public let level: CaseLevel

  public init(
    clock: String, round: Int, startsOn: Day? = nil, step: Int, dueOn: Day, level: CaseLevel
  ) {
    self.clock = clock
    self.round = round
    self.startsOn = startsOn
    self.step = step
    self.dueOn = dueOn
    self.level = level
  }
}

/// A step that was recorded and is none by what was recorded since. Both events stay; the case counts
/// neither.
public struct WithdrawnRaise: Hashable, Sendable {
  public let step: OverdueStep
  public let why: Reason

  public init(step: OverdueStep, why: Reason) {
    self.step = step
    self.why = why
  }

  /// What is known now and was not when the case was raised.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The clock had ended before the step's moment.
    case ended
    /// The due day is a later one.
    case moved
    /// The round of the clock never began.
    case gone

    public var title: Bilingual {
      switch self {
      case .ended: Bilingual(zh: "时限其实已按期办结", en: "its clock had ended in time")
      case .moved: Bilingual(zh: "到期日其实更晚", en: "its due day is later")
      case .gone: Bilingual(zh: "该轮时限其实没有开始", en: "that round of its clock never began")
      }
    }
  }
}

/// A due day that a later holiday notice moved. The due day itself is always computed; this is the
/// record that somebody saw it move and confirmed.
public struct MovedDueDay: Hashable, Sendable {
  /// The clock's id in the workflow policy.
  public let clock: String
  public let round: Int
  /// Nil: it was not countable before.
  public let from: Day?
  /// Nil: it is not countable any more.
  public let to: Day?
  /// ``WorkCalendar/version`` after the notice.
  public let calendar: String

  public init(clock: String, round: Int, from: Day?, to: Day?, calendar: String) {
    self.clock = clock
    self.round = round
    self.from = from
    self.to = to
    self.calendar = calendar
  }
}
