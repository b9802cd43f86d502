internal import GRDB
public import WageDomain

/// An event of a warning as it stands in the chain.
public struct RecordedWarningEvent: Hashable, Sendable {
  /// From 1, without gaps, over all warnings.
  public let seq: Int64
  public let warningNo: String
  public let event: WarningEvent
}

extension ChainRow {
  /// A row of `warningEvent`: the number stands where a case's would.
  init(warning row: Row) {
    self.init(
      seq: row["seq"], caseNo: row["warningNo"], type: row["type"], payload: row["payload"],
      effectiveAt: row["effectiveOn"], recordedAt: row["recordedAt"], actor: row["actor"],
      previous: row["previous"])
  }

  var warningEvent: WarningEvent? {
    guard let values = CasePayload.values(payload),
      let act = WarningAct(type: type, payload: values), let day = Day(effectiveAt)
    else { return nil }
    return WarningEvent(act, effectiveOn: day, actor: actor)
  }
}

/// Appends events to the chain of warnings, each with the hash of the one before.
struct WarningChain {
  private let db: Database
  private var seq: Int64
  private var head: String

  init(_ db: Database) throws {
    self.db = db
    let last = try Row.fetchOne(
      db, sql: "SELECT seq, hash FROM warningEvent ORDER BY seq DESC LIMIT 1")
    seq = last?["seq"] ?? 0
    head = last?["hash"] ?? ChainRow.genesis
  }

  mutating func append(_ event: WarningEvent, to warningNo: String, now: Instant) throws {
    let row = ChainRow(
      seq: seq + 1, caseNo: warningNo, type: event.act.type,
      payload: try CasePayload.text(event.act.payload),
      effectiveAt: event.effectiveOn.description, recordedAt: now.description, actor: event.actor,
      previous: head)
    seq = row.seq
    head = row.hash
    try db.cachedStatement(
      sql: """
        INSERT INTO warningEvent
          (seq, warningNo, type, payload, effectiveOn, recordedAt, actor, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      row.seq, row.caseNo, row.type, row.payload, row.effectiveAt, row.recordedAt, row.actor,
      row.previous, head,
    ])
  }
}
