/// One round of a clock of a case.
public struct CaseClock: Hashable, Sendable {
  /// The id of the clocks that a repayment agreement brings; each instalment is a round.
  public static let instalment = "instalment"

  /// What such a clock is called in texts.
  public static let instalmentTitle = Bilingual(zh: "分期付款", en: "instalment")

  public let id: String
  /// Which start of this clock in the case, from 1.
  public let round: Int
  /// The body whose clock it is; nil for the case's own.
  public let body: String?
  /// From the day it starts on, which is day 0, to the day it is due on.
  public let deadline: ClockCount
  /// Days that were approved beyond the rule's own; ``deadline`` holds them.
  public let extendedBy: Int
  /// Whole days on which it stood still, of those the last may still be going on.
  public let paused: [ClosedRange<Day>]
  /// Nil while it runs.
  public let ending: ClockEnding?

  public init(
    id: String, round: Int, body: String?, deadline: ClockCount, extendedBy: Int = 0,
    paused: [ClosedRange<Day>] = [], ending: ClockEnding?
  ) {
    self.id = id
    self.round = round
    self.body = body
    self.deadline = deadline
    self.extendedBy = extendedBy
    self.paused = paused
    self.ending = ending
  }

  public var startsOn: Day { deadline.from }
  /// Nil while the counting reaches a year without a holiday notice.
  public var dueOn: Day? { deadline.dueOn }
  /// The year without a notice; nil when the due day is known.
  public var missingYear: Int? { deadline.missingYear }

  /// How the clock stands at the end of a day. Overdue is computed, never stored.
  public func state(asOf day: Day) -> ClockState {
    switch ending {
    // What ran out before the case ended without an answer was late.
    case .stopped(let at)?: deadline.isInTime(at.day) == false ? .late : .stopped
    case .answered(let at)?:
      switch deadline.isInTime(at.day) {
      case true?: .met
      case false?: .late
      case nil: .notCountable
      }
    // A clock whose due day nobody knows yet is not late.
    case nil: deadline.isInTime(day) ?? true ? .running : .late
    }
  }
}

/// How a round of a clock ended.
public enum ClockEnding: Hashable, Sendable {
  /// By one of the events that the policy names.
  case answered(Instant)
  /// The case was closed, merged or withdrawn first: neither met nor late when that was by the due
  /// day.
  case stopped(Instant)

  public var at: Instant {
    switch self {
    case .answered(let at), .stopped(let at): at
    }
  }
}

/// The state of a clock on a day, as listings show it.
public enum ClockState: String, CaseIterable, Hashable, Sendable {
  case running, met, late, stopped
  /// Answered, and nobody can tell before the notice of a year whether in time.
  case notCountable = "not-countable"

  public var title: Bilingual {
    switch self {
    case .running: Bilingual(zh: "计时中", en: "running")
    case .met: Bilingual(zh: "按期", en: "met")
    case .late: Bilingual(zh: "逾期", en: "late")
    case .stopped: Bilingual(zh: "停止", en: "stopped")
    case .notCountable: Bilingual(zh: "尚无法计算", en: "not countable")
    }
  }
}

/// What is told in place of a due day that is not known.
public enum MissingNotice {
  public static func text(_ year: Int) -> Bilingual {
    Bilingual(
      zh: "\(year) 年放假通知公布前无法计算", en: "not countable before the notice for \(year)")
  }
}
