internal import GRDB
internal import WageDomain

extension StoredTableReader {
  /// The rows of a monthly feed that a file brought, read back from its slabs; of some lines only
  /// where `isWanted` says so.
  func slabRows(
    of file: Int64, feed: Feed, _ isWanted: (Int64) -> Bool = { _ in true }
  ) throws -> StoredTable {
    let measures = Measure.measures(of: feed)
    var rows: [StoredTable.Row] = []
    let blocks = try BlockReader.blockCount(in: snapshot)
    for layer in try layers(of: file) {
      for block in 0..<blocks {
        // A layer without rows repeats what others say; its own lines are those of repeated rows.
        let lines =
          layer.rows > 0
          ? try slab(SlabKind.lines(of: feed), layer, block).filter { isWanted($0.value) } : [:]
        let repeats = try slab(SlabKind.repeats(of: feed), layer, block)
          .filter { isWanted($0.value) }
        guard !lines.isEmpty || !repeats.isEmpty else { continue }
        let series = try series(feed: feed, block: block)
        func add(_ lines: [Int32: Int64], _ values: [(Int32) -> Int64?]) {
          for (slot, line) in lines {
            guard let name = series[Int(slot)] else { continue }
            let cells = values.map { $0(slot).map { StoredTable.Cell.integer($0) } ?? .none }
            rows.append(
              StoredTable.Row(
                line: line, knownOn: layer.knownOn, saidOn: layer.saidOn,
                cells: identity(feed, name, layer.month) + cells))
          }
        }
        if !lines.isEmpty {
          let values = try measures.map { try slab(Int($0.rawValue), layer, block) }
          add(lines, values.map { values in { values[$0] } })
        }
        if !repeats.isEmpty {
          let values = try known(measures, layer, block, slots: repeats.keys)
          add(repeats, values.map { values in { values.value(Int($0)) } })
        }
      }
    }
    return StoredTable(
      columns: Self.identityColumns(feed) + measures.map(\.column),
      rows: rows.sorted { ($0.line, $0.knownOn) < ($1.line, $1.knownOn) })
  }

  private struct LayerOfFile {
    let id: Int64
    let month: Month
    let knownOn: String
    let saidOn: String?
    let rows: Int
  }

  private func layers(of file: Int64) throws -> [LayerOfFile] {
    try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT id, month, knownOn, rows, saidOn FROM layer
        WHERE fileId = ? AND knownOn <= ? ORDER BY id
        """,
      arguments: [file, day.description]
    ).compactMap { row in
      Month(row[1] as String).map {
        LayerOfFile(id: row[0], month: $0, knownOn: row[2], saidOn: row[4], rows: row[3])
      }
    }
  }

  /// What was known by the layer's day, which its repeated rows said again.
  private func known(
    _ measures: [Measure], _ layer: LayerOfFile, _ block: Int, slots: Dictionary<Int32, Int64>.Keys
  ) throws -> [SlabColumn] {
    guard let feed = measures.first?.feed,
      let day = LayerDay(layer.knownOn, layer.saidOn ?? layer.knownOn)
    else { return [] }
    let view = try snapshot.layerView(knownBy: day, feed: feed, month: layer.month)
    return try measures.map { measure in
      try snapshot.column(
        block: block, kind: Int(measure.rawValue), month: layer.month,
        slotCount: Int(slots.max() ?? -1) + 1, view: view)
    }
  }

  /// What one slab says, by slot; what it takes back is not said.
  private func slab(_ kind: Int, _ layer: LayerOfFile, _ block: Int) throws -> [Int32: Int64] {
    var values: [Int32: Int64] = [:]
    try snapshot.forEachSlab(
      "block = ? AND measure = ? AND month = ? AND layerId = ?",
      [Int64(block), Int64(kind), Int64(layer.month.index), layer.id]
    ) { slab in
      SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
        if value > SlabBlob.withdrawn { values[Int32(slot)] = value }
      }
    }
    return values
  }

  private static func identityColumns(_ feed: Feed) -> [String] {
    switch feed {
    case .payroll: ["credit_code", "wage_month", "paid_on", "batch_no"]
    // Of rows without a code, which are not in the slabs.
    case .electricity, .water, .gas: ["credit_code", "account_no", "name", "month"]
    default: ["credit_code", "month"]
    }
  }

  private func identity(
    _ feed: Feed, _ series: SeriesName, _ month: Month
  ) -> [StoredTable.Cell] {
    let code = StoredTable.Cell.text(series.code)
    let monthCell = StoredTable.Cell.text(month.description)
    let key = series.key.map { StoredTable.Cell.text($0) } ?? .none
    switch feed {
    case .payroll:
      let payment = series.key.flatMap { PaymentSeries($0) }
      return [
        code, monthCell, payment?.paidOn(month: month).map { .text($0.description) } ?? .none,
        payment?.batch.map { .text($0) } ?? .none,
      ]
    case .electricity, .water, .gas: return [code, key, .none, monthCell]
    default: return [code, monthCell]
    }
  }
}

/// Whose a series is, and the account or payday it stands for.
struct SeriesName {
  let code: String
  let key: String?
}

extension StoreSnapshot {
  /// Every series of a feed's block, by slot.
  func seriesNames(feed: Feed, block: Int) throws -> [Int: SeriesName] {
    let first = block * SeriesIndex.firmsPerBlock + 1
    let codes = try String.fetchAll(
      db.cachedStatement(sql: "SELECT creditCode FROM firm WHERE id BETWEEN ? AND ? ORDER BY id"),
      arguments: [first, first + SeriesIndex.firmsPerBlock - 1])
    var names: [Int: SeriesName] = [:]
    try forEachSeries(of: feed, block: block) { firm, key in
      names[names.count] = SeriesName(
        code: codes[Int(firm) - first], key: key.map { String(decoding: $0, as: UTF8.self) })
    }
    return names
  }
}

/// What the key of a payment's series says: see ``PayrollLoad``.
struct PaymentSeries {
  /// From the wage month to the month of the payment.
  let monthsAfter: Int
  let dayOfMonth: Int
  let batch: String?

  init?(_ key: String) {
    let parts = key.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let dash = parts[1].lastIndex(of: "-"),
      let months = Int(parts[1][..<dash]),
      let day = Int(parts[1][parts[1].index(after: dash)...])
    else { return nil }
    monthsAfter = months
    dayOfMonth = day
    batch = parts[2].isEmpty ? nil : String(parts[2])
  }

  /// The day of the payment of a month's wages.
  func paidOn(month: Month) -> Day? {
    let paidIn = month.adding(months: monthsAfter)
    return Day(year: paidIn.year, month: paidIn.monthOfYear, day: dayOfMonth)
  }
}
