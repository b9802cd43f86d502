internal import GRDB
internal import WageDomain

/// Appends events to the chain of the list, each with the hash of the one before.
struct PunishmentChain {
  let db: Database

  func append(_ event: PunishmentEvent, to number: String, now: Instant) throws {
    let last = try Row.fetchOne(
      db, sql: "SELECT seq, hash FROM punishmentEvent ORDER BY seq DESC LIMIT 1")
    let row = ChainRow(
      seq: (last?["seq"] ?? 0) + 1, caseNo: number, type: event.act.kind.rawValue,
      payload: try CasePayload.text(event.act.payload),
      effectiveAt: event.effectiveOn.description, recordedAt: now.description, actor: event.actor,
      previous: last?["hash"] ?? ChainRow.genesis)
    try db.execute(
      sql: """
        INSERT INTO punishmentEvent
          (seq, punishmentNo, type, payload, effectiveOn, recordedAt, actor, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        row.seq, row.caseNo, row.type, row.payload, row.effectiveAt, row.recordedAt, row.actor,
        row.previous, row.hash,
      ])
  }
}

extension ChainRow {
  /// A row of `punishmentEvent`: the entry's number stands where a case's would.
  init(punishment row: Row) {
    self.init(
      seq: row["seq"], caseNo: row["punishmentNo"], type: row["type"], payload: row["payload"],
      effectiveAt: row["effectiveOn"], recordedAt: row["recordedAt"], actor: row["actor"],
      previous: row["previous"])
  }

  var punishmentEvent: PunishmentEvent? {
    guard let values = CasePayload.values(payload),
      let act = PunishmentAct(type: type, payload: values), let day = Day(effectiveAt)
    else { return nil }
    return PunishmentEvent(act, effectiveOn: day, actor: actor)
  }
}
