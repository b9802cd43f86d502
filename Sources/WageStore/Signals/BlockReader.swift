internal import GRDB
public import WageDomain

/// Reads the signals of one block of firms as they were known by a day.
public struct BlockReader {
  private let snapshot: StoreSnapshot
  private let view: LayerView
  private let asOf: Day
  private let months: ClosedRange<Month>
  private let measures: [Measure]
  private let sites: ProjectSignals
  private let events: [Int64: [FirmEvent]]
  private let goneStatuses: Set<String>

  /// `months` is the history that the scorecard needs, `measures` what it reads: others are not
  /// touched. `goneStatuses` is what the register says of firms that are no longer there;
  /// `readsProjects` that papers and checks of projects are asked for.
  public init(
    snapshot: StoreSnapshot, view: LayerView, asOf: Day, months: ClosedRange<Month>,
    measures: [Measure], events: [Int64: [FirmEvent]], goneStatuses: [String] = [],
    readsProjects: Bool = false
  ) throws {
    self.snapshot = snapshot
    self.view = view
    self.asOf = asOf
    self.months = months
    self.measures = measures
    self.events = events
    self.goneStatuses = Set(goneStatuses)
    sites =
      measures.contains(where: \.isOfProjects) || readsProjects
      ? try snapshot.projectSignals(asOf: asOf) : ProjectSignals()
  }

  /// How many blocks the store has; the last may be partly filled.
  public static func blockCount(in snapshot: StoreSnapshot) throws -> Int {
    let last = try Int.fetchOne(snapshot.db, sql: "SELECT max(id) FROM firm") ?? 0
    return (last + SeriesIndex.firmsPerBlock - 1) / SeriesIndex.firmsPerBlock
  }

  /// The firms of a block known by the day, with their values and events.
  public func block(_ block: Int) throws -> SignalBlock {
    let firms = try firms(of: block)
    let monthCount = months.upperBound.months(since: months.lowerBound) + 1
    let projects = sites.projects(of: firms)
    var result = SignalBlock(
      firms: firms, projects: projects.map(\.project), firstMonth: months.lowerBound,
      monthCount: monthCount)
    guard !firms.isEmpty else { return result }
    let rowByFirm = rowByFirm(firms, block: block)
    for (feed, measures) in Dictionary(grouping: measures, by: \.feed)
    where Feed.monthly.contains(feed) {
      let rows = try snapshot.seriesFirms(feed: feed, block: block).map { rowByFirm[$0] }
      guard !rows.isEmpty else { continue }
      for measure in measures.sorted(by: { $0.rawValue < $1.rawValue }) {
        if let matrix = try matrix(
          measure, block: block, rows: rows, firmCount: firms.count, monthCount: monthCount)
        {
          result.set(measure, matrix)
        }
      }
    }
    ProjectSignals.fill(&result, projects.map(\.known), measures: measures)
    return result
  }

  /// A measure summed over each firm's series; nil when no layer speaks of it.
  private func matrix(
    _ measure: Measure, block: Int, rows: [Int32], firmCount: Int, monthCount: Int
  ) throws -> [Int64]? {
    var matrix = [Int64](repeating: SignalBlock.absent, count: firmCount * monthCount)
    var column = SlabColumn(slotCount: rows.count)
    var current: Int32?
    func close() {
      guard let current else { return }
      let offset = Int(current - months.lowerBound.index)
      for (slot, row) in rows.enumerated() where row >= 0 {
        guard let value = column.value(slot) else { continue }
        let cell = Int(row) * monthCount + offset
        matrix[cell] = matrix[cell] == SignalBlock.absent ? value : matrix[cell] + value
      }
      column.clear()
    }
    try snapshot.forEachSlab(
      "block = ? AND measure = ? AND month BETWEEN ? AND ?",
      [
        Int64(block), Int64(measure.rawValue), Int64(months.lowerBound.index),
        Int64(months.upperBound.index),
      ]
    ) { slab in
      guard let rank = view.rank(slab.layer) else { return }
      if slab.month != current {
        close()
        current = slab.month
      }
      column.merge(form: slab.form, data: slab.data, rank: rank)
    }
    close()
    return current == nil ? nil : matrix
  }

  private func firms(of block: Int) throws -> [BlockFirm] {
    let first = block * SeriesIndex.firmsPerBlock + 1
    return try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT firm.id, creditCode, v.status, v.industry, v.townCode
        FROM firm LEFT JOIN firmVersion v ON v.rowid = (
          SELECT rowid FROM firmVersion n WHERE n.firmId = firm.id AND n.knownOn <= :asOf
          ORDER BY n.knownOn DESC, n.fileId DESC LIMIT 1)
        WHERE firm.id BETWEEN :first AND :last AND firm.knownOn <= :asOf ORDER BY firm.id
        """,
      arguments: [
        "asOf": asOf.description, "first": first, "last": first + SeriesIndex.firmsPerBlock - 1,
      ]
    ).compactMap { row in
      let id: Int64 = row[0]
      let text: String = row[1]
      guard let code = try? CreditCode(text) else { return nil }
      let status: String? = row[2]
      return BlockFirm(
        id: id, creditCode: code, events: events[id] ?? [],
        isGone: status.map(goneStatuses.contains) ?? false,
        group: PeerGroup(industry: row[3], town: row[4]))
    }
  }

  /// Place of a firm in its block -> row of the matrices, -1 for a firm not known yet.
  private func rowByFirm(_ firms: [BlockFirm], block: Int) -> FirmRows {
    var rows = FirmRows(first: Int32(block * SeriesIndex.firmsPerBlock + 1))
    for (row, firm) in firms.enumerated() { rows[Int32(firm.id)] = Int32(row) }
    return rows
  }
}

/// Firm id -> matrix row within one block.
private struct FirmRows {
  private let first: Int32
  private var rows = [Int32](repeating: -1, count: SeriesIndex.firmsPerBlock)

  init(first: Int32) { self.first = first }

  subscript(firm: Int32) -> Int32 {
    get { rows[Int(firm - first)] }
    set { rows[Int(firm - first)] = newValue }
  }
}
