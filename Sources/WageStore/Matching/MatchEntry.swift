public import WageDomain

/// Who decides about rows without a code, when, and why.
public struct MatchEntry: Hashable, Sendable {
  public let actor: String
  public let reason: String
  public let now: Instant

  public init(actor: String, reason: String, now: Instant) {
    self.actor = actor
    self.reason = reason
    self.now = now
  }
}

/// What a decision did to rows.
public struct MatchOutcome: Hashable, Sendable {
  /// Entries of the queue whose rows moved.
  public internal(set) var groups = 0
  /// Rows that entered the store, or went back to waiting.
  public internal(set) var rows = 0
  /// Rows that their file had said otherwise before: set aside as rejects.
  public internal(set) var rejected = 0

  public init() {}

  init(groups: Int, rows: Int = 0) {
    self.groups = groups
    self.rows = rows
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
    case .unreadable(let file, let line):
      """
      \(file):\(line): the kept text of the row cannot be read again. Nothing was changed; it waits on.
        Send the file once more with the firm's credit code in the row.
      """
    }
  }
}
