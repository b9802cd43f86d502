internal import GRDB
internal import WageDomain

/// All that the slabs of one feed and month hold of some accounts, row by row.
struct SeriesReading {
  /// In the order their files came; repeats still without values.
  private(set) var statements: [SeriesMonth.Chain: [SeriesStatement]] = [:]

  private let feed: Feed
  private let month: Month
  private let transaction: StoreTransaction
  private let kinds: [Int]
  private let layers: [Int64: Layer]
  /// By block: the slots concerned, and whose they are.
  private var owners: [Int: [Int32: Owner]] = [:]
  private var storedByLayer: [Int64: Int] = [:]

  private struct Owner {
    let chain: SeriesMonth.Chain
    let firm: Int32
  }

  private struct Layer {
    let file: Int64
    let day: LayerDay
    /// False for one that only says again what others hold (see ``StandingWords``).
    let hasRows: Bool
  }

  init(
    feed: Feed, month: Month, chains: [SeriesMonth.Chain], series: SeriesIndex,
    in transaction: StoreTransaction
  ) throws {
    self.feed = feed
    self.month = month
    self.transaction = transaction
    kinds =
      Measure.measures(of: feed).map { Int($0.rawValue) }
      + [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)]
    layers = try Self.layers(feed, month, in: transaction.db)
    for chain in chains {
      for number in series.numbers(of: chain) {
        let firm = series.firmIds[Int(number)]
        owners[SeriesIndex.block(ofFirm: firm), default: [:]][series.slots[Int(number)]] = Owner(
          chain: chain, firm: firm)
      }
    }
    for block in owners.keys.sorted() { try read(block) }
    for chain in statements.keys { statements[chain]?.sort { $0.file < $1.file } }
  }

  private static func layers(
    _ feed: Feed, _ month: Month, in db: Database
  ) throws -> [Int64: Layer] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, fileId, rows, knownOn, ifnull(saidOn, knownOn) FROM layer
          WHERE feed = ? AND month = ?
          """),
      arguments: [feed.rawValue, month.description])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        LayerDay(row[3], row[4]).map {
          (row[0], Layer(file: row[1], day: $0, hasRows: row[2] as Int > 0))
        }
      })
  }

  private mutating func read(_ block: Int) throws {
    guard let owners = owners[block] else { return }
    var cells: [Cell: [Int64]] = [:]
    for (position, kind) in kinds.enumerated() {
      try transaction.snapshot.forEachSlab(
        "block = ? AND measure = ? AND month = ?", [Int64(block), Int64(kind), Int64(month.index)]
      ) { slab in
        SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
          guard owners[Int32(slot)] != nil else { return }
          cells[
            Cell(layer: slab.layer, slot: Int32(slot)),
            default: Array(repeating: SlabBlob.silent, count: kinds.count)][position] = value
        }
      }
    }
    for (cell, values) in cells {
      if let owner = owners[cell.slot] { take(values, cell, owner) }
    }
  }

  private struct Cell: Hashable {
    let layer: Int64
    let slot: Int32
  }

  private mutating func take(_ values: [Int64], _ cell: Cell, _ owner: Owner) {
    guard let layer = layers[cell.layer] else { return }
    let measures = kinds.count - 2
    let (line, repeated) = (values[measures], values[measures + 1])
    let isStored = layer.hasRows && line > SlabBlob.withdrawn
    guard isStored || repeated > SlabBlob.withdrawn else { return }
    if isStored { storedByLayer[cell.layer, default: 0] += 1 }
    statements[owner.chain, default: []].append(
      SeriesStatement(
        file: layer.file, line: Int32(isStored ? line : repeated), day: layer.day,
        firm: owner.firm,
        values: values[..<measures].map { $0 == SlabBlob.withdrawn ? SlabBlob.silent : $0 },
        isRepeat: !isStored))
  }

  /// Takes everything that was read out of the slabs.
  mutating func clear() throws {
    for (block, owners) in owners {
      for kind in kinds { try clear(block: block, kind: kind, slots: Set(owners.keys)) }
    }
    for (layer, rows) in storedByLayer {
      try transaction.db.execute(
        sql: "UPDATE layer SET rows = rows - ? WHERE id = ?", arguments: [rows, layer])
    }
    try removeEmptyLayers()
  }

  private func clear(block: Int, kind: Int, slots: Set<Int32>) throws {
    var rest: [(layer: Int64, blob: SlabBlob?)] = []
    try transaction.snapshot.forEachSlab(
      "block = ? AND measure = ? AND month = ?", [Int64(block), Int64(kind), Int64(month.index)]
    ) { slab in
      var kept = SlabSheet()
      var isConcerned = false
      SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
        if slots.contains(Int32(slot)) {
          isConcerned = true
        } else {
          kept.append(Int32(slot), value)
        }
      }
      guard isConcerned else { return }
      rest.append(
        (slab.layer, kept.slots.isEmpty ? nil : SlabBlob(slots: kept.slots, values: kept.values)))
    }
    for (layer, blob) in rest {
      try transaction.db.cachedStatement(
        sql: "DELETE FROM slab WHERE block = ? AND measure = ? AND month = ? AND layerId = ?"
      ).execute(arguments: [block, kind, month.index, layer])
      if let blob {
        try transaction.insertSlab(blob, block: block, kind: kind, month: month, layer: layer)
      }
    }
  }

  /// A layer without slabs would still count as its month's delivery.
  private func removeEmptyLayers() throws {
    let blocks = try BlockReader.blockCount(in: transaction.snapshot)
    for id in layers.keys {
      let isUsed = try (0..<blocks).contains { block in
        try kinds.contains { kind in
          try Bool.fetchOne(
            transaction.db.cachedStatement(
              sql: """
                SELECT 1 FROM slab
                WHERE block = ? AND measure = ? AND month = ? AND layerId = ?
                """),
            arguments: [block, kind, month.index, id]) ?? false
        }
      }
      if !isUsed {
        try transaction.db.execute(sql: "DELETE FROM layer WHERE id = ?", arguments: [id])
      }
    }
  }
}

extension SeriesIndex {
  fileprivate func numbers(of chain: SeriesMonth.Chain) -> [Int32] {
    switch chain {
    case .account(let account): series(ofAccount: account)
    case .firm(let firm): known(firm: firm).map { [$0] } ?? []
    }
  }
}
