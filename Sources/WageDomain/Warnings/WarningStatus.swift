/// Where a warning stands: all that its events amount to.
///
/// It is open until an outcome is recorded, whatever becomes of the firm's tier: a danger that went
/// away by itself has still to be looked at.
public struct WarningStatus: Hashable, Sendable {
  public let tier: Tier
  public let firm: Int64
  /// The score run that raised the tier.
  public let run: Int64
  public let firedOn: Day
  /// Late is the next day.
  public let dueOn: Day
  /// Why ``dueOn`` is earlier than the tier's own rule says; nil when it is not.
  public let shortened: ShortenedCheck?
  public private(set) var assignedTo: String?
  public private(set) var assignedOn: Day?
  public private(set) var outcome: WarningOutcome?
  public private(set) var recordedOn: Day?
  public private(set) var noteHash: String?
  private var latestOn: Day

  /// - Throws: ``IllegalWarningEvent``, the first event that cannot follow those before it.
  public init(_ events: some Sequence<WarningEvent>) throws(IllegalWarningEvent) {
    var rest = events.makeIterator()
    guard let first = rest.next(),
      case .fired(let tier, let firm, let run, let dueOn, let shortened) = first.act
    else { throw .notFired }
    self.shortened = shortened
    self.tier = tier
    self.firm = firm
    self.run = run
    self.dueOn = dueOn
    firedOn = first.effectiveOn
    latestOn = first.effectiveOn
    while let event = rest.next() { try apply(event) }
  }

  public var isOpen: Bool { outcome == nil }

  public func isOverdue(asOf day: Day) -> Bool { isOpen && dueOn < day }

  /// `open`, `assigned`, `overdue` or `closed`.
  public func state(asOf day: Day) -> State {
    guard isOpen else { return .closed }
    if isOverdue(asOf: day) { return .overdue }
    return assignedTo == nil ? .open : .assigned
  }

  public enum State: String, CaseIterable, Hashable, Sendable {
    case open, assigned, overdue, closed

    public var title: Bilingual {
      switch self {
      case .open: Bilingual(zh: "待核查", en: "open")
      case .assigned: Bilingual(zh: "已交办", en: "assigned")
      case .overdue: Bilingual(zh: "逾期", en: "overdue")
      case .closed: Bilingual(zh: "已核查", en: "closed")
      }
    }
  }

  private mutating func apply(_ event: WarningEvent) throws(IllegalWarningEvent) {
    if let outcome, let recordedOn { throw .alreadyRecorded(outcome, on: recordedOn) }
    guard event.effectiveOn >= latestOn else {
      throw .before(event.effectiveOn, latest: latestOn, isFiring: latestOn == firedOn)
    }
    switch event.act {
    case .fired: throw .firedTwice
    case .assigned(let name):
      guard name != assignedTo else { throw .alreadyWith(name) }
      assignedTo = name
      assignedOn = event.effectiveOn
    case .recorded(let outcome, let hash):
      self.outcome = outcome
      recordedOn = event.effectiveOn
      noteHash = hash
    }
    latestOn = event.effectiveOn
  }
}

/// An event that a warning cannot take; nothing was changed.
public enum IllegalWarningEvent: Error, Hashable, Sendable {
  case notFired
  case firedTwice
  case alreadyRecorded(WarningOutcome, on: Day)
  case alreadyWith(String)
  /// Earlier than what was recorded last; the firing itself when nothing else was.
  case before(Day, latest: Day, isFiring: Bool)
  case inTheFuture(Day, today: Day)

  /// What was found and what is expected, without a full stop.
  public var text: Bilingual {
    switch self {
    case .notFired:
      Bilingual(zh: "预警须从发出开始", en: "a warning begins with the event fired")
    case .firedTwice: Bilingual(zh: "预警已发出", en: "the warning has fired already")
    case .alreadyRecorded(let outcome, let day):
      Bilingual(
        zh: "已于 \(day) 记录核查结果：\(outcome.title.zh)，不再接受任何操作",
        en: "its outcome was recorded on \(day): \(outcome.rawValue); it takes nothing any more")
    case .alreadyWith(let name):
      Bilingual(zh: "已交办 \(name)", en: "it is with \(name) already")
    case .before(let day, let latest, let isFiring):
      isFiring
        ? Bilingual(
          zh: "\(day) 早于预警发出之日 \(latest)",
          en: "\(day) is before the day on which it fired, \(latest)")
        : Bilingual(
          zh: "\(day) 早于最近一次记录之日 \(latest)",
          en: "\(day) is before what was recorded last, on \(latest)")
    case .inTheFuture(let day, let today):
      Bilingual(zh: "\(day) 晚于今天 \(today)", en: "\(day) is later than today, \(today)")
    }
  }
}
