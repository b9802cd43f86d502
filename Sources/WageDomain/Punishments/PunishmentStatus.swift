/// Where an entry of the list stands: all that its events amount to.
public struct PunishmentStatus: Hashable, Sendable {
  /// Stored by its raw value: never rename one.
  public enum State: String, CaseIterable, Hashable, Sendable {
    /// Decided, not published yet.
    case entered
    case published
    case removed

    public var title: Bilingual {
      switch self {
      case .entered: Bilingual(zh: "已列入", en: "entered")
      case .published: Bilingual(zh: "已公布", en: "published")
      case .removed: Bilingual(zh: "已移出", en: "removed")
      }
    }

    /// What an entry in this state takes.
    public var allowed: [PunishmentActKind] {
      switch self {
      case .entered: [.published, .renewed, .repaired, .removed]
      case .published: [.renewed, .repaired, .removed]
      case .removed: []
      }
    }
  }

  public let entry: PunishmentEntry
  public let enteredOn: Day
  public private(set) var state = State.entered
  public private(set) var publishedOn: Day?
  /// The last day of the term, renewals included.
  public private(set) var endsOn: Day
  public private(set) var renewals = 0
  /// When the arrears were paid; nil without a repair.
  public private(set) var paidOn: Day?
  /// The first day on which it may be removed early; nil without a repair.
  public private(set) var removableFrom: Day?
  public private(set) var removedOn: Day?
  public private(set) var removal: RemovalGround?
  private var latestOn: Day

  /// - Throws: ``IllegalPunishmentEvent``, the first event that cannot follow those before it.
  public init(_ events: some Sequence<PunishmentEvent>) throws(IllegalPunishmentEvent) {
    var rest = events.makeIterator()
    guard let first = rest.next(), case .entered(let entry) = first.act else { throw .notEntered }
    guard first.effectiveOn > entry.orderDueOn else {
      throw .orderRuns(dueOn: entry.orderDueOn, found: first.effectiveOn)
    }
    self.entry = entry
    enteredOn = first.effectiveOn
    latestOn = first.effectiveOn
    endsOn = entry.endsOn
    while let event = rest.next() { try apply(event) }
  }

  private mutating func apply(_ event: PunishmentEvent) throws(IllegalPunishmentEvent) {
    let kind = event.act.kind
    guard state.allowed.contains(kind) else {
      throw .notAllowed(kind, in: state, allowed: state.allowed)
    }
    let day = event.effectiveOn
    guard day >= latestOn else { throw .before(day, latest: latestOn) }
    switch event.act {
    case .entered: throw .notAllowed(kind, in: state, allowed: state.allowed)
    case .published:
      state = .published
      publishedOn = day
    case .renewed(let next): try renew(to: next, on: day)
    case .repaired(let repair): try keep(repair, on: day)
    case .removed(let ground, _): try remove(ground, on: day)
    }
    latestOn = day
  }

  private mutating func renew(to next: Day, on day: Day) throws(IllegalPunishmentEvent) {
    if let paidOn { throw .paid(on: paidOn) }
    guard day >= endsOn else { throw .termRuns(to: endsOn, found: day) }
    endsOn = next
    renewals += 1
  }

  private mutating func keep(
    _ repair: PunishmentRepair, on day: Day
  ) throws(IllegalPunishmentEvent) {
    if let paidOn { throw .paid(on: paidOn) }
    guard repair.paidOn <= day else { throw .paidLater(repair.paidOn, found: day) }
    paidOn = repair.paidOn
    removableFrom = repair.removableFrom
  }

  private mutating func remove(
    _ ground: RemovalGround, on day: Day
  ) throws(IllegalPunishmentEvent) {
    switch ground {
    case .termOver: guard day > endsOn else { throw .termRuns(to: endsOn, found: day) }
    case .repaired:
      guard let removableFrom else { throw .notRepaired }
      guard day >= removableFrom else { throw .repairRuns(until: removableFrom, found: day) }
    case .revoked: break
    }
    state = .removed
    removedOn = day
    removal = ground
  }
}
