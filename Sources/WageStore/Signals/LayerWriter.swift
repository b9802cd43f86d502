internal import GRDB
internal import WageDomain

/// Writes one pending layer, block by block, leaving out rows that say what is already known.
struct LayerWriter {
  private let layer: PendingLayer
  private let feed: Feed
  private let measures: [Measure]
  private let series: SeriesIndex
  private let file: Int64
  private let transaction: StoreTransaction
  /// What was known by the layer's own day before it came.
  private let view: LayerView
  private let hasHistory: Bool
  /// What the sheets of a block hold: the measures, the lines, the lines of rows said again.
  private let kinds: [Int]
  private var standing: StandingWords?
  private var layerId: Int64?
  private var counts = LoadCounts()

  init(
    layer: PendingLayer, feed: Feed, measures: [Measure], series: SeriesIndex, file: Int64,
    transaction: StoreTransaction
  ) throws {
    self.layer = layer
    self.feed = feed
    self.measures = measures
    self.series = series
    self.file = file
    self.transaction = transaction
    view = try transaction.snapshot.layerView(
      knownBy: layer.day, feed: feed, month: layer.month)
    hasHistory = view.months[feed]?.contains(layer.month) == true
    kinds =
      measures.map { Int($0.rawValue) } + [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)]
    standing = try StandingWords(
      layer: layer, feed: feed, kinds: Array(kinds.dropLast()), series: series, file: file,
      view: view, transaction: transaction)
  }

  mutating func write() throws -> LoadCounts {
    let order = entriesInSlabOrder()
    var start = 0
    while start < order.count {
      let block = Int(order[start] >> 48)
      var end = start
      while end < order.count, Int(order[end] >> 48) == block { end += 1 }
      try write(block: block, entries: order[start..<end])
      start = end
    }
    if let layerId {
      try transaction.db.cachedStatement(sql: "UPDATE layer SET rows = ? WHERE id = ?")
        .execute(arguments: [counts.stored, layerId])
    }
    try standing?.write()
    return counts
  }

  /// Block (16 bits), slot (24 bits), index (24 bits) of every entry in one sortable word. Rows come
  /// first; after them the series to take back.
  private func entriesInSlabOrder() -> [UInt64] {
    var order: [UInt64] = []
    order.reserveCapacity(layer.series.count + layer.takeBack.count)
    func add(_ series: Int32, _ index: Int) {
      let block = UInt64(SeriesIndex.block(ofFirm: self.series.firmIds[Int(series)]))
      let slot = UInt64(self.series.slots[Int(series)])
      order.append(block << 48 | slot << 24 | UInt64(index))
    }
    for (index, series) in layer.series.enumerated() { add(series, index) }
    // Nothing is there to take back unless the month has come before.
    if hasHistory {
      for (index, series) in layer.takeBack.enumerated() { add(series, layer.series.count + index) }
    }
    return sorted(order)
  }

  /// The entries in ascending order: mostly they came so, the month before having made the series.
  /// Where every slot has its own row and most have one, each is put in its place at once.
  private func sorted(_ entries: [UInt64]) -> [UInt64] {
    if zip(entries, entries.dropFirst()).allSatisfy({ $0 < $1 }) { return entries }
    let starts = series.slotStarts
    let total = Int(starts.last ?? 0)
    guard entries.count == layer.series.count, entries.count * 4 > total else {
      return entries.sorted()
    }
    let none = UInt64.max
    var places = [UInt64](repeating: none, count: total)
    for entry in entries { places[Int(starts[Int(entry >> 48)]) + Int(slot(entry))] = entry }
    var ordered: [UInt64] = []
    ordered.reserveCapacity(entries.count)
    for entry in places where entry != none { ordered.append(entry) }
    return ordered
  }

  private mutating func write(block: Int, entries: ArraySlice<UInt64>) throws {
    let known = try knownColumns(block: block, slotCount: Int(entries.last.map(slot) ?? -1) + 1)
    let sheets = hasHistory ? sheets(of: entries, over: known) : sheets(ofFirst: entries)
    if standing != nil {
      let touched = entries.map(series)
      try standing?.keep(block: block, against: sheets, series: touched)
    }
    for (kind, sheet) in zip(kinds, sheets) where !sheet.slots.isEmpty {
      try insert(SlabBlob(slots: sheet.slots, values: sheet.values), block: block, kind: kind)
    }
  }

  /// The sheets of a month that nothing was known of: every row is stored as it is.
  private mutating func sheets(ofFirst entries: ArraySlice<UInt64>) -> [SlabSheet] {
    counts.stored += entries.count
    let slots = entries.map(slot)
    let indices = entries.map { Int($0 & 0xFF_FFFF) }
    // Rows that came in the order of their slots lie side by side.
    let run = zip(indices, indices.dropFirst()).allSatisfy { $0 + 1 == $1 } ? indices.first : nil
    var sheets = measures.indices.map { measure in
      let values = layer.values[measure]
      return SlabSheet(
        slots: slots,
        values: run.map { values.run($0..<$0 + indices.count) } ?? indices.map { values[$0] }
      ).speaking()
    }
    sheets.append(SlabSheet(slots: slots, values: indices.map { Int64(layer.lines[$0]) }))
    sheets.append(SlabSheet())
    return sheets
  }

  private mutating func sheets(
    of entries: ArraySlice<UInt64>, over known: [SlabColumn]
  ) -> [SlabSheet] {
    var sheets = Array(repeating: SlabSheet(), count: kinds.count)
    var lastSlot: Int32 = -1
    for entry in entries {
      let slot = slot(entry)
      let index = Int(entry & 0xFF_FFFF)
      if index >= layer.series.count {
        if slot != lastSlot { takeBack(slot, known, &sheets) }
      } else {
        place(row: index, slot: slot, known, &sheets)
      }
      lastSlot = slot
    }
    return sheets
  }

  private mutating func place(
    row: Int, slot: Int32, _ known: [SlabColumn], _ sheets: inout [SlabSheet]
  ) {
    let isKnown = known[measures.count].value(Int(slot)) != nil
    if isKnown, measures.indices.allSatisfy({ says(row, $0, known, slot) }) {
      counts.unchanged += 1
      sheets[measures.count + 1].append(slot, Int64(layer.lines[row]))
      return
    }
    counts.stored += 1
    if isKnown { counts.superseded += 1 }
    for measure in measures.indices {
      let value = layer.values[measure][row]
      if value != SlabBlob.silent {
        sheets[measure].append(slot, value)
      } else if isKnown, known[measure].value(Int(slot)) != nil {
        sheets[measure].append(slot, SlabBlob.withdrawn)
      }
    }
    sheets[measures.count].append(slot, Int64(layer.lines[row]))
  }

  /// True when the row's cell is what is already known.
  private func says(_ row: Int, _ measure: Int, _ known: [SlabColumn], _ slot: Int32) -> Bool {
    let value = layer.values[measure][row]
    return known[measure].value(Int(slot)) == (value == SlabBlob.silent ? nil : value)
  }

  /// The account is another firm's in this month now: what was said of this one no longer holds.
  private func takeBack(_ slot: Int32, _ known: [SlabColumn], _ sheets: inout [SlabSheet]) {
    for position in known.indices where known[position].value(Int(slot)) != nil {
      sheets[position].append(slot, SlabBlob.withdrawn)
    }
  }

  /// What is known of the block's month, a column a measure and the lines last; empty without history.
  private func knownColumns(block: Int, slotCount: Int) throws -> [SlabColumn] {
    guard hasHistory else { return [] }
    return try kinds.dropLast().map { kind in
      try transaction.snapshot.column(
        block: block, kind: kind, month: layer.month, slotCount: slotCount, view: view)
    }
  }

  private mutating func insert(_ blob: SlabBlob, block: Int, kind: Int) throws {
    let layerId =
      try layerId
      ?? transaction.insertLayer(file: file, feed: feed, month: layer.month, day: layer.day)
    self.layerId = layerId
    try transaction.insertSlab(blob, block: block, kind: kind, month: layer.month, layer: layerId)
  }

  private func series(_ entry: UInt64) -> Int32 {
    let index = Int(entry & 0xFF_FFFF)
    return index < layer.series.count
      ? layer.series[index] : layer.takeBack[index - layer.series.count]
  }

  private func slot(_ entry: UInt64) -> Int32 { Int32(entry >> 24 & 0xFF_FFFF) }
}

