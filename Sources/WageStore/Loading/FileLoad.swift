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
  /// The month whose rows the file holds, as its name says; nil when that says none.
  public var period: Month?
  public var ingestedAt: Instant

  public init(
    file: String, feed: Feed?, sha256: String, bytes: Int64, encoding: String?,
    header: String? = nil,
    knownOn: Day?, period: Month? = nil, ingestedAt: Instant
  ) {
    self.file = file
    self.feed = feed
    self.sha256 = sha256
    self.bytes = bytes
    self.encoding = encoding
    self.header = header
    self.knownOn = knownOn
    self.period = period
    self.ingestedAt = ingestedAt
  }
}

/// Loads the batches of one file into the tables of its feed, inside one transaction.
public final class FileLoad {
  private let transaction: StoreTransaction
  private let feed: Feed
  private let fileId: Int64
  private var load: any FeedLoad
  private let firms: FirmRegister
  private let shelf: RejectShelf
  private let waiting: WaitingShelf
  private let resumed: ResumedFile?
  private var counts: LoadCounts
  private let hasPersonalData: Bool
  private let checks: FeedChecks?
  private let keptNames: KeptNames?
  private var values: ValueWatch?
  private var waitingAccounts = WaitingAccounts()
  private var accountNames = AccountNames()
  private let reusedNumbers: ReusedNumbers?

  /// Some 20 bytes a row: about 100 MB.
  public static let rowsInMemory = 5_200_000

  /// Begins the file: a row of the ledger, still without counts.
  ///
  /// After `rowsInMemory` rows of a monthly feed those collected are written, so that memory does not
  /// grow with the file.
  public convenience init(
    _ transaction: StoreTransaction, file: FileIdentity, feed: Feed, hasPersonalData: Bool,
    firms: FirmRegister, checks: FeedChecks? = nil,
    shown: @escaping (_ value: String, _ column: String) -> String = { value, _ in value },
    rowsInMemory: Int = FileLoad.rowsInMemory
  ) throws {
    let id = try transaction.insertFile(file, status: "loaded", fault: nil)
    try self.init(
      transaction, id: id, feed: feed, hasPersonalData: hasPersonalData, firms: firms,
      at: file.ingestedAt, resumed: nil, counts: LoadCounts(), checks: checks,
      shown: shown, rowsInMemory: rowsInMemory)
  }

  /// Opens a file that was loaded before, to read rejects of it again; see ``retry(_:ids:raw:)``.
  public convenience init(
    _ transaction: StoreTransaction, resuming file: LedgerFile, feed: Feed, hasPersonalData: Bool,
    firms: FirmRegister, at moment: Instant
  ) throws {
    try self.init(
      transaction, id: file.id, feed: feed, hasPersonalData: hasPersonalData, firms: firms,
      at: moment,
      resumed: ResumedFile(id: file.id, snapshot: transaction.snapshot), counts: file.counts,
      checks: nil, shown: { value, _ in value },
      rowsInMemory: Self.rowsInMemory)
  }

  private init(
    _ transaction: StoreTransaction, id: Int64, feed: Feed, hasPersonalData: Bool,
    firms: FirmRegister, at moment: Instant, resumed: ResumedFile?, counts: LoadCounts,
    checks: FeedChecks?, shown: @escaping (String, String) -> String, rowsInMemory: Int
  ) throws {
    self.transaction = transaction
    self.feed = feed
    self.firms = firms
    self.hasPersonalData = hasPersonalData
    self.resumed = resumed
    self.counts = counts
    fileId = id
    self.checks = checks
    reusedNumbers = try checks.flatMap { _ in try ReusedNumbers(feed, in: transaction.db) }
    keptNames = try KeptNames(feed, file: id, in: transaction.db)
    values = try checks.map { try ValueWatch($0, feed: feed, shown: shown, in: transaction.db) }
    waiting = WaitingShelf(transaction, firms: firms, at: moment)
    shelf = try RejectShelf(
      transaction, file: id, feed: feed, hasPersonalData: hasPersonalData, at: moment)
    load = try makeFeedLoad(
      feed, file: id, firms: firms, rowsInMemory: rowsInMemory, in: transaction.db)
    if let resumed { load.resume(resumed) }
  }

