internal import GRDB
internal import WageDomain

/// Appends events to a chain, each with the hash of the one before. For one transaction, in which
/// nobody else appends to it.
final class ChainWriter {
  private let insert: BoundStatement
  private var last: (seq: Int64, hash: String)
  private var hasher = ChainHasher()

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
    try append(
      ChainEntry(
        type: type, payload: try CasePayload.text(payload), effectiveAt: effectiveAt, actor: actor),
      to: number, recordedAt: recordedAt)
  }

  /// For what is appended from now on.
  func forecast(now: Instant) -> ChainForecast { ChainForecast(after: last, now: now) }

  func append(_ entry: ChainEntry, to number: String, recordedAt: String) throws {
    let row = entry.row(after: last, of: number, recordedAt: recordedAt)
    let hash = entry.link.flatMap { $0.row == row ? $0.hash : nil } ?? hasher.hash(row)
    insert.bind(row.seq)
    insert.bind(row.caseNo)
    insert.bind(row.type)
    insert.bind(row.payload)
    insert.bind(row.effectiveAt)
    insert.bind(row.recordedAt)
    insert.bind(row.actor)
    insert.bind(row.previous)
    insert.bind(hash)
    try insert.run()
    last = (row.seq, hash)
  }
}

/// What an event brings to its chain, in the words that are stored.
struct ChainEntry: Sendable {
  let type: String
  let payload: String
  let effectiveAt: String
  let actor: String
  /// Its hash, where it stands there in the end; nil: it is hashed when it is appended.
  fileprivate(set) var link: ChainLink?

  init(type: String, payload: String, effectiveAt: String, actor: String) {
    self.type = type
    self.payload = payload
    self.effectiveAt = effectiveAt
    self.actor = actor
  }

  init(_ event: CaseEvent) throws {
    self.init(
      type: event.act.kind.rawValue, payload: try CasePayload.text(event.act.payload),
      effectiveAt: event.effectiveAt.description, actor: event.actor)
  }

  /// The row that it becomes behind `last`.
  fileprivate func row(
    after last: (seq: Int64, hash: String), of number: String, recordedAt: String
  ) -> ChainRow {
    ChainRow(
      seq: last.seq + 1, caseNo: number, type: type, payload: payload, effectiveAt: effectiveAt,
      recordedAt: recordedAt, actor: actor, previous: last.hash)
  }
}

/// A row as it is expected to be appended, with its hash.
struct ChainLink: Sendable {
  let row: ChainRow
  let hash: String
}

/// Hashes entries beside the writing of those before, as if nobody appended anything else. For one
/// thread.
final class ChainForecast: @unchecked Sendable {
  private let recordedAt: String
  private var last: (seq: Int64, hash: String)
  private var hasher = ChainHasher()

  fileprivate init(after last: (seq: Int64, hash: String), now: Instant) {
    self.last = last
    recordedAt = now.description
  }

  /// The same entry with its expected place.
  func linked(_ entry: ChainEntry, to number: String) -> ChainEntry {
    let row = entry.row(after: last, of: number, recordedAt: recordedAt)
    let hash = hasher.hash(row)
    last = (row.seq, hash)
    var linked = entry
    linked.link = ChainLink(row: row, hash: hash)
    return linked
  }
}
