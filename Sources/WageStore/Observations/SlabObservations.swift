internal import GRDB
internal import WageDomain

/// Unpacks slabs into the rows of an ``ObservationFile``: one for every value that a layer gave.
struct SlabObservations {
  private let snapshot: StoreSnapshot
  private let output: Database
  private let asOf: Day
  private let insertSeries, insert: BoundStatement

  /// What one layer says of a measure and month.
  private struct Sheet {
    let layer: Int64
    let rank: Int32
    var slots: [Int32] = []
    var values: [Int64] = []
  }

  init(snapshot: StoreSnapshot, output: Database, asOf: Day) throws {
    self.snapshot = snapshot
    self.output = output
    self.asOf = asOf
    insertSeries = try BoundStatement(
      "INSERT INTO series VALUES (?, ?, ?, ?, ?, ?, ?)", in: output)
    insert = try BoundStatement("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?)", in: output)
  }

  /// - Returns: how many values were written.
  func write() throws -> Int {
    var written = 0
    var series: Int64 = 0
    let blocks = try BlockReader.blockCount(in: snapshot)
    for feed in Feed.monthly.sorted() {
      let view = try snapshot.layerView(knownBy: asOf, feed: feed)
      for block in 0..<blocks {
        let first = series + 1
        let slots = try writeSeries(feed, block, first: first)
        guard slots > 0 else { continue }
        series += Int64(slots)
        let lines = try lines(feed, block, slots, view)
        for measure in Measure.measures(of: feed) {
          try forEachMonth(measure, block, view) { sheets in
            written += try write(sheets, measure, slots, first: first, lines)
          }
        }
      }
    }
    return written
  }

  /// Numbers the slots of a block from `first` on.
  ///
  /// - Returns: how many slots the block has.
  private func writeSeries(_ feed: Feed, _ block: Int, first: Int64) throws -> Int {
    var slots = 0
    try snapshot.forEachSeries(of: feed, block: block) { firm, key in
      let key = key.map { String(decoding: $0, as: UTF8.self) }
      let payment = feed == .payroll ? key.flatMap { PaymentSeries($0) } : nil
      insertSeries.bind(first + Int64(slots))
      insertSeries.bind(feed.rawValue)
      insertSeries.bind(Int64(firm))
      insertSeries.bind(feed == .payroll ? nil : key)
      insertSeries.bind(payment.map { Int64($0.monthsAfter) })
      insertSeries.bind(payment.map { Int64($0.dayOfMonth) })
      insertSeries.bind(payment?.batch)
      try insertSeries.run()
      slots += 1
    }
    return slots
  }

  /// The line of each slot in the file of each layer; 0 where it has none.
  private func lines(
    _ feed: Feed, _ block: Int, _ slots: Int, _ view: LayerView
  ) throws -> [Int64: [Int32]] {
    var lines: [Int64: [Int32]] = [:]
    try snapshot.forEachSlab(
      "block = ? AND measure = ?", [Int64(block), Int64(SlabKind.lines(of: feed))]
    ) { slab in
      guard view.rank(slab.layer) != nil else { return }
      var column = [Int32](repeating: 0, count: slots)
      SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
        if value > SlabBlob.withdrawn { column[slot] = Int32(truncatingIfNeeded: value) }
      }
      lines[slab.layer] = column
    }
    return lines
  }

  /// Visits the sheets of a measure month by month.
  private func forEachMonth(
    _ measure: Measure, _ block: Int, _ view: LayerView, _ visit: ([Sheet]) throws -> Void
  ) throws {
    var sheets: [Sheet] = []
    var month: Int32?
    try snapshot.forEachSlab(
      "block = ? AND measure = ?", [Int64(block), Int64(measure.rawValue)]
    ) { slab in
      guard let rank = view.rank(slab.layer) else { return }
      if slab.month != month {
        try visit(sheets)
        sheets = []
        month = slab.month
      }
      var sheet = Sheet(layer: slab.layer, rank: rank)
      SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
        sheet.slots.append(Int32(slot))
        sheet.values.append(value)
      }
      sheets.append(sheet)
    }
    try visit(sheets)
  }

  /// Writes a month's values, the newest layer first, so that each knows what took its place.
  private func write(
    _ sheets: [Sheet], _ measure: Measure, _ slots: Int, first: Int64, _ lines: [Int64: [Int32]]
  ) throws -> Int {
    guard !sheets.isEmpty else { return 0 }
    var newer = sheets.count > 1 ? [Int64](repeating: 0, count: slots) : []
    var written = 0
    for sheet in sheets.sorted(by: { $0.rank > $1.rank }) {
      let column = lines[sheet.layer]
      for (slot, value) in zip(sheet.slots, sheet.values) {
        let place = Int(slot)
        let line = column?[place] ?? 0
        let by = newer.isEmpty ? 0 : newer[place]
        insert.bind(first + Int64(slot))
        insert.bind(Int64(measure.rawValue))
        insert.bind(sheet.layer)
        insert.bind(value > SlabBlob.withdrawn ? value : nil)
        insert.bind(line > 0 ? Int64(line) : nil)
        insert.bind(by > 0 ? by : nil)
        try insert.run()
        if !newer.isEmpty { newer[place] = sheet.layer }
      }
      written += sheet.slots.count
    }
    return written
  }
}
