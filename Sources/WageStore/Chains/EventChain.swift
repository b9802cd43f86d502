internal import GRDB
internal import WageDomain

/// A table of events, each with the hash of the one before: all such tables have the columns of
/// `caseEvent`, two of them under names of their own.
struct EventChain {
  let table: String
  /// The column of the case, warning, incident or entry that an event is of.
  let number: String
  /// The column of its moment or day.
  let effective: String

  static let cases = EventChain(table: "caseEvent", number: "caseNo", effective: "effectiveAt")
  static let warnings = EventChain(
    table: "warningEvent", number: "warningNo", effective: "effectiveOn")
  static let incidents = EventChain(
    table: "incidentEvent", number: "incidentNo", effective: "effectiveAt")
  static let punishments = EventChain(
    table: "punishmentEvent", number: "punishmentNo", effective: "effectiveOn")
  static let erasures = EventChain(
    table: "erasureEvent", number: "subject", effective: "effectiveAt")

  /// In the order that ``ChainRow/init(_:)`` reads; the row's own hash is the last.
  var columns: String {
    "seq, \(number), type, payload, \(effective), recordedAt, actor, previous, hash"
  }

  /// The last event's place and hash; 0 and 64 zeros before the first.
  func last(in db: Database) throws -> (seq: Int64, hash: String) {
    let last = try BoundStatement(
      "SELECT seq, hash FROM \(table) ORDER BY seq DESC LIMIT 1", in: db)
    return try last.first { ($0.integer(0), $0.string(1) ?? "") } ?? (0, ChainRow.genesis)
  }
}

extension ChainRow {
  /// A row of ``EventChain/columns``.
  init(_ row: BoundRow) {
    self.init(
      seq: row.integer(0), caseNo: row.string(1) ?? "", type: row.string(2) ?? "",
      payload: row.string(3) ?? "", effectiveAt: row.string(4) ?? "",
      recordedAt: row.string(5) ?? "", actor: row.string(6) ?? "", previous: row.string(7) ?? "")
  }

  /// A row that holds the columns of a chain under their names, among others.
  init(_ row: Row, of chain: EventChain) {
    self.init(
      seq: row["seq"], caseNo: row[chain.number], type: row["type"], payload: row["payload"],
      effectiveAt: row[chain.effective], recordedAt: row["recordedAt"], actor: row["actor"],
      previous: row["previous"])
  }

  /// The hash as it stands in the row.
  static func storedHash(_ row: BoundRow) -> String { row.string(8) ?? "" }
}
