internal import GRDB
internal import WageDomain

/// A line of an agency's file.
struct SourceLine: Hashable, Comparable {
  let feed: Feed
  let file: Int64
  let line: Int64

  static func < (left: SourceLine, right: SourceLine) -> Bool {
    (left.feed, left.file, left.line) < (right.feed, right.file, right.line)
  }
}

/// Leads the evidence of reasons to file and line. Keeps what one block's firms have asked for.
struct SourceLines {
  private let snapshot: StoreSnapshot
  private let view: LayerView
  private let asOf: Day
  private let merges: FirmMerges
  private var block = -1
  /// The slots of each firm of the block, by feed.
  private var slots: [Feed: [Int64: [Int]]] = [:]
  private var columns: [Key: SlabColumn] = [:]

  private struct Key: Hashable {
    let feed: Feed
    let month: Month
  }

  init(snapshot: StoreSnapshot, view: LayerView, asOf: Day) throws {
    self.snapshot = snapshot
    self.view = view
    self.asOf = asOf
    merges = try snapshot.firmMerges(asOf: asOf)
  }

  /// The rows behind one piece of evidence of a firm, in file and line order.
  mutating func lines(_ source: EvidenceSource, firm: Int64) throws -> [SourceLine] {
    switch source {
    case .month(let feed, let month):
      return try ([firm] + merges.absorbed(by: firm)).flatMap { firm in
        feed == .wageAccount
          ? try accountLines(firm: firm, month: month) : try monthLines(feed, month, firm: firm)
      }.sorted()
    case .event(let feed, let id): return try eventLine(feed, id)
    }
  }

  private mutating func monthLines(
    _ feed: Feed, _ month: Month, firm: Int64
  ) throws -> [SourceLine] {
    let block = SeriesIndex.block(ofFirm: Int32(firm))
    if block != self.block {
      slots = [:]
      columns = [:]
      self.block = block
    }
    if slots[feed] == nil { slots[feed] = try firmSlots(feed) }
    let key = Key(feed: feed, month: month)
    if columns[key] == nil { columns[key] = try column(key) }
    guard let slots = slots[feed]?[firm], let column = columns[key] else { return [] }
    return slots.compactMap { slot in
      column.value(slot).map { line in
        SourceLine(feed: feed, file: view.files[Int(column.ranks[slot])], line: line)
      }
    }.sorted()
  }

  private func firmSlots(_ feed: Feed) throws -> [Int64: [Int]] {
    let firms = try snapshot.seriesFirms(feed: feed, block: block)
    return Dictionary(grouping: firms.indices) { Int64(firms[$0]) }
  }

  private func column(_ key: Key) throws -> SlabColumn {
    try snapshot.column(
      block: block, kind: SlabKind.lines(of: key.feed), month: key.month,
      slotCount: try snapshot.slotCount(feed: key.feed, block: block), view: view)
  }

  private func accountLines(firm: Int64, month: Month) throws -> [SourceLine] {
    try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT e.fileId, e.line FROM wageAccountEntry e
        JOIN project p ON p.projectCode = e.projectCode
        WHERE e.knownOn <= :asOf AND substr(e.occurredOn, 1, 7) = :month
          AND :firm = (
            SELECT contractorFirmId FROM projectVersion v
            WHERE v.projectId = p.id AND v.knownOn <= :asOf
            ORDER BY v.knownOn DESC, v.fileId DESC LIMIT 1)
          AND NOT EXISTS (
            SELECT 1 FROM wageAccountEntry n
            WHERE n.transactionNo = e.transactionNo AND n.knownOn <= :asOf
              AND (n.knownOn, n.fileId) > (e.knownOn, e.fileId))
        ORDER BY e.fileId, e.line
        """,
      arguments: ["asOf": asOf.description, "month": month.description, "firm": firm]
    ).map { SourceLine(feed: .wageAccount, file: $0[0], line: $0[1]) }
  }

  private func eventLine(_ feed: Feed, _ id: Int64) throws -> [SourceLine] {
    guard feed == .complaints else { return [] }
    return try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT fileId, line FROM complaintVersion WHERE id = (
          SELECT id FROM complaintVersion WHERE complaintId = ? AND knownOn <= ?
          ORDER BY knownOn DESC, id DESC LIMIT 1) AND fileId IS NOT NULL
        """,
      arguments: [id, asOf.description]
    ).map { SourceLine(feed: .complaints, file: $0[0], line: $0[1]) }
  }
}
