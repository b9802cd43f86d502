public import WageDomain

/// Who decides about rows without a code, when, and why.
public struct MatchEntry: Hashable, Sendable {
  public let actor: String
  public let reason: String
  public let now: Instant

  /// Who decides when no person does.
  public static let automaticActor = "wagewatch"

  public init(actor: String, reason: String, now: Instant) {
    self.actor = actor
    self.reason = reason
    self.now = now
  }
}

/// What was done with rows that wait.
public struct MatchOutcome: Hashable, Sendable {
  /// Entries of the queue whose rows moved.
  public internal(set) var groups = 0
  /// Rows that entered the store.
  public internal(set) var rows = 0
  /// Of these, rows that were in before, and that only their firm was asked of.
  public internal(set) var storedBefore = 0
  /// Rows that their file had said otherwise before: set aside as rejects.
  public internal(set) var rejected = 0

  public init() {}

  public mutating func add(_ other: MatchOutcome) {
    groups += other.groups
    rows += other.rows
    storedBefore += other.storedBefore
    rejected += other.rejected
  }
}

/// Why a decision about rows without a code cannot be taken.
public enum MatchError: Error, Hashable, Sendable {
  case unknownGroup(Int64)
  /// Its rows are matched: they must be taken back first.
  case alreadyMatched(Int64)
  case alreadyRefused(Int64)
  /// There is nothing to take back.
  case stillWaiting(Int64)
  case unknownEvent(Int64)
  case alreadyUndone(Int64)
  /// What a rule did is not taken back by itself: it would do it again.
  case automaticEvent(Int64, group: Int64)
  /// A later decision about the same entry or firm stands.
  case notLast(Int64, later: Int64)
  /// By credit code.
  case alreadyMerged(String, into: String)
  case mergeCircle(String, into: String)
  case notKnownYet(String, knownOn: String, day: String)
  /// The kept text of a row no longer passes the feed's checks.
  case unreadable(file: String, line: Int)
}

extension MatchError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownGroup(let id):
      """
      match \(id): there is no such entry. Nothing was changed.
        List the entries with `wagewatch match list --all`.
      """
    case .alreadyMatched(let id):
      """
      match \(id): its rows are in the store for a firm; expected rows that wait. Nothing was changed.
        Take them back first: `wagewatch match split \(id) --reason TEXT`.
      """
    case .alreadyRefused(let id):
      """
      match \(id): it is refused already; expected rows that wait. Nothing was changed.
        Put it back into the queue: `wagewatch match split \(id) --reason TEXT`.
      """
    case .stillWaiting(let id):
      """
      match \(id): its rows wait; expected a decision to take back. Nothing was changed.
        Decide with `wagewatch match accept \(id) --firm CODE` or `match refuse \(id) --reason TEXT`.
      """
    case .unknownEvent(let id):
      """
      event \(id): there is no such event. Nothing was changed.
        List them with `wagewatch match log`.
      """
    case .alreadyUndone(let id):
      """
      event \(id): it is taken back already, or takes another back. Nothing was changed.
        Decide anew instead: `wagewatch match accept`, `refuse`, `split` or `merge`.
      """
    case .automaticEvent(let id, let group):
      """
      event \(id): a rule did this; taken back by itself it would be done again. Nothing was changed.
        Take the rows away for good: `wagewatch match split \(group) --reason TEXT`.
      """
    case .notLast(let id, let later):
      """
      event \(id): event \(later) was decided after it and stands on it. Nothing was changed.
        Take that one back first: `wagewatch match undo \(later) --reason TEXT`.
      """
    case .alreadyMerged(let code, let into):
      """
      \(code): it is merged into \(into) already. Nothing was changed.
        Find the event with `wagewatch match log` and take it back, or merge \(into) instead.
      """
    case .mergeCircle(let code, let into):
      """
      \(code): \(into) is itself, or counts as it already; expected two firms. Nothing was changed.
        Name the firm that goes on with --into; see `wagewatch match log` for what is merged.
      """
    case .notKnownYet(let code, let knownOn, let day):
      """
      \(code): known since \(knownOn), later than \(day). Nothing was changed.
        Merge as of \(knownOn) or later: --on \(knownOn).
      """
    case .unreadable(let file, let line):
      """
      \(file):\(line): the kept text of the row cannot be read again. Nothing was changed; it waits on.
        Send the file once more with the firm's credit code in the row.
      """
    }
  }
}
