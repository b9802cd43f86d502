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
  /// Which accounts or firms the file names first; nil where that is not asked.
  var arrivals: SeriesArrivals? { get }
}

extension FeedLoad {
  var arrivals: SeriesArrivals? { nil }

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
    let found: Bilingual
    let expected: Bilingual
    /// Of a row without a code: whose it was taken for, which may change.
    var identity: RowIdentity?
  }

  /// A row without a code, by place in the batch.
  struct UncodedRow {
    let row: Int
    /// Nil while nobody knows whose it is.
    let identity: RowIdentity?
    /// Of the version that the row made: it is in all the same, only its firm is asked.
    var version: Int64?

    /// It waits outside of the store.
    var isWaiting: Bool { identity == nil && version == nil }
    /// A rule gave it to its firm, and its values tell all that it said.
    var isRuled: Bool { version == nil && identity.map { $0.event == nil } ?? false }
  }

  /// The key of a row was met before in the same file; the first row stands.
  mutating func rejectRepeated(_ row: Int, key: Bilingual, of identity: RowIdentity? = nil) {
    clashes.append(
      Clash(
        row: row, code: "duplicate-key", column: nil,
        found: .secondRow(of: key), expected: .onlyRow(of: key), identity: identity))
  }

  /// `key` names columns of the feed.
  mutating func rejectRepeated(_ row: Int, key: String) {
    rejectRepeated(row, key: Bilingual(zh: " \(key.replacing(" and ", with: "、")) ", en: key))
  }

  /// The same, of a file that comes or of one that is resumed: there the row that is in stands.
  mutating func rejectSpoken(_ row: Int, key: String) {
    if let resumed { resumed.held.append(row) } else { rejectRepeated(row, key: key) }
  }

  /// Whose a row is: by credit code, the firm made when it is new; without one by the one firm of
  /// its name in the county of its town. Nil when neither finds one.
  func firm(
    _ row: Int, of feed: Feed, in batch: FeedBatch, codes: [UInt128]?, names: TextColumn?
  ) throws -> RowFirm? {
    if let code = codes.code(row) {
      let firm = try firms.firm(
        code: code, knownOn: batch.knownOn[row], name: names?.string(row))
      return RowFirm(firm: firm, match: nil)
    }
    guard let name = names?.string(row) else { return nil }
    let county = batch.texts("town_code")?.string(row).flatMap { TownCode($0) }?.county
    return try firms.identify(
      GroupKey(feed: feed, name: name, account: nil, county: county), holders: [],
      knownOn: batch.knownOn[row], in: db
    ).map { RowFirm(firm: $0.firm, match: $0) }
  }
}

/// Whose a row is; `match` says how that is known of a row without a code.
struct RowFirm {
  let firm: Int32
  let match: RowIdentity?

  /// The day from which the row is the firm's, where that is later than the row's own.
  func since(laterThan knownOn: Int32) -> Day? {
    match.flatMap { $0.since > knownOn ? Day(number: $0.since) : nil }
  }
}

func makeFeedLoad(
  _ feed: Feed, file: Int64, firms: FirmRegister, rowsInMemory: Int, in db: Database
) throws -> any FeedLoad {
  switch feed {
  case .electricity, .water, .gas, .tax, .socialInsurance, .property, .loans:
    MonthlyLoad(
      feed: feed, series: try firms.takeSeries(of: feed, in: db), rowsInMemory: rowsInMemory)
  case .payroll:
    PayrollLoad(
      series: try firms.takeSeries(of: feed, in: db), rowsInMemory: rowsInMemory)
  case .complaints: try ComplaintLoad(file: file, in: db)
  case .firms: try VersionLoad(.firms, file: file, in: db)
  case .projects: try VersionLoad(.projects, file: file, in: db)
  case .wageAccount: try VersionLoad(.wageAccount, file: file, in: db)
  case .attendance: try VersionLoad(.attendance, file: file, in: db)
  case .disbursement: try VersionLoad(.disbursement, file: file, in: db)
  case .sixSystems: try VersionLoad(.sixSystems, file: file, in: db)
  case .inspections: try VersionLoad(.inspections, file: file, in: db)
  case .judicial: try VersionLoad(.judicial, file: file, in: db)
  case .gridReports: try VersionLoad(.gridReports, file: file, in: db)
  }
}

extension Bilingual {
  /// What was found of a key that a file has twice.
  static func secondRow(of key: Bilingual) -> Bilingual {
    Bilingual(zh: "同一\(key.zh)的第二行", en: "a second row for the same \(key.en)")
  }

  static func onlyRow(of key: Bilingual) -> Bilingual {
    Bilingual(zh: "每个\(key.zh)在文件中只有一行", en: "each \(key.en) once in a file")
  }
}
