internal import GRDB
internal import WageDomain

/// Puts the rows of one feed into its tables.
protocol FeedLoad {
  mutating func add(_ batch: FeedBatch, to sink: inout RowSink) throws
  /// - Returns: stored, unchanged and superseded rows of the whole file.
  mutating func finish(
    fileId: Int64, firms: FirmRegister, in transaction: StoreTransaction
  ) throws -> LoadCounts
  /// Told when the rows are rejects of a file that was loaded before and are read again.
  mutating func resume(_ file: ResumedFile)
}

extension FeedLoad {
  /// Loads by ``VersionTable`` ask the sink.
  mutating func resume(_ file: ResumedFile) {}
}

/// A file that was loaded before, some of whose rejects are read again.
final class ResumedFile {
  let id: Int64
  let snapshot: StoreSnapshot
  /// Rows of the batch whose key the file holds already, by place: the row that is in stands.
  var held: [Int] = []

  init(id: Int64, snapshot: StoreSnapshot) {
    self.id = id
    self.snapshot = snapshot
  }
}

/// What a load needs to place a row, and where it puts the rows that it cannot.
struct RowSink {
  let fileId: Int64
  let firms: FirmRegister
  let db: Database
  /// Nil for a file that comes for the first time.
  var resumed: ResumedFile?
  /// Rows that name no firm we know, by place in the batch.
  var waiting: [Int] = []
  var clashes: [Clash] = []

  /// A row that is good by itself but not beside the others.
  struct Clash {
    let row: Int
    let code: String
    let column: String?
    let found: String
    let expected: String
  }

  /// The key of a row was met before in the same file; the first row stands.
  mutating func rejectRepeated(_ row: Int, key: String) {
    clashes.append(
      Clash(
        row: row, code: "duplicate-key", column: nil, found: "a second row for the same \(key)",
        expected: "each \(key) once in a file"))
  }
}

func makeFeedLoad(
  _ feed: Feed, firms: FirmRegister, in db: Database
) throws -> any FeedLoad {
  switch feed {
  case .electricity, .water, .gas, .tax, .socialInsurance:
    MonthlyLoad(feed: feed, series: try firms.takeSeries(of: feed, in: db))
  case .payroll: PayrollLoad(series: try firms.takeSeries(of: feed, in: db))
  case .firms: try FirmLoad(in: db)
  case .projects: try ProjectLoad(in: db)
  case .wageAccount: try WageAccountLoad(in: db)
  case .complaints: ComplaintLoad()
  }
}
