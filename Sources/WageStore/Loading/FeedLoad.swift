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
  /// Rows that name their firm otherwise than by code: kept, since whose they are may change.
  var uncoded: [UncodedRow] = []
  var clashes: [Clash] = []

  /// A row that is good by itself but not beside the others.
  struct Clash {
    let row: Int
    let code: String
    let column: String?
    let found: String
    let expected: String
  }

  /// A row without a code, by place in the batch.
  struct UncodedRow {
    let row: Int
    /// Nil while nobody knows whose it is.
    let identity: RowIdentity?
    /// Of the version that the row made: it is in all the same, only its firm is asked.
    var version: Int64?
  }

  /// The key of a row was met before in the same file; the first row stands.
  mutating func rejectRepeated(_ row: Int, key: String) {
    clashes.append(
      Clash(
        row: row, code: "duplicate-key", column: nil, found: "a second row for the same \(key)",
        expected: "each \(key) once in a file"))
  }

  /// `project.id` of a code, made when it is new: the list of projects may come later.
  func project(_ code: String) throws -> Int64 {
    let known = try db.cachedStatement(sql: "SELECT id FROM project WHERE projectCode = ?")
    if let id = try Int64.fetchOne(known, arguments: [code]) { return id }
    try db.execute(sql: "INSERT INTO project (projectCode) VALUES (?)", arguments: [code])
    return db.lastInsertedRowID
  }
}

func makeFeedLoad(
  _ feed: Feed, firms: FirmRegister, rowsInMemory: Int, in db: Database
) throws -> any FeedLoad {
  switch feed {
  case .electricity, .water, .gas, .tax, .socialInsurance, .property, .loans:
    MonthlyLoad(
      feed: feed, series: try firms.takeSeries(of: feed, in: db), rowsInMemory: rowsInMemory)
  case .payroll:
    PayrollLoad(
      series: try firms.takeSeries(of: feed, in: db), rowsInMemory: rowsInMemory)
  case .firms: try FirmLoad(in: db)
  case .projects: try ProjectLoad(in: db)
  case .complaints: ComplaintLoad()
  case .wageAccount: try VersionLoad(.wageAccount, in: db)
  case .attendance: try VersionLoad(.attendance, in: db)
  case .disbursement: try VersionLoad(.disbursement, in: db)
  case .sixSystems: try VersionLoad(.sixSystems, in: db)
  case .inspections: try VersionLoad(.inspections, in: db)
  case .judicial: try VersionLoad(.judicial, in: db)
  case .gridReports: try VersionLoad(.gridReports, in: db)
  }
}
