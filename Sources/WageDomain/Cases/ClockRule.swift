/// A statutory clock: which events start it, how long it runs, which events stop it.
public struct ClockRule: Hashable, Sendable {
  /// Stable, e.g. `reply-5`; stands in events and listings.
  public let id: String
  public let title: Bilingual
  /// Each such event starts a round of the clock; its day is day 0.
  public let starts: [ClockTrigger]
  /// Runs as long as the case lacks this, from the day on which it comes to, instead of from event
  /// to event; nil: it has ``starts`` and ``stops``. A lack of less than a day is no round.
  public let lack: CaseLack?
  public let deadline: DeadlineRule
  /// Any of these, by its civil day, stops every running round.
  public let stops: [ClockTrigger]
  /// Nil: the clock never stands still.
  public let pause: PauseRule?
  /// Nil: the clock is never given more days.
  public let extensions: ExtensionRule?
  /// Nil: an answer after the due day needs nobody's signature.
  public let lateAnswer: LateAnswerRule?
  /// Ascending by days.
  public let ladder: [LadderStep]
  /// Follow-ups, in the order of the file.
  public let reminders: [ReminderRule]
  public let source: String

  public init(
    id: String, title: Bilingual, starts: [ClockTrigger], lack: CaseLack? = nil,
    deadline: DeadlineRule, stops: [ClockTrigger], pause: PauseRule? = nil,
    extensions: ExtensionRule? = nil,
    lateAnswer: LateAnswerRule? = nil, ladder: [LadderStep], reminders: [ReminderRule] = [],
    source: String
  ) {
    self.id = id
    self.title = title
    self.starts = starts
    self.lack = lack
    self.deadline = deadline
    self.stops = stops
    self.pause = pause
    self.extensions = extensions
    self.lateAnswer = lateAnswer
    self.ladder = ladder
    self.reminders = reminders
    self.source = source
  }
}

/// An event that a clock listens to: its kind and, where a kind is about an authority, which one.
///
/// Written `dispatched` or `escalated/conference` in a policy file.
public struct ClockTrigger: Hashable, Sendable {
  public let kind: CaseEventKind
  /// Nil: whichever it is about.
  public let forum: Forum?

  public init(_ kind: CaseEventKind, forum: Forum? = nil) {
    self.kind = kind
    self.forum = forum
  }

  public func fits(_ act: CaseAct) -> Bool {
    act.kind == kind && (forum == nil || act.forum == forum)
  }

  /// - Returns: nil unless it is a kind, or a kind about authorities and one of them.
  public init?(word: String) {
    let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = CaseEventKind(rawValue: String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(kind)
      return
    }
    guard Self.kindsAboutForums.contains(kind), let forum = Forum(rawValue: String(parts[1]))
    else { return nil }
    self.init(kind, forum: forum)
  }

  /// As policies write it; ``init(word:)`` reads it.
  public var word: String { forum.map { "\(kind.rawValue)/\($0.rawValue)" } ?? kind.rawValue }

  /// Every word that ``init(word:)`` takes.
  public static var words: [String] {
    CaseEventKind.allCases.flatMap { kind in
      [kind.rawValue]
        + (kindsAboutForums.contains(kind)
          ? Forum.allCases.map { "\(kind.rawValue)/\($0.rawValue)" } : [])
    }
  }

  private static let kindsAboutForums: [CaseEventKind] = [.escalated, .accepted, .concluded]
}

/// That a clock may stand still, and for how long at most.
public struct PauseRule: Hashable, Sendable {
  /// A pause that nobody ends is over after so many days, so that no case is forgotten in one.
  public let mostDays: Int
  public let source: String

  public init(mostDays: Int, source: String) {
    self.mostDays = mostDays
    self.source = source
  }
}

/// That a clock may be given more days, once or more, before it is due.
public struct ExtensionRule: Hashable, Sendable {
  /// All extensions of one round together.
  public let mostDays: Int
  public let source: String

  public init(mostDays: Int, source: String) {
    self.mostDays = mostDays
    self.source = source
  }
}

/// Who must have signed the transfer order before an answer after the due day is taken (N9).
public struct LateAnswerRule: Hashable, Sendable {
  /// This level, or the one that the head-count demands when that is higher.
  public let signedBy: CaseLevel
  public let source: String

  public init(signedBy: CaseLevel, source: String) {
    self.signedBy = signedBy
    self.source = source
  }
}

/// Raises the case to the next level when a round has been overdue for some days.
public struct LadderStep: Hashable, Sendable {
  /// Civil days after the due day; 1 is the first day that is late.
  public let daysAfterDue: Int
  public let source: String

  public init(daysAfterDue: Int, source: String) {
    self.daysAfterDue = daysAfterDue
    self.source = source
  }
}