  /// Stores the rows of a batch and sets its rejects aside.
  ///
  /// `raw` gives the text of a record, for rows that are set aside here: keys met twice. `mask` hides
  /// personal data in a raw text.
  public func add(
    _ batch: FeedBatch, raw: (Range<Int>) -> String, mask: (String) -> String
  ) throws {
    shelf.carry(batch.columns.keys)
    for reject in batch.rejects {
      // Sent back as it was exported, it says nothing new: the reject that it was stays open.
      if try shelf.keepsOpen(reject) {
        counts.rejected += 1
      } else {
        try setAside(reject, mask: mask)
      }
    }
    let untouched = try untouchedDuplicates(batch, raw: raw)
    counts.rejected += untouched.count
    let batch = try named(batch.without(untouched))
    let corrected = batch.integers(FeedBatch.rejectId)
    var sink = RowSink(fileId: fileId, firms: firms, db: transaction.db)
    try load.add(batch, to: &sink)
    values?.look(at: batch)
    for clash in sink.clashes {
      let reject = try setAside(
        clash.reject(
          in: batch, of: feed, raw: raw, corrects: corrected.integer(clash.row)), mask: mask)
      if let identity = clash.identity {
        try keep(clash.row, batch, raw: raw, identity: identity, reject: reject)
      }
    }
    try keepUncoded(sink, batch, raw: raw)
    for row in sink.uncoded where row.isWaiting {
      waitingAccounts.saw(
        batch.texts("account_no")?.string(row.row), line: batch.lines[row.row])
      if let key = batch.key(row.row, of: feed) {
        try shelf.answer(key, line: Int64(batch.lines[row.row]))
      }
    }
    guard let corrected else { return }
    let clashes = Set(sink.clashes.map(\.row))
    for row in corrected.indices where !clashes.contains(row) {
      guard corrected[row] != ColumnValues.absent else { continue }
      try shelf.settle(
        corrected[row], as: .corrected, line: Int64(batch.lines[row]),
        key: batch.key(row, of: feed))
    }
  }

  /// Rows sent back as they were exported, good but for the other row of their key: that one stands.
  private func untouchedDuplicates(
    _ batch: FeedBatch, raw: (Range<Int>) -> String
  ) throws -> Set<Int> {
    guard let named = batch.integers(FeedBatch.rejectId) else { return [] }
    var found: Set<Int> = []
    for row in named.indices where named[row] != ColumnValues.absent {
      let isKept = try shelf.keepsOpen(
        duplicate: named[row], sentAs: raw(batch.recordRanges[row]), line: Int64(batch.lines[row]),
        key: batch.key(row, of: feed))
      if isKept { found.insert(row) }
    }
    return found
  }

  /// Reads rejects of the file again: those that are good now go in, under their own line.
  ///
  /// - Parameters:
  ///   - batch: the rejects as they read now, lines and rows being those of the file.
  ///   - ids: the reject that each good row of the batch was.
  ///   - stillBad: the rejects of the batch, with their ids.
  ///   - raw: the text of a record.
  /// - Returns: how many rows went in or wait.
  /// - Throws: what keeps the store from being written.
  public func retry(
    _ batch: FeedBatch, ids: [Int64], stillBad: [(id: Int64, reject: RejectedRow)],
    raw: (Range<Int>) -> String
  ) throws -> Int {
    for (id, reject) in stillBad { try shelf.keep(id, reject) }
    resumed?.held = []
    let batch = try named(batch)
    var sink = RowSink(fileId: fileId, firms: firms, db: transaction.db, resumed: resumed)
    try load.add(batch, to: &sink)
    for row in resumed?.held ?? [] { sink.rejectRepeated(row, key: Bilingual(zh: "主键", en: "key")) }
    for clash in sink.clashes {
      try shelf.keep(ids[clash.row], clash.reject(in: batch, of: feed, raw: raw, corrects: nil))
    }
    try keepUncoded(sink, batch, raw: raw)
    let clashes = Set(sink.clashes.map(\.row))
    for row in 0..<batch.count where !clashes.contains(row) {
      counts.rejected -= 1
      try shelf.settle(ids[row], as: .read, line: Int64(batch.lines[row]))
    }
    return batch.count - clashes.count
  }

  private func named(_ batch: FeedBatch) throws -> FeedBatch {
    try keptNames?.fill(batch) ?? batch
  }

  /// Ends the file: writes what was collected, the findings, and the counts.
  ///
  /// - Parameters:
  ///   - findings: about the file as a whole.
  ///   - totals: its control totals, which are no rows.
  ///   - sha256: where the file's identity came without it.
  /// - Returns: the counts, and the store's own findings after those given.
  /// - Throws: what keeps the store from writing them.
  @discardableResult
  public func finish(
    findings: [FileFinding], totals: Int = 0, sha256: String? = nil
  ) throws -> LoadResult {
    let written = try load.finish(fileId: fileId, firms: firms, in: transaction)
    try firms.save()
    if resumed == nil { try answerRejects() }
    counts.stored += written.stored
    counts.unchanged += written.unchanged
    counts.superseded += written.superseded
    counts.totals += totals
    try transaction.updateFile(fileId, counts: counts, totals: totals, sha256: sha256)
    var all = try findings + shelf.findings + checkFindings()
    if counts.superseded > 0,
      let reused = try reusedNumbers?.finding(file: fileId, in: transaction.db)
    {
      all.append(reused)
    }
    if resumed == nil, let again = try transaction.snapshot.sentAgain(fileId, counts: counts) {
      all.append(again)
    }
    try transaction.insertFindings(all, file: fileId)
    return LoadResult(file: fileId, counts: counts, findings: all)
  }

