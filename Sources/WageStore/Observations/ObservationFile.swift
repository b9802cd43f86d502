internal import Foundation
internal import GRDB
public import WageDomain

/// Everything that a score reads, as plain rows in a SQLite file of its own, so that other programs
/// can compute the same scores without reading slabs.
///
/// The layout is a page of its own: `Observations` in the documentation.
public struct ObservationFile {
  private let snapshot: StoreSnapshot
  private let asOf: Day
  private let calendar: [CalendarEntry]
  private let limits: [FeedLimit]

  /// When a feed counts as late.
  public struct FeedLimit: Hashable, Sendable {
    public let feed: Feed
    /// Days since the end of the last month delivered.
    public let warnDays: Int
    public let errorDays: Int

    public init(feed: Feed, warnDays: Int, errorDays: Int) {
      self.feed = feed
      self.warnDays = warnDays
      self.errorDays = errorDays
    }
  }

  /// What was written.
  public struct Report: Hashable, Sendable {
    /// Values of monthly feeds, superseded and withdrawn ones included.
    public internal(set) var observations = 0
    /// Rows of the other tables that agencies sent.
    public internal(set) var rows = 0
  }

  /// - Parameters:
  ///   - snapshot: of the workspace.
  ///   - asOf: what became known later stays out.
  ///   - calendar: the notices in use.
  ///   - limits: one a feed.
  public init(
    snapshot: StoreSnapshot, asOf: Day, calendar: [CalendarEntry], limits: [FeedLimit]
  ) {
    self.snapshot = snapshot
    self.asOf = asOf
    self.calendar = calendar
    self.limits = limits
  }

  /// The version of the layout, which `about` tells; it changes when a column goes or changes.
  public static let layoutVersion = 1

  /// Writes the file; nothing is left of it when that fails.
  ///
  /// - Parameter path: of a file that is not there yet; nil to write nowhere and only count.
  /// - Returns: how much was written.
  /// - Throws: ``StoreError`` when the store cannot be read or the file not be written.
  public func write(to path: String?) throws -> Report {
    do {
      // SQLite takes an empty name for a file of its own that nobody else sees.
      return try writeWhole(to: path ?? "")
    } catch {
      if let path { try? FileManager.default.removeItem(atPath: path) }
      throw StoreError(error)
    }
  }

  private func writeWhole(to path: String) throws -> Report {
    var configuration = Configuration()
    // The file is thrown away when it is not finished: no journal is needed.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = OFF") }
    return try queue.write { output in
      var report = Report()
      try output.execute(sql: ObservationSchema.fixedTables)
      try writeAbout(output)
      let tables = ObservationTables(snapshot: snapshot, output: output, asOf: asOf)
      try tables.copyLedger()
      report.rows = try tables.copyFeeds()
      report.observations = try SlabObservations(
        snapshot: snapshot, output: output, asOf: asOf
      ).write()
      return report
    }
  }

  private func writeAbout(_ output: Database) throws {
    let facts = [
      ("layout", "\(Self.layoutVersion)"), ("as_of", asOf.description),
      ("units", Set(Measure.allCases.map(\.unit.rawValue)).sorted().joined(separator: " ")),
    ]
    for (key, value) in facts {
      try output.execute(sql: "INSERT INTO about VALUES (?, ?)", arguments: [key, value])
    }
    for limit in limits {
      try output.execute(
        sql: "INSERT INTO feed VALUES (?, ?, ?)",
        arguments: [limit.feed.rawValue, limit.warnDays, limit.errorDays])
    }
    for measure in Measure.allCases {
      try output.execute(
        sql: "INSERT INTO measure VALUES (?, ?, ?, ?)",
        arguments: [
          measure.rawValue, measure.feed.rawValue, measure.column, measure.unit.rawValue,
        ])
    }
    for entry in calendar {
      try output.execute(
        sql: "INSERT INTO calendar VALUES (?, ?, ?, ?, ?)",
        arguments: [
          entry.day.description, entry.kind.rawValue, entry.festival, entry.noticeNo,
          entry.publishedOn.description,
        ])
    }
  }
}
