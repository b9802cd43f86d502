internal import Foundation
public import SignalIngest
public import WageDomain
public import WageStore

/// Writes what agencies sent, as the store keeps it, as a Frictionless data package.
///
/// A table for every file that was loaded, in the columns of its feed, each row with its known-on
/// day: ingested into a new workspace, the files give the same signals and freshness as of every day,
/// and rows that wait for their firm wait again. Personal data stays out, and so do rows that were
/// rejected and what people decided: merges of firms, cases.
public struct DataPackage {
  private let database: WageDatabase
  private let feeds: FeedSchemas
  private let schemaTexts: [Feed: String]
  private let asOf: Day

  /// What was written.
  public struct Report: Hashable, Sendable {
    public internal(set) var files = 0
    public internal(set) var rows = 0
    /// Merges of firms in force, which no file of the package can say.
    public internal(set) var merges = 0
  }

  /// - Parameters:
  ///   - database: the workspace's.
  ///   - feeds: the schemas in use.
  ///   - schemaTexts: the same schemas as JSON, which go into the package.
  ///   - asOf: rows known later stay out.
  public init(
    database: WageDatabase, feeds: FeedSchemas, schemaTexts: [Feed: String], asOf: Day
  ) {
    self.database = database
    self.feeds = feeds
    self.schemaTexts = schemaTexts
    self.asOf = asOf
  }

  /// True of a file that told of its day though none of its rows is new: a register stays as fresh as
  /// its last file, and an empty file is the delivery of its period.
  private func isDelivery(_ file: LedgerFile) -> Bool {
    guard let day = file.knownOn, day <= asOf.description else { return false }
    return file.counts.rows == 0 || file.counts.rows > file.counts.rejected
  }

  /// The files loaded, and of those that came before under another name the ones without a row, which are
  /// of another period.
  private func deliveries(_ snapshot: StoreSnapshot) throws -> [LedgerFile] {
    let files = try snapshot.files()
    let empty = Set(
      files.filter { $0.status == "loaded" && $0.counts.rows == 0 }.map(\.sha256))
    return files.filter {
      $0.status == "loaded" || $0.status == "unchanged" && empty.contains($0.sha256)
    }
  }

  /// Writes `datapackage.json` and `data/FEED_NUMBER_PERIOD__known-DAY.csv`: the file's number in the
  /// ledger, the period that its name said, and the day on which it was known.
  ///
  /// - Parameters:
  ///   - folder: new or empty; nil to write nothing and only count.
  ///   - wanted: the feeds to write.
  /// - Returns: how many files and rows.
  /// - Throws: what keeps the store from being read or the files from being written.
  public func write(to folder: String?, feeds wanted: [Feed] = Feed.allCases) throws -> Report {
    if let folder {
      try FileManager.default.createDirectory(
        atPath: folder + "/data", withIntermediateDirectories: true)
    }
    return try database.read { snapshot in
      var report = Report()
      report.merges = try snapshot.mergeCount(asOf: asOf)
      var resources: [PackageResource] = []
      let reader = StoredTableReader(snapshot: snapshot, knownBy: asOf)
      let files = try deliveries(snapshot)
      for feed in wanted.sorted() {
        guard let schema = feeds[feed], let text = schemaTexts[feed] else { continue }
        for file in files where file.feed == feed.rawValue {
          var table = try reader.table(of: file.id, feed: feed)
          for records in try snapshot.unmatchedRecords(file: file.id) {
            table.rows += try UnmatchedRows(schema: schema, asOf: asOf)
              .rows(records, columns: table.columns)
            table.rows.sort { ($0.line, $0.knownOn) < ($1.line, $1.knownOn) }
          }
          guard !table.rows.isEmpty || isDelivery(file) else { continue }
          let resource = PackageResource(feed: feed, file: file, columns: table.columns)
          if let folder {
            try resource.csv(of: table, schema: schema)
              .write(toFile: folder + "/" + resource.path, atomically: false, encoding: .utf8)
          }
          resources.append(resource)
          report.files += 1
          report.rows += table.rows.count
        }
        guard let folder else { continue }
        try PackageResource.descriptor(
          feed: feed, schema: text, columns: resources.last { $0.feed == feed }?.columns ?? []
        ).map { try $0.write(to: URL(fileURLWithPath: "\(folder)/\(feed.rawValue).json")) }
      }
      if let folder {
        try PackageResource.package(resources)
          .write(to: URL(fileURLWithPath: folder + "/datapackage.json"))
      }
      return report
    }
  }
}
