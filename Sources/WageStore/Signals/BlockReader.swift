internal import GRDB
public import WageDomain

/// Reads the signals of one block of firms as they were known by a day.
public struct BlockReader {
  private let snapshot: StoreSnapshot
  private let view: LayerView
  private let asOf: Day
  private let months: ClosedRange<Month>
  private let measures: [Measure]
  private let firstMonths: [Measure: Month]
  private let sites: ProjectSignals
  private let firms: BlockFirms
  private let merges: FirmMerges

  /// `months` is the history that the scorecard needs, `measures` what it reads: others are not
  /// touched. `since` is the first month of measures of which older ones are not asked for.
  /// `goneStatuses` is what the register says of firms that are no longer there; `readsProjects` that
  /// papers and checks of projects are asked for.
  public init(
    snapshot: StoreSnapshot, view: LayerView, asOf: Day, months: ClosedRange<Month>,
    measures: [Measure], since firstMonths: [Measure: Month] = [:], events: FirmEvents,
    goneStatuses: [String] = [], readsProjects: Bool = false
  ) throws {
    self.snapshot = snapshot
    self.view = view
    self.asOf = asOf
    self.months = months
    self.measures = measures
    self.firstMonths = firstMonths
    let merges = try snapshot.firmMerges(asOf: asOf)
    self.merges = merges
    firms = BlockFirms(
      snapshot, merges, asOf: asOf, events: events, goneStatuses: Set(goneStatuses))
    sites =
      measures.contains(where: \.isOfProjects) || readsProjects
      ? try snapshot.projectSignals(asOf: asOf, merges: merges) : ProjectSignals()
  }

  /// How many blocks the store has; the last may be partly filled.
  public static func blockCount(in snapshot: StoreSnapshot) throws -> Int {
    let last = try Int.fetchOne(snapshot.db, sql: "SELECT max(id) FROM firm") ?? 0
    return (last + SeriesIndex.firmsPerBlock - 1) / SeriesIndex.firmsPerBlock
  }

  /// The firms of a block known by the day, with their values and events.
  public func block(_ block: Int) throws -> SignalBlock {
    let firms = try firms.firms(of: block)
    let projects = sites.projects(of: firms)
    var result = SignalBlock(
      firms: firms, projects: projects.map(\.project), firstMonth: months.lowerBound,
      monthCount: months.upperBound.months(since: months.lowerBound) + 1)
    guard !firms.isEmpty else { return result }
    let merged = MergedRows(merges, into: firms)
    let rowCount = firms.count + merged.firms.count
    for (feed, measures) in Dictionary(grouping: measures, by: \.feed)
    where Feed.monthly.contains(feed) {
      let blocks = try merged.blocks(with: block).map { other in
        let rowByFirm = rowByFirm(firms, merged.firms, block: other, isOwn: other == block)
        return (other, try snapshot.seriesFirms(feed: feed, block: other).map { rowByFirm[$0] })
      }
      let repeats = try merged.repeats(of: feed, months: months, view: view, in: snapshot)
      for measure in measures.sorted(by: { $0.rawValue < $1.rawValue }) {
        let months = months(of: measure)
        let monthCount = months.upperBound.months(since: months.lowerBound) + 1
        var matrix: [Int64]?
        for (block, rows) in blocks where !rows.isEmpty {
          try fill(
            &matrix, measure, months, block: block, rows: rows, repeats: repeats,
            firmCount: rowCount, monthCount: monthCount)
        }
        if let matrix {
          result.set(
            measure, merged.folded(matrix, measure, monthCount: monthCount),
            from: result.monthCount - monthCount)
        }
      }
    }
    ProjectSignals.fill(&result, projects.map(\.known), measures: measures)
    return result
  }

  /// The months that are asked for of a measure.
  private func months(of measure: Measure) -> ClosedRange<Month> {
    max(months.lowerBound, firstMonths[measure] ?? months.lowerBound)...months.upperBound
  }