/// The slots and values of one slab being filled.
struct SlabSheet {
  private(set) var slots: [Int32] = []
  private(set) var values: [Int64] = []

  /// The sheet without its empty cells.
  func speaking() -> SlabSheet {
    guard values.contains(SlabBlob.silent) else { return self }
    let spoken = values.indices.filter { values[$0] != SlabBlob.silent }
    return SlabSheet(slots: spoken.map { slots[$0] }, values: spoken.map { values[$0] })
  }

  mutating func append(_ slot: Int32, _ value: Int64) {
    slots.append(slot)
    values.append(value)
  }
}

extension StoreTransaction {
  /// A layer, still without rows.
  func insertLayer(file: Int64, feed: Feed, month: Month, day: LayerDay) throws -> Int64 {
    try db.cachedStatement(
      sql:
        "INSERT INTO layer (fileId, feed, month, knownOn, saidOn, rows) VALUES (?, ?, ?, ?, ?, 0)"
    ).execute(arguments: [
      file, feed.rawValue, month.description, day.knownOn.description,
      day.saidOn == day.knownOn ? nil : day.saidOn.description,
    ])
    return db.lastInsertedRowID
  }

  func insertSlab(_ blob: SlabBlob, block: Int, kind: Int, month: Month, layer: Int64) throws {
    let insert = try BoundStatement(
      "INSERT INTO slab (block, measure, month, layerId, form, data) VALUES (?, ?, ?, ?, ?, ?)",
      in: db)
    for number in [Int64(block), Int64(kind), Int64(month.index), layer, Int64(blob.form)] {
      insert.bind(number)
    }
    insert.bind(blob: blob.data)
    try insert.run()
  }
}
