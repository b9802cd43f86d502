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
      let family = [firm] + merges.absorbed(by: firm)
      // A row that another code's row says already adds nothing, and is no evidence of its own.
      let repeats =
        family.count == 1
        ? nil
        : try MergedRepeats(
          feed, families: [family], months: month...month, view: view, in: snapshot)
      return try family.flatMap { firm in
        try monthLines(feed, month, firm: firm, leavingOut: repeats)
      }.sorted()
    case .site(let feed, let project, let month):
      return try siteLines(feed, project: project, month: month)
    case .event(let feed, let id): return try eventLine(feed, id)
    }
  }

  private mutating func monthLines(
    _ feed: Feed, _ month: Month, firm: Int64, leavingOut repeats: MergedRepeats?
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
      if let repeats, repeats.contains(block: block, slot: slot, month: month.index) { return nil }
      return column.value(slot).map { line in
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

  /// The rows of a project in a month; of its wage account also those that paid the month's wages
  /// later.
  private func siteLines(
    _ feed: Feed, project: Int64, month: Month
  ) throws -> [SourceLine] {
    guard let rows = Self.siteRows[feed] else { return [] }
    return try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT e.fileId, e.line FROM \(rows.table) e
        WHERE \(rows.project) AND e.knownOn <= :asOf AND \(rows.month)
          AND NOT EXISTS (
            SELECT 1 FROM \(rows.table) n
            WHERE \(rows.same) AND n.knownOn <= :asOf
              AND (n.knownOn, n.fileId) > (e.knownOn, e.fileId))
        ORDER BY e.fileId, e.line
        """,
      arguments: ["asOf": asOf.description, "month": month.description, "project": project]
    ).map { SourceLine(feed: feed, file: $0[0], line: $0[1]) }
  }

  private struct SiteRows {
    let table: String
    let project: String
    let month: String
    /// Another version of one row.
    let same: String
  }

  private static let siteRows: [Feed: SiteRows] = [
    .wageAccount: SiteRows(
      table: "wageAccountEntry",
      project: "e.projectCode = (SELECT projectCode FROM project WHERE id = :project)",
      month: "(substr(e.occurredOn, 1, 7) = :month OR e.wageMonth = :month)",
      same: "n.transactionNo = e.transactionNo"),
    .attendance: SiteRows(
      table: "attendanceVersion", project: "e.projectId = :project", month: "e.month = :month",
      same: "n.projectId = e.projectId AND n.month = e.month"),
    .disbursement: SiteRows(
      table: "disbursementVersion", project: "e.projectId = :project",
      month: "substr(e.dueOn, 1, 7) = :month",
      same: "n.projectId = e.projectId AND n.dueOn = e.dueOn"),
  ]

  /// The row of one event, or the newest of the register and of a project's papers.
  private func eventLine(_ feed: Feed, _ id: Int64) throws -> [SourceLine] {
    guard let sql = Self.eventSQL[feed] else { return [] }
    return try Row.fetchAll(
      snapshot.db, sql: sql, arguments: ["id": id, "asOf": asOf.description]
    ).map { SourceLine(feed: feed, file: $0[0], line: $0[1]) }
  }

  private static let eventSQL: [Feed: String] = [
    .complaints: """
    SELECT fileId, line FROM complaintVersion WHERE id = (
      SELECT id FROM complaintVersion WHERE complaintId = :id AND knownOn <= :asOf
      ORDER BY \(ComplaintIntake.order) LIMIT 1) AND fileId IS NOT NULL
    """,
    .firms: newest("firmVersion", "firmId"), .projects: newest("projectVersion", "projectId"),
    .inspections: byId("inspectionVersion"), .judicial: byId("judicialVersion"),
    .gridReports: byId("gridReportVersion"), .sixSystems: byId("sixSystemsVersion"),
  ]

  private static func newest(_ table: String, _ key: String) -> String {
    """
    SELECT fileId, line FROM \(table) WHERE \(key) = :id AND knownOn <= :asOf
    ORDER BY knownOn DESC, fileId DESC LIMIT 1
    """
  }

  private static func byId(_ table: String) -> String {
    "SELECT fileId, line FROM \(table) WHERE id = :id AND knownOn <= :asOf"
  }
}
