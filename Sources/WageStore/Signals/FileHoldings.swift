internal import GRDB
internal import WageDomain

/// The rows that may not be given a second time when rejects of a file are read again: the file's
/// own, and those of files that came after it and are known from the same day.
struct FileHoldings {
  private let file: Int64
  private let feed: Feed
  private let snapshot: StoreSnapshot
  private var months: [Month: Set<Place>] = [:]

  /// A slot that a layer has a row for; the day is nil for the file's own layers, whose rows stand
  /// on whatever day.
  private struct Place: Hashable {
    let block: Int
    let slot: Int32
    let day: Day?
  }

  init(file: Int64, feed: Feed, snapshot: StoreSnapshot) {
    self.file = file
    self.feed = feed
    self.snapshot = snapshot
  }

  mutating func holds(block: Int, slot: Int32, month: Month, knownOn: Day) throws -> Bool {
    let places = try months[month] ?? read(month)
    months[month] = places
    return places.contains(Place(block: block, slot: slot, day: nil))
      || places.contains(Place(block: block, slot: slot, day: knownOn))
  }

  private func read(_ month: Month) throws -> Set<Place> {
    let layers = try layers(of: month)
    var places: Set<Place> = []
    guard !layers.isEmpty else { return places }
    for block in 0..<(try BlockReader.blockCount(in: snapshot)) {
      for kind in [SlabKind.lines(of: feed), SlabKind.repeats(of: feed)] {
        try snapshot.forEachSlab(
          "block = ? AND measure = ? AND month = ?",
          [Int64(block), Int64(kind), Int64(month.index)]
        ) { slab in
          guard let day = layers[slab.layer] else { return }
          SlabBlob.forEach(form: slab.form, data: slab.data) { slot, value in
            guard value > SlabBlob.withdrawn else { return }
            places.insert(Place(block: block, slot: Int32(slot), day: day))
          }
        }
      }
    }
    return places
  }

  private func layers(of month: Month) throws -> [Int64: Day?] {
    let rows = try Row.fetchAll(
      snapshot.db,
      sql: "SELECT id, fileId, knownOn FROM layer WHERE feed = ? AND month = ? AND fileId >= ?",
      arguments: [feed.rawValue, month.description, file])
    return Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int64, Day?) in
        (row[0], (row[1] as Int64) == file ? nil : Day(row[2] as String))
      })
  }
}
