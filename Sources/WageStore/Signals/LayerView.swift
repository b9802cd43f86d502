internal import GRDB
public import WageDomain

/// The layers known by one day, ranked: of two that speak of the same cell, the higher rank holds.
public struct LayerView: Sendable {
  /// Rank by layer id; layers not known by the day are missing.
  private var ranks: [Int64: Int32] = [:]
  /// `ingestedFile.id` by rank.
  private(set) var files: [Int64] = []
  /// The known-on day, `YYYY-MM-DD`, by rank.
  private(set) var days: [String] = []
  /// The months that the visible layers speak of.
  public private(set) var months: [Feed: Set<Month>] = [:]

  /// - Returns: nil when the layer was not known yet.
  func rank(_ layer: Int64) -> Int32? { ranks[layer] }
}

extension StoreSnapshot {
  /// What was known by `day`; everything when it is nil.
  ///
  /// The newest known-on day wins; of one day, the file that was ingested later.
  public func layerView(knownBy day: Day?, feed: Feed? = nil) throws -> LayerView {
    var view = LayerView()
    let found = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT id, fileId, feed, month, knownOn FROM layer
          WHERE knownOn <= ? AND (? IS NULL OR feed = ?) ORDER BY knownOn, id
          """),
      arguments: [day?.description ?? "9999-12-31", feed?.rawValue, feed?.rawValue])
    while let row = try found.next() {
      let name: String = row[2]
      let text: String = row[3]
      guard let feed = Feed(rawValue: name), let month = Month(text) else { continue }
      view.add(layer: row[0], file: row[1], knownOn: row[4], feed: feed, month: month)
    }
    return view
  }
}

extension LayerView {
  fileprivate mutating func add(
    layer: Int64, file: Int64, knownOn: String, feed: Feed, month: Month
  ) {
    ranks[layer] = Int32(files.count)
    files.append(file)
    days.append(knownOn)
    months[feed, default: []].insert(month)
  }
}
