internal import GRDB
internal import WageDomain

/// Keeps later days as they were when a layer comes late: known on a day before that of layers of
/// the same month that are here already.
///
/// From the day on which one of those spoke of the account - with another value, with an empty cell,
/// for another firm, or only to say the same again - its word holds, not the late layer's. Layers
/// cover each other cell by cell, so wherever the late one would show through, what holds is written
/// once more for that day, under the file that it came from.
struct StandingWords {
  private let month: Month
  private let feed: Feed
  /// The measures, the lines last.
  private let kinds: [Int]
  private let series: SeriesIndex
  private let file: Int64
  private let transaction: StoreTransaction
  /// Layers known after the late one, by id.
  private let later: [Int64: LayerDay]
  /// In the view of a later day, ranks from here on are of layers known after the late one.
  private let firstLaterRank: Int32
  private var views: [LayerDay: LayerView] = [:]
  /// By block: the first later day that speaks of each slot.
  private var spoken: [Int: [Int32: LayerDay]] = [:]
  private var sheets: [Place: SlabSheet] = [:]

  /// A slab to be written.
  private struct Place: Hashable, Comparable {
    let day: LayerDay
    let file: Int64
    let block: Int
    let kind: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.day, left.file, left.block, left.kind)
        < (right.day, right.file, right.block, right.kind)
    }
  }

  /// Nil when no later layer is here, as is usual. `view` is what was known of the layer's month by
  /// its own day.
  init?(
    layer: PendingLayer, feed: Feed, kinds: [Int], series: SeriesIndex, file: Int64,
    view: LayerView, transaction: StoreTransaction
  ) throws {
    later = try transaction.snapshot.layers(of: feed, layer.month, after: layer.day)
    if later.isEmpty { return nil }
    month = layer.month
    self.feed = feed
    self.kinds = kinds
    self.series = series
    self.file = file
    self.transaction = transaction
    firstLaterRank = Int32(view.files.count)
  }

  /// Notes what has to be written again because of the late layer's sheets of a block.
  mutating func keep(block: Int, against late: [SlabSheet], series touched: [Int32]) throws {
    var slotsByDay: [LayerDay: Set<Int32>] = [:]
    for index in touched {
      guard let day = try firstDay(index) else { continue }
      slotsByDay[day, default: []].insert(series.slots[Int(index)])
    }
    for (day, slots) in slotsByDay {
      let view = try view(day)
      let columns = try kinds.map { kind in
        try transaction.snapshot.column(
          block: block, kind: kind, month: month, slotCount: Int(slots.max() ?? -1) + 1, view: view)
      }
      keep(slots, of: block, day, columns, files: view.files, against: late)
    }
  }

  /// Writes what was noted.
  func write() throws {
    var last: (place: Place, layer: Int64)?
    for place in sheets.keys.sorted() {
      guard let sheet = sheets[place] else { continue }
      var layer = last?.layer ?? 0
      if last?.place.day != place.day || last?.place.file != place.file {
        layer = try transaction.insertLayer(
          file: place.file, feed: feed, month: month, day: place.day)
      }
      last = (place, layer)
      try transaction.insertSlab(
        SlabBlob(slots: sheet.slots, values: sheet.values), block: place.block, kind: place.kind,
        month: month, layer: layer)
    }
  }

  private mutating func keep(
    _ slots: Set<Int32>, of block: Int, _ day: LayerDay, _ columns: [SlabColumn], files: [Int64],
    against late: [SlabSheet]
  ) {
    for (position, kind) in kinds.enumerated() {
      for slot in late[position].slots where slots.contains(slot) {
        let column = columns[position]
        guard column.ranks[Int(slot)] < firstLaterRank else { continue }
        let lines = columns[kinds.count - 1]
        let source = lines.value(Int(slot)).map { _ in files[Int(lines.ranks[Int(slot)])] }
        let place = Place(day: day, file: source ?? file, block: block, kind: kind)
        sheets[place, default: SlabSheet()].append(
          slot, column.value(Int(slot)) ?? SlabBlob.withdrawn)
      }
    }
  }

  /// The first later day on which the account was spoken of, whichever firm was named for it.
  private mutating func firstDay(_ index: Int32) throws -> LayerDay? {
    let siblings = series.hasSiblings(index) ? series.siblings(of: index) : []
    return try ([index] + siblings).compactMap { index in
      let block = SeriesIndex.block(ofFirm: series.firmIds[Int(index)])
      return try firstDays(block)[series.slots[Int(index)]]
    }.min()
  }

  private mutating func firstDays(_ block: Int) throws -> [Int32: LayerDay] {
    if let known = spoken[block] { return known }
    var days: [Int32: LayerDay] = [:]
    for kind in [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)] {
      try transaction.snapshot.forEachSlab(
        "block = ? AND measure = ? AND month = ?", [Int64(block), Int64(kind), Int64(month.index)]
      ) { slab in
        guard let day = later[slab.layer] else { return }
        SlabBlob.forEach(form: slab.form, data: slab.data) { slot, _ in
          days[Int32(slot)] = min(days[Int32(slot)] ?? day, day)
        }
      }
    }
    spoken[block] = days
    return days
  }

  private mutating func view(_ day: LayerDay) throws -> LayerView {
    if let known = views[day] { return known }
    let view = try transaction.snapshot.layerView(knownBy: day, feed: feed, month: month)
    views[day] = view
    return view
  }
}

extension StoreSnapshot {
  /// The layers of a month that became known after a day.
  fileprivate func layers(
    of feed: Feed, _ month: Month, after day: LayerDay
  ) throws -> [Int64: LayerDay] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, knownOn, ifnull(saidOn, knownOn) FROM layer
          WHERE feed = ? AND month = ? AND (knownOn, ifnull(saidOn, knownOn)) > (?, ?)
          """),
      arguments: [
        feed.rawValue, month.description, day.knownOn.description, day.saidOn.description,
      ])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in LayerDay(row[1], row[2]).map { (row[0], $0) } }
    )
  }
}
