internal import GRDB
internal import WageDomain

/// Appends events to a chain, each with the hash of the one before. For one transaction, in which
/// nobody else appends to it.
final class ChainWriter {
  private let insert: BoundStatement
  private var last: (seq: Int64, hash: String)

  init(_ chain: EventChain, in db: Database) throws {
    insert = try BoundStatement(
      """
      INSERT INTO \(chain.table) (\(chain.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, in: db)
    last = try chain.last(in: db)
  }

  func append(
    _ type: String, _ payload: [String: String], to number: String, effectiveAt: String,
    recordedAt: String, actor: String
  ) throws {
    let row = ChainRow(
      seq: last.seq + 1, caseNo: number, type: type, payload: try CasePayload.text(payload),
      effectiveAt: effectiveAt, recordedAt: recordedAt, actor: actor, previous: last.hash)
    let hash = row.hash
    insert.bind(row.seq)
    for text in [
      row.caseNo, row.type, row.payload, row.effectiveAt, row.recordedAt, row.actor, row.previous,
      hash,
    ] {
      insert.bind(text)
    }
    try insert.run()
    last = (row.seq, hash)
  }
}
