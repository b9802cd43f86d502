internal import GRDB
internal import GRDBSQLite
internal import WageDomain

/// One measure of one month for the series of a block, merged from its layers.
struct SlabColumn {
  private(set) var values: [Int64]
  /// The rank of the layer that each value came from, -1 where nothing spoke.
  private(set) var ranks: [Int32]

  init(slotCount: Int) {
    values = [Int64](repeating: SlabBlob.silent, count: slotCount)
    ranks = [Int32](repeating: -1, count: slotCount)
  }

  /// Lays a slab over what is there; order does not matter, the higher rank holds.
  mutating func merge(form: Int, data: UnsafeRawBufferPointer, rank: Int32) {
    SlabBlob.forEach(form: form, data: data, below: values.count) { slot, value in
      guard rank >= ranks[slot] else { return }
      values[slot] = value
      ranks[slot] = rank
    }
  }

  /// Empties the column so that its memory serves the next month.
  mutating func clear() {
    for slot in values.indices {
      values[slot] = SlabBlob.silent
      ranks[slot] = -1
    }
  }

  /// - Returns: nil where no layer speaks, or the newest one took the value back.
  func value(_ slot: Int) -> Int64? {
    values[slot] > SlabBlob.withdrawn ? values[slot] : nil
  }
}

/// What the `measure` column of a slab holds: a ``Measure``, or the line of each row's file.
enum SlabKind {
  /// The slabs that hold, for each series, the line of the row in its layer's file.
  static func lines(of feed: Feed) -> Int {
    switch feed {
    case .electricity: 9
    case .water: 19
    case .gas: 29
    case .tax: 39
    case .socialInsurance: 49
    case .payroll: 59
    case .property: 79
    case .loans: 89
    case .firms, .projects, .wageAccount, .complaints, .attendance, .disbursement, .sixSystems,
      .inspections, .judicial, .gridReports:
      0
    }
  }

  /// The slabs that hold the line of each row that said what was known already. Only a file that
  /// comes late asks for them: see ``StandingWords``.
  static func repeats(of feed: Feed) -> Int { lines(of: feed) - 1 }
}

extension StoreSnapshot {
  /// The merged column of one measure, month and block, as far as `slotCount`.
  func column(
    block: Int, kind: Int, month: Month, slotCount: Int, view: LayerView
  ) throws -> SlabColumn {
    var column = SlabColumn(slotCount: slotCount)
    try forEachSlab(
      "block = ? AND measure = ? AND month = ?", [Int64(block), Int64(kind), Int64(month.index)]
    ) { slab in
      guard let rank = view.rank(slab.layer) else { return }
      column.merge(form: slab.form, data: slab.data, rank: rank)
    }
    return column
  }
}

/// One slab as it lies in the database; ``data`` is valid only while it is being visited.
struct Slab {
  let measure: Int
  let month: Int32
  let layer: Int64
  let form: Int
  let data: UnsafeRawBufferPointer
}

extension StoreSnapshot {
  /// Visits slabs in key order without copying them; GRDB's rows would copy every blob.
  func forEachSlab(
    _ condition: String, _ arguments: [Int64], _ visit: (Slab) throws -> Void
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT measure, month, layerId, form, data FROM slab WHERE \(condition)
        ORDER BY block, measure, month, layerId
        """)
    let raw = statement.sqliteStatement
    sqlite3_reset(raw)
    for (index, argument) in arguments.enumerated() {
      sqlite3_bind_int64(raw, Int32(index + 1), argument)
    }
    defer { sqlite3_reset(raw) }
    while true {
      let code = sqlite3_step(raw)
      guard code == SQLITE_ROW else {
        guard code == SQLITE_DONE else {
          throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
        return
      }
      try visit(
        Slab(
          measure: Int(sqlite3_column_int64(raw, 0)), month: sqlite3_column_int(raw, 1),
          layer: sqlite3_column_int64(raw, 2), form: Int(sqlite3_column_int64(raw, 3)),
          data: UnsafeRawBufferPointer(
            start: sqlite3_column_blob(raw, 4), count: Int(sqlite3_column_bytes(raw, 4)))))
    }
  }
}
