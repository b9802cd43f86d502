internal import GRDB
public import WageDomain

/// What the ledger says of a file before its rows are read.
public struct FileIdentity: Hashable, Sendable {
  /// Relative to the workspace, or as given.
  public var file: String
  /// Nil only for a refused file whose name names no feed.
  public var feed: Feed?
  /// Lower-case hexadecimal; empty until it is known.
  public var sha256: String
  public var bytes: Int64
  public var encoding: String?
  /// Its header as text, so that rows set aside can be read again without the file.
  public var header: String?
  /// The file's own known-on day; its rows may name others.
  public var knownOn: Day?
  public var ingestedAt: Instant

  public init(
    file: String, feed: Feed?, sha256: String, bytes: Int64, encoding: String?,
    header: String? = nil,
    knownOn: Day?, ingestedAt: Instant
  ) {
    self.file = file
    self.feed = feed
    self.sha256 = sha256
    self.bytes = bytes
    self.encoding = encoding
    self.header = header
    self.knownOn = knownOn
    self.ingestedAt = ingestedAt
  }
}

/// Loads the batches of one file into the tables of its feed, inside one transaction.
public final class FileLoad {
  private let transaction: StoreTransaction
  private let feed: Feed
  private let fileId: Int64
  private let hasPersonalData: Bool
  private var load: any FeedLoad
  private let firms: FirmRegister
  private var counts = LoadCounts()

  /// Some 40 bytes a row: about 80 MB.
  public static let rowsInMemory = 2_000_000

  /// Begins the file: a row of the ledger, still without counts.
  ///
  /// After `rowsInMemory` rows of a monthly feed those collected are written, so that memory does not
  /// grow with the file.
  public init(
    _ transaction: StoreTransaction, file: FileIdentity, feed: Feed, hasPersonalData: Bool,
    firms: FirmRegister, rowsInMemory: Int = FileLoad.rowsInMemory
  ) throws {
    self.transaction = transaction
    self.feed = feed
    self.firms = firms
    self.hasPersonalData = hasPersonalData
    fileId = try transaction.insertFile(file, status: "loaded", fault: nil)
    load = try makeFeedLoad(
      feed, firms: firms, rowsInMemory: rowsInMemory, in: transaction.db)
  }

  /// Stores the rows of a batch and sets its rejects aside.
  ///
  /// `raw` gives the text of a record, for rows that are set aside here: keys met twice. `mask` hides
  /// personal data in a raw text.
  public func add(
    _ batch: FeedBatch, raw: (Range<Int>) -> String, mask: (String) -> String
  ) throws {
    for reject in batch.rejects { try setAside(reject, mask: mask) }
    var sink = RowSink(fileId: fileId, firms: firms, db: transaction.db)
    try load.add(batch, to: &sink)
    for clash in sink.clashes {
      try setAside(
        RejectedRow(
          line: Int(batch.lines[clash.row]), row: Int(batch.rows[clash.row]), column: clash.column,
          code: clash.code, found: clash.found, expected: clash.expected,
          raw: raw(batch.recordRanges[clash.row])),
        mask: mask)
    }
    for row in sink.waiting { try keep(batch, row, event: nil, raw: raw) }
    counts.waiting += sink.waiting.count
    for row in sink.nameless { try keep(batch, row, event: nil, raw: raw) }
    for (row, event) in sink.matched { try keep(batch, row, event: event, raw: raw) }
  }

  /// Ends the file: writes what was collected, the findings, and the counts.
  ///
  /// - Parameters:
  ///   - findings: about the file as a whole.
  ///   - sha256: where the file's identity came without it.
  /// - Returns: how many rows went where.
  /// - Throws: what keeps the store from writing them.
  public func finish(findings: [FileFinding], sha256: String? = nil) throws -> LoadCounts {
    let written = try load.finish(fileId: fileId, firms: firms, in: transaction)
    try firms.save()
    if feed == .firms { firms.forgetNames() }
    counts.stored = written.stored
    counts.unchanged = written.unchanged
    counts.superseded = written.superseded
    for finding in findings {
      try transaction.db.execute(
        sql: """
          INSERT INTO fileFinding (fileId, code, line, "column", found, expected)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          fileId, finding.code, finding.line, finding.column, finding.found, finding.expected,
        ])
    }
    try transaction.updateFile(fileId, counts: counts, sha256: sha256)
    return counts
  }

  private func setAside(_ reject: RejectedRow, mask: (String) -> String) throws {
    counts.rejected += 1
    try transaction.db.cachedStatement(
      sql: """
        INSERT INTO rejectedRow (fileId, feed, line, row, "column", code, found, expected, raw)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      fileId, feed.rawValue, reject.line, reject.row, reject.column, reject.code, reject.found,
      reject.expected, hasPersonalData ? mask(reject.raw) : reject.raw,
    ])
    guard hasPersonalData else { return }
    try transaction.db.cachedStatement(
      sql: "INSERT INTO rejectedRaw (rejectId, raw) VALUES (?, ?)"
    ).execute(arguments: [transaction.db.lastInsertedRowID, reject.raw])
  }

  /// Keeps the text of a row whose firm is not known, or only by a decision that may be undone.
  private func keep(
    _ batch: FeedBatch, _ row: Int, event: Int64?, raw: (Range<Int>) -> String
  ) throws {
    let group = GroupKey(
      feed: feed, name: (batch.texts("name") ?? batch.texts("firm_name"))?.string(row),
      account: batch.texts("account_no")?.string(row))
    let (id, isRefused) = try transaction.matchGroup(group)
    try transaction.db.cachedStatement(
      sql: """
        INSERT INTO waitingRow (fileId, feed, line, row, name, accountNo, raw, status, groupId,
          eventId)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      fileId, feed.rawValue, batch.lines[row], batch.rows[row], group.name, group.account,
      // A complaint is in already: what its complainant wrote is not kept twice.
      hasPersonalData ? "" : raw(batch.recordRanges[row]),
      event != nil ? "matched" : isRefused ? "refused" : "waiting", id, event,
    ])
  }
}
