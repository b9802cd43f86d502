internal import GRDB
public import WageDomain

/// What one stage of a run did, as the run ledger keeps it.
public struct StageRecord: Hashable, Sendable {
  public let stage: String
  public let asOf: Day
  public let inputHash: String
  /// Versions of the policies in use, e.g. `default@1 cn@2025-11-04`.
  public let policies: String
  public let startedAt: Instant

  public init(
    stage: String, asOf: Day, inputHash: String, policies: String, startedAt: Instant
  ) {
    self.stage = stage
    self.asOf = asOf
    self.inputHash = inputHash
    self.policies = policies
    self.startedAt = startedAt
  }
}

/// How a stage ended.
public struct StageOutcome: Hashable, Sendable {
  public enum State: String, Sendable {
    case done, unchanged, failed
  }

  public let state: State
  /// Names of counts to numbers, in the order they are printed.
  public let counts: [(name: String, count: Int)]
  /// Why the stage failed; never holds personal data.
  public let fault: String?

  public init(state: State, counts: [(name: String, count: Int)], fault: String? = nil) {
    self.state = state
    self.counts = counts
    self.fault = fault
  }

  public static func == (left: StageOutcome, right: StageOutcome) -> Bool {
    left.state == right.state && left.fault == right.fault
      && left.counts.map(\.name) == right.counts.map(\.name)
      && left.counts.map(\.count) == right.counts.map(\.count)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(state)
    hasher.combine(fault)
  }
}

extension StoreTransaction {
  /// Writes that a stage has begun. A row that stays `running` tells of a run that died.
  ///
  /// - Returns: the id to end it with.
  public func beginStage(_ record: StageRecord) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO stageRun (stage, asOf, inputHash, policies, counts, outcome, startedAt)
        VALUES (?, ?, ?, ?, '{}', 'running', ?)
        """,
      arguments: [
        record.stage, record.asOf.description, record.inputHash, record.policies,
        record.startedAt.description,
      ])
    return db.lastInsertedRowID
  }

  /// Writes how a stage ended, with the length and head of the event chain at that moment.
  public func endStage(
    _ id: Int64, outcome: StageOutcome, endedAt: Instant, chain: (length: Int, head: String)?
  ) throws {
    let counts = outcome.counts.map { "\"\($0.name)\":\($0.count)" }.joined(separator: ",")
    try db.execute(
      sql: """
        UPDATE stageRun SET outcome = ?, counts = ?, fault = ?, endedAt = ?, chainLength = ?,
          chainHead = ?
        WHERE id = ?
        """,
      arguments: [
        outcome.state.rawValue, "{\(counts)}", outcome.fault, endedAt.description, chain?.length,
        chain?.head, id,
      ])
  }
}