  /// Adds a measure of a block's series to their firms; the matrix is made when a layer speaks of it.
  private func fill(
    _ result: inout [Int64]?, _ measure: Measure, _ months: ClosedRange<Month>, block: Int,
    rows: [Int32], repeats: MergedRepeats?, firmCount: Int, monthCount: Int
  ) throws {
    let hadValues = result != nil
    var matrix =
      result ?? [Int64](repeating: SignalBlock.absent, count: firmCount * monthCount)
    result = nil
    var column = ValueColumn(slotCount: rows.count)
    var current: Int32?
    func close() throws {
      guard let current else { return }
      if !column.isInOrder {
        column = ValueColumn(
          try snapshot.column(
            block: block, kind: Int(measure.rawValue), month: Month(index: current),
            slotCount: rows.count, view: view))
      }
      if let repeats { column.silence(repeats.slots(block: block, month: current)) }
      column.add(
        to: &matrix, rows: rows, start: Int(current - months.lowerBound.index) * firmCount)
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
        try close()
        current = slab.month
      }
      column.lay(form: slab.form, data: slab.data, rank: rank)
    }
    try close()
    if current != nil || hadValues { result = matrix }
  }

  /// Place of a firm in its block -> row of the matrices, -1 for a firm not known yet.
  /// Merged firms have rows after the firms of the block that is read, wherever they are themselves.
  private func rowByFirm(
    _ firms: [BlockFirm], _ merged: [Int64], block: Int, isOwn: Bool
  ) -> FirmRows {
    var rows = FirmRows(first: Int32(block * SeriesIndex.firmsPerBlock + 1))
    if isOwn { for (row, firm) in firms.enumerated() { rows[Int32(firm.id)] = Int32(row) } }
    for (row, firm) in merged.enumerated() where SeriesIndex.block(ofFirm: Int32(firm)) == block {
      rows[Int32(firm)] = Int32(firms.count + row)
    }
    return rows
  }
}

/// The firms that count as firms of a block, and what their values come to.
private struct MergedRows {
  /// Ascending; their rows follow those of the block's own firms.
  let firms: [Int64]
  /// The row that each counts for.
  private let survivors: [Int]
  private let own: [BlockFirm]

  init(_ merges: FirmMerges, into own: [BlockFirm]) {
    self.own = own
    guard !merges.isEmpty else {
      (firms, survivors) = ([], [])
      return
    }
    let rows = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($1.id, $0) })
    let found = merges.merged.compactMap { firm in
      rows[merges.survivor(of: firm)].map { (firm, $0) }
    }
    (firms, survivors) = (found.map(\.0), found.map(\.1))
  }

  /// The block and those that the merged firms stand in, ascending.
  func blocks(with block: Int) -> [Int] {
    firms.isEmpty
      ? [block] : Set(firms.map { SeriesIndex.block(ofFirm: Int32($0)) } + [block]).sorted()
  }

  /// The rows of a feed that count once; nil when there are none.
  func repeats(
    of feed: Feed, months: ClosedRange<Month>, view: LayerView, in snapshot: StoreSnapshot
  ) throws -> MergedRepeats? {
    guard !firms.isEmpty else { return nil }
    let members = Dictionary(grouping: zip(survivors, firms), by: \.0)
    let families = members.keys.sorted().map { row in
      [own[row].id] + (members[row] ?? []).map(\.1)
    }
    let repeats = try MergedRepeats(
      feed, families: families, months: months, view: view, in: snapshot)
    return repeats.isEmpty ? nil : repeats
  }

  /// Amounts, quantities and persons add up; of days and flags the larger holds.
  func folded(_ matrix: [Int64], _ measure: Measure, monthCount: Int) -> [Int64] {
    guard !firms.isEmpty else { return matrix }
    var matrix = matrix
    let takesLarger = measure.unit == .days || measure.unit == .flag
    for (place, survivor) in survivors.enumerated() {
      for month in 0..<monthCount {
        let first = month * (own.count + firms.count)
        let value = matrix[first + own.count + place]
        guard value != SignalBlock.absent else { continue }
        let known = matrix[first + survivor]
        matrix[first + survivor] =
          known == SignalBlock.absent
          ? value : takesLarger ? max(known, value) : known + value
      }
    }
    return (0..<monthCount).flatMap { month in
      let first = month * (own.count + firms.count)
      return matrix[first..<first + own.count]
    }
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
