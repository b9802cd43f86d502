internal import GRDB
internal import WageDomain

/// The rows of a table of versions that count no more on a day: a newer version of the same key is
/// known by then. Nearly all rows are sent once, so that there are few.
struct SupersededRows {
  private var ids: Set<Int64> = []

  /// `key` is what the table's unique key begins with, before `knownOn` and `fileId`.
  init(_ table: String, _ key: [String], asOf day: Day, in snapshot: StoreSnapshot) throws {
    let columns = key.joined(separator: ", ")
    // In the order of the table's key, which holds all that is asked for.
    let rows = try BoundStatement(
      "SELECT id, \(columns) FROM \(table) WHERE knownOn <= ? ORDER BY \(columns), knownOn, fileId",
      in: snapshot.db)
    rows.bind(day.description)
    var (before, this) = ([UInt8](), [UInt8]())
    var last: Int64?
    try rows.forEach { row in
      this.removeAll(keepingCapacity: true)
      for column in 1...Int32(key.count) {
        if let text = row.text(column) { this.append(contentsOf: text) }
        this.append(Self.separator)
      }
      if let last, this == before { ids.insert(last) }
      last = row.integer(0)
      swap(&this, &before)
    }
  }

  func contains(_ id: Int64) -> Bool { !ids.isEmpty && ids.contains(id) }

  /// No key's text holds it.
  private static let separator: UInt8 = 0x1F
}
