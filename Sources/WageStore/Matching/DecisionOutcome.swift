/// What a person's decision did to rows: how they stand after it beside how they stood before.
public struct DecisionOutcome: Hashable, Sendable {
  /// Rows that are in, and were not.
  public internal(set) var entered = 0
  /// Of these, complaints and reports that were stored before, and lacked only their firm.
  public internal(set) var storedBefore = 0
  /// Rows that wait, and did not: they were in for a firm, or refused.
  public internal(set) var waiting = 0
  /// Rows that are out of the queue, and were not.
  public internal(set) var refused = 0
  /// Rows that their file had said otherwise before: set aside as rejects, less those that are no
  /// rejects any more.
  public internal(set) var rejected = 0
  /// Rows that were in for one firm and are in for another.
  public internal(set) var moved: [MovedRows] = []

  init() {}
}

/// Rows of an entry that went from one firm to another.
public struct MovedRows: Hashable, Sendable {
  /// The entry in the queue.
  public let groupId: Int64
  /// Whose they were, by credit code.
  public let from: String
  /// Whose they are.
  public let to: String
  public let rows: Int
}
