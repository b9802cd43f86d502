internal import GRDB
public import WageDomain

/// One agency row of a monthly feed about a firm, as it holds on a day.
public struct SignalRow: Hashable, Sendable {
  public let feed: Feed
  public let month: Month
  /// The account, or the payday and batch of a payment; nil where the feed has neither.
  public let series: String?
  /// By measure, in the stored unit; empty cells are left out.
  public let values: [Measure: Int64]
  public let file: String
  public let line: Int64
  /// The day from which the row has held as it does, `YYYY-MM-DD`, in whatever order files came.
  public let knownOn: String

  /// The series as people say it: of a payment `2026-10-12 #2`, payday and batch.
  public var shownSeries: String? {
    guard feed == .payroll, let series, let payment = PaymentSeries("|" + series),
      let day = payment.paidOn(month: month)
    else { return series }
    return day.description + (payment.batch.map { " #\($0)" } ?? "")
  }
}

extension StoreSnapshot {
  /// The rows of a firm known by the day, by feed, month and series, those of firms that count as it
  /// by then among them.
  public func signalRows(
    firm: Int64, asOf day: Day, feeds: [Feed] = Feed.monthly, months: ClosedRange<Month>
  ) throws -> [SignalRow] {
    let view = try layerView(knownBy: day)
    let files = try fileNames()
    let merged = try firmMerges(asOf: day).absorbed(by: firm)
    let rows = try ([firm] + merged).flatMap {
      try signalRows(of: $0, view: view, files: files, feeds: feeds, months: months)
    }
    guard !merged.isEmpty else { return rows }
    return rows.sorted {
      ($0.feed, $0.month, $0.series ?? "", $0.file, $0.line)
        < ($1.feed, $1.month, $1.series ?? "", $1.file, $1.line)
    }
  }

  private func signalRows(
    of firm: Int64, view: LayerView, files: [Int64: String], feeds: [Feed],
    months: ClosedRange<Month>
  ) throws -> [SignalRow] {
    try feeds.sorted().flatMap { feed -> [SignalRow] in
      let series = try series(of: firm, feed: feed)
      guard !series.isEmpty else { return [] }
      return try (view.months[feed] ?? []).filter(months.contains).sorted().flatMap { month in
        try rows(feed, month, firm: firm, series: series, view: view, files: files)
      }
    }
  }

  private func rows(
    _ feed: Feed, _ month: Month, firm: Int64, series: [(slot: Int, key: String?)],
    view: LayerView, files: [Int64: String]
  ) throws -> [SignalRow] {
    let measures = Measure.measures(of: feed)
    let held = try HeldRows(
      slots: series.map(\.slot), kinds: measures.map { Int($0.rawValue) },
      lines: SlabKind.lines(of: feed), block: SeriesIndex.block(ofFirm: Int32(firm)),
      month: month, view: view, in: self)
    return series.compactMap { slot, key in
      guard let row = held.row(slot) else { return nil }
      let values = zip(measures, row.values).compactMap { measure, value in
        value.map { (measure, $0) }
      }
      let rank = Int(row.rank)
      return SignalRow(
        feed: feed, month: month, series: feed == .payroll ? payment(key) : key,
        values: Dictionary(uniqueKeysWithValues: values), file: files[view.files[rank]] ?? "",
        line: row.line, knownOn: view.days[rank])
    }
  }

  /// `17|1-12|2` -> `1-12|2`: the firm is known.
  private func payment(_ key: String?) -> String? {
    key?.split(separator: "|", maxSplits: 1).last.map(String.init)
  }

  private func series(of firm: Int64, feed: Feed) throws -> [(slot: Int, key: String?)] {
    var found: [(slot: Int, key: String?)] = []
    var slot = 0
    try forEachSeries(of: feed, block: SeriesIndex.block(ofFirm: Int32(firm))) { holder, key in
      if Int64(holder) == firm {
        found.append((slot, key.map { String(decoding: $0, as: UTF8.self) }))
      }
      slot += 1
    }
    // As SQLite would sort them: none first, then by bytes.
    return found.sorted { one, other in
      guard let key = one.key, let otherKey = other.key, key != otherKey else {
        return (one.key == nil ? 0 : 1, one.slot) < (other.key == nil ? 0 : 1, other.slot)
      }
      return key.utf8.lexicographicallyPrecedes(otherKey.utf8)
    }
  }

  func fileNames() throws -> [Int64: String] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, file FROM ingestedFile WHERE status = 'loaded'")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as Int64, $0[1] as String) })
  }
}
