internal import GRDB
internal import WageDomain

/// The rows that may not be given a second time when rejects of a file are read again: the file's
/// own, and those of files that came after it and are known from the same day.
struct FileHoldings {
  private let file: Int64
  private let feed: Feed
  private let snapshot: StoreSnapshot
  private var months: [Month: Set<Held>] = [:]

  /// A row of a layer; the day is nil for the file's own layers, whose rows stand on whatever day.
  private struct Held: Hashable {
    let place: SeriesPlace
    let day: LayerDay?
  }

  init(file: Int64, feed: Feed, snapshot: StoreSnapshot) {
    self.file = file
    self.feed = feed
    self.snapshot = snapshot
  }

  mutating func holds(block: Int, slot: Int32, month: Month, day: LayerDay) throws -> Bool {
    let held = try months[month] ?? read(month)
    months[month] = held
    let place = SeriesPlace(block: block, slot: slot)
    return held.contains(Held(place: place, day: nil))
      || held.contains(Held(place: place, day: day))
  }

  private func read(_ month: Month) throws -> Set<Held> {
    let layers = try layers(of: month)
    var held: Set<Held> = []
    try snapshot.forEachLine(of: feed, month: month, in: Set(layers.keys)) { place, layer, _ in
      if let day = layers[layer] { held.insert(Held(place: place, day: day)) }
    }
    return held
  }

  private func layers(of month: Month) throws -> [Int64: LayerDay?] {
    let rows = try Row.fetchAll(
      snapshot.db,
      sql: """
        SELECT id, fileId, knownOn, ifnull(saidOn, knownOn) FROM layer
        WHERE feed = ? AND month = ? AND fileId >= ?
        """,
      arguments: [feed.rawValue, month.description, file])
    return Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int64, LayerDay?) in
        (row[0], (row[1] as Int64) == file ? nil : LayerDay(row[2], row[3]))
      })
  }
}
