internal import GRDB
internal import WageDomain

/// The wage accounts of projects, summed to months of the general contractor.
struct WageAccountMonths {
  private var cells: [Int64: [Cell]] = [:]

  private struct Cell {
    let month: Month
    var labourFee: Int64 = 0
    var wages: Int64 = 0
    var balance: Int64?
  }

  /// Writes what is known into the block's matrices.
  func fill(_ block: inout SignalBlock, measures: [Measure]) {
    let wanted = measures.filter { $0.feed == .wageAccount }
    guard !wanted.isEmpty, block.firms.contains(where: { cells[$0.id] != nil }) else { return }
    for measure in wanted {
      var matrix = [Int64](
        repeating: SignalBlock.absent, count: block.firms.count * block.monthCount)
      for (row, firm) in block.firms.enumerated() {
        for cell in cells[firm.id] ?? [] {
          let offset = cell.month.months(since: block.firstMonth)
          guard offset >= 0, offset < block.monthCount else { continue }
          matrix[row * block.monthCount + offset] = value(measure, of: cell)
        }
      }
      block.set(measure, matrix)
    }
  }

  private func value(_ measure: Measure, of cell: Cell) -> Int64 {
    switch measure {
    case .accountLabourFee: cell.labourFee
    case .accountWages: cell.wages
    default: cell.balance ?? SignalBlock.absent
    }
  }

  /// Adds one project's transactions, given by day, and carries its balance through months without
  /// one.
  fileprivate mutating func add(
    firm: Int64, entries: [WageAccountEntry], until last: Month
  ) {
    guard let first = entries.first?.occurredOn.month, first <= last else { return }
    var remaining = entries[...]
    var balance: Int64?
    for month in first...last {
      var cell = cells[firm]?.first { $0.month == month } ?? Cell(month: month)
      while let entry = remaining.first, entry.occurredOn.month == month {
        if entry.isLabourFee { cell.labourFee += entry.amountFen }
        if entry.isWages { cell.wages += entry.amountFen }
        balance = entry.balanceFen ?? balance
        remaining = remaining.dropFirst()
      }
      if let balance { cell.balance = (cell.balance ?? 0) + balance }
      cells[firm, default: []].removeAll { $0.month == month }
      cells[firm, default: []].append(cell)
    }
  }
}

/// One transaction of a project's wage account, as far as scoring needs it.
private struct WageAccountEntry {
  let occurredOn: Day
  let isLabourFee: Bool
  let isWages: Bool
  let amountFen: Int64
  let balanceFen: Int64?
}

extension StoreSnapshot {
  /// The wage accounts as they were known by `asOf`, by general contractor.
  ///
  /// Of a transaction sent twice, the version known last counts. Those of one day count in the order
  /// of their numbers, 9 before 10. A balance holds until the next transaction, to the last month
  /// that any account was heard of.
  func wageAccountMonths(asOf: Day, months: ClosedRange<Month>) throws -> WageAccountMonths {
    var result = WageAccountMonths()
    let merges = try firmMerges(asOf: asOf)
    var current: (project: String, firm: Int64)?
    var entries: [WageAccountEntry] = []
    var last: Month?
    let rows = try Row.fetchAll(
      db, sql: Self.wageAccountSQL, arguments: ["asOf": asOf.description])
    for row in rows { last = Day(row[2] as String).map { max(last ?? $0.month, $0.month) } ?? last }
    func close() {
      if let current, let last {
        result.add(firm: current.firm, entries: entries, until: min(last, months.upperBound))
      }
      entries = []
    }
    for row in rows {
      let key = (project: row[0] as String, firm: merges.survivor(of: row[1]))
      if current?.project != key.project { close() }
      current = key
      guard let day = Day(row[2] as String) else { continue }
      let isIn = row[3] as String == "in"
      let purpose: String? = row[4]
      entries.append(
        WageAccountEntry(
          occurredOn: day, isLabourFee: isIn && purpose == "labour_fee",
          isWages: !isIn && purpose == "wages", amountFen: row[5], balanceFen: row[6]))
    }
    close()
    return result
  }

  private static let wageAccountSQL = """
    WITH entry AS (
      SELECT *, row_number() OVER (
        PARTITION BY transactionNo ORDER BY knownOn DESC, fileId DESC) AS newest
      FROM wageAccountEntry WHERE knownOn <= :asOf
    ), contractor AS (
      SELECT projectId, contractorFirmId, row_number() OVER (
        PARTITION BY projectId ORDER BY knownOn DESC, fileId DESC) AS newest
      FROM projectVersion WHERE knownOn <= :asOf
    )
    SELECT e.projectCode, c.contractorFirmId, e.occurredOn, e.direction, e.purpose, e.amountFen,
      e.balanceFen
    FROM entry e
    JOIN project p ON p.projectCode = e.projectCode
    JOIN contractor c ON c.projectId = p.id AND c.newest = 1
    WHERE e.newest = 1
    ORDER BY e.projectCode, e.occurredOn, length(e.transactionNo), e.transactionNo
    """
}
