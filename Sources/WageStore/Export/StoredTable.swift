public import WageDomain

/// The rows that one agency file brought, as they stand in the store, by line.
///
/// Rows that were rejected or wait for a firm are not there.
public struct StoredTable: Hashable, Sendable {
  /// By the feed's schema; without personal data and `known_on`.
  public let columns: [String]
  public var rows: [Row]

  public struct Row: Hashable, Sendable {
    public let line: Int64
    /// `YYYY-MM-DD`.
    public let knownOn: String
    /// The row's own known-on day, where it counts from a later one: whose it is became known then.
    public let saidOn: String?
    /// One a column.
    public let cells: [Cell]

    public init(line: Int64, knownOn: String, saidOn: String? = nil, cells: [Cell]) {
      self.line = line
      self.knownOn = knownOn
      self.saidOn = saidOn
      self.cells = cells
    }
  }

  public enum Cell: Hashable, Sendable {
    case none
    /// Days, months and instants as the store writes them.
    case text(String)
    /// In the stored unit.
    case integer(Int64)
  }
}

/// Reads what files brought, as far as it was known by a day.
public final class StoredTableReader {
  let snapshot: StoreSnapshot
  let day: Day
  private var seriesOf: (feed: Feed, blocks: [Int: [Int: SeriesName]])?

  public init(snapshot: StoreSnapshot, knownBy day: Day) {
    self.snapshot = snapshot
    self.day = day
  }

  /// What one file brought.
  ///
  /// - Throws: what keeps the store from being read.
  public func table(of file: Int64, feed: Feed) throws -> StoredTable {
    guard let layout = StoredLayout.of(feed) else { return try slabRows(of: file, feed: feed) }
    return try tableRows(of: file, layout: layout)
  }

  /// The series of a block by slot; those of one feed are kept, files being read feed by feed.
  func series(feed: Feed, block: Int) throws -> [Int: SeriesName] {
    if seriesOf?.feed != feed { seriesOf = (feed, [:]) }
    if let known = seriesOf?.blocks[block] { return known }
    let read = try snapshot.seriesNames(feed: feed, block: block)
    seriesOf?.blocks[block] = read
    return read
  }
}