  /// Closes rejects of earlier files whose rows have come again, good.
  private func answerRejects() throws {
    guard try shelf.hasOpen else { return }
    let series =
      Feed.monthly.contains(feed) ? try firms.takeSeries(of: feed, in: transaction.db) : nil
    var answers = RejectAnswers(
      file: fileId, feed: feed, series: series, firms: firms, in: transaction.db)
    try answers.settle(on: shelf)
    if let series { firms.keep(series) }
  }

  private func checkFindings() throws -> [FileFinding] {
    guard let checks else { return [] }
    let slotCounts =
      try Feed.monthly.contains(feed) ? firms.slotCounts(of: feed, in: transaction.db) : []
    let month = MonthChecks(
      checks, feed: feed, file: fileId, slotCounts: slotCounts, snapshot: transaction.snapshot)
    return try month.findings() + accountFindings(month, checks) + waitingFindings()
      + accountNames.findings(in: transaction.db)
      + [FirmlessRows.finding(feed, file: fileId, in: transaction.db)].compactMap(\.self)
      + (values?.finish(file: fileId, in: transaction.db) ?? [])
  }

  private func accountFindings(
    _ months: MonthChecks, _ checks: FeedChecks
  ) throws -> [FileFinding] {
    guard let arrivals = load.arrivals, arrivals.newRows > 0, let month = try months.mainMonth()
    else { return [] }
    let series = try firms.takeSeries(of: feed, in: transaction.db)
    defer { firms.keep(series) }
    return try AccountChecks(
      checks: checks, feed: feed, file: fileId, arrivals: arrivals, snapshot: transaction.snapshot
    ).findings(series, month: month)
  }

  private func waitingFindings() throws -> [FileFinding] {
    guard !waitingAccounts.isEmpty, Feed.monthly.contains(feed) else { return [] }
    let series = try firms.takeSeries(of: feed, in: transaction.db)
    defer { firms.keep(series) }
    return try waitingAccounts.findings(series, in: transaction.db)
  }

  @discardableResult
  private func setAside(_ reject: RejectedRow, mask: (String) -> String) throws -> Int64 {
    counts.rejected += 1
    return try shelf.setAside(reject, mask: mask)
  }

  /// Keeps a row without a code that clashed in the firm it was taken for: taken away from that firm,
  /// it waits like any other.
  private func keep(
    _ row: Int, _ batch: FeedBatch, raw: (Range<Int>) -> String, identity: RowIdentity,
    reject: Int64
  ) throws {
    try waiting.keep(
      WaitingShelf.Kept(
        file: fileId, line: batch.lines[row], row: batch.rows[row], reject: reject,
        raw: raw(batch.recordRanges[row])),
      of: batch.groupKey(row, of: feed), identity: identity)
  }

  /// Keeps the rows that name their firm otherwise than by code.
  private func keepUncoded(
    _ sink: RowSink, _ batch: FeedBatch, raw: (Range<Int>) -> String
  ) throws {
    guard !sink.uncoded.isEmpty else { return }
    var ruled = RuledSheet()
    for uncoded in sink.uncoded {
      let (row, identity) = (uncoded.row, uncoded.identity)
      let group = batch.groupKey(row, of: feed)
      if uncoded.isRuled, let identity {
        let event = try waiting.event(of: group, identity)
        ruled.append(
          RuledSheet.Row(
            line: Int64(batch.lines[row]), row: Int64(batch.rows[row]), event: event))
        if identity.by == .account {
          try accountNames.saw(
            group, of: identity.firm, by: event, line: batch.lines[row],
            knownOn: batch.knownOn[row], firms, in: transaction.db)
        }
        continue
      }
      if uncoded.isWaiting { counts.waiting += 1 }
      try waiting.keep(
        WaitingShelf.Kept(
          file: fileId, line: batch.lines[row], row: batch.rows[row], version: uncoded.version,
          // What is in already is not kept twice.
          raw: uncoded.version != nil || hasPersonalData ? "" : raw(batch.recordRanges[row])),
        of: group, identity: identity)
    }
    try ruled.insert(feed: feed, file: fileId, in: transaction.db)
  }
}

/// What loading a file came to.
public struct LoadResult: Hashable, Sendable {
  /// `ingestedFile.id`.
  public let file: Int64
  public let counts: LoadCounts
  public let findings: [FileFinding]
}

extension FeedBatch {
  /// What a row without a code names in its place.
  fileprivate func groupKey(_ row: Int, of feed: Feed) -> GroupKey {
    GroupKey(
      feed: feed, name: (texts("name") ?? texts("firm_name"))?.string(row),
      account: texts("account_no")?.string(row),
      county: texts("town_code")?.string(row).flatMap { TownCode($0) }?.county)
  }
}

extension RowSink.Clash {
  fileprivate func reject(
    in batch: FeedBatch, of feed: Feed, raw: (Range<Int>) -> String, corrects: Int64?
  ) -> RejectedRow {
    RejectedRow(
      line: Int(batch.lines[row]), row: Int(batch.rows[row]), column: column, code: code,
      found: found, expected: expected, raw: raw(batch.recordRanges[row]), corrects: corrects,
      key: batch.key(row, of: feed))
  }
}
