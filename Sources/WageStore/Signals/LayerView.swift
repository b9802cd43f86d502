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
  /// The newest known-on day wins; of one day, what was said later, then the file ingested later.
  public func layerView(knownBy day: Day?, feed: Feed? = nil) throws -> LayerView {
    let day = day?.description ?? Self.always
    guard let feed else { return try layerView("knownOn <= ?", [day]) }
    return try layerView("feed = ? AND knownOn <= ?", [feed.rawValue, day])
  }

  /// The same of some months of one feed.
  func layerView(
    knownBy day: Day?, feed: Feed, months: ClosedRange<Month>
  ) throws -> LayerView {
    try layerView(
      "feed = ? AND month BETWEEN ? AND ? AND knownOn <= ?",
      [
        feed.rawValue, months.lowerBound.description, months.upperBound.description,
        day?.description ?? Self.always,
      ])
  }

  /// What came before a layer of one month of a feed, or with it.
  func layerView(knownBy day: LayerDay, feed: Feed, month: Month) throws -> LayerView {
    try layerView(
      "feed = ? AND month = ? AND (knownOn, ifnull(saidOn, knownOn)) <= (?, ?)",
      [feed.rawValue, month.description, day.knownOn.description, day.saidOn.description])
  }

  private static let always = "9999-12-31"

  private func layerView(_ condition: String, _ values: [String]) throws -> LayerView {
    var view = LayerView()
    let layers = try BoundStatement(
      """
      SELECT id, fileId, feed, month, knownOn FROM layer WHERE \(condition)
      ORDER BY knownOn, ifnull(saidOn, knownOn), id
      """, in: db)
    for value in values { layers.bind(value) }
    try layers.forEach { row in
      guard let feed = row.string(2).flatMap({ Feed(rawValue: $0) }),
        let month = row.text(3).flatMap({ Month(utf8: $0) }), let knownOn = row.string(4)
      else { return }
      view.add(
        layer: row.integer(0), file: row.integer(1), knownOn: knownOn, feed: feed, month: month)
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
