public import SignalIngest
public import WageDomain
public import WageStore

/// Rejects, read again as they are -> rows of their own files, under their own lines.
public struct RejectRetry {
  private let database: WageDatabase
  private let feeds: FeedSchemas
  private let places: PlaceNames
  private let now: @Sendable () -> Instant

  /// `places` are the names of places within firms' names.
  public init(
    database: WageDatabase, feeds: FeedSchemas, places: PlaceNames = .none,
    now: @escaping @Sendable () -> Instant
  ) {
    self.places = places
    self.database = database
    self.feeds = feeds
    self.now = now
  }

  /// What came of the rejects of one file.
  public struct Outcome: Sendable {
    public let file: String
    /// Rows that went in, said nothing new, or wait for a firm.
    public let loaded: Int
    /// Rows that are still at fault, or whose key the file holds already.
    public let stillBad: Int
    /// Why none of the file's rows could be read again; they are as they were.
    public let fault: Bilingual?
  }

  /// What came of all rejects asked for, and of the rows that waited.
  public struct Report: Sendable {
    public let outcomes: [Outcome]
    public let match: MatchStage.Report
  }

  /// Reads the open rejects asked for, a transaction a file, and then the rows that waited again: a firm
  /// that is in now may be the one of other rows.
  ///
  /// - Parameters:
  ///   - query: which; only open ones are read.
  ///   - dryRun: does everything and rolls it back.
  /// - Returns: what came of each file, in the order the files came; one that fails does not stop
  ///   the others. Then what came of the matching.
  /// - Throws: ``StoreError`` when the store cannot say which rejects there are.
  public func run(_ query: RejectQuery, dryRun: Bool = false) throws -> Report {
    let match = MatchStage(database: database, feeds: feeds, places: places, now: now)
    guard dryRun else {
      let outcomes = try run(query, DirectWriting(database))
      return Report(outcomes: outcomes, match: try match.run())
    }
    return try database.rehearse { transaction in
      let writing = RehearsedWriting(transaction: transaction)
      let outcomes = try run(query, writing)
      return Report(outcomes: outcomes, match: try writing.write { try match.run($0) })
    }
  }

  /// Records held in memory at once.
  private static let chunkRows = 16_384
  /// A misplaced quote hides where the cells of its line end; read beside other lines it could
  /// swallow them. Only a corrected row can help.
  private static let needsCorrection: Set<String> = [
    RejectCode.textAfterQuote.rawValue, RejectCode.quoteInText.rawValue,
    RejectCode.rowsInCell.rawValue,
  ]

  /// Of a key's rows in one file the first stands. In a monthly feed it may have been taken away from
  /// its firm since, which leaves the place to the next one.
  private static func canBeRead(_ reject: ListedReject, of feed: Feed) -> Bool {
    !needsCorrection.contains(reject.code) && !RecordText.isCut(reject.raw)
      && (reject.code != RejectCode.duplicateKey.rawValue || Feed.monthly.contains(feed))
  }

  private func run(_ query: RejectQuery, _ writing: any FileWriting) throws -> [Outcome] {
    var query = query
    query.status = "open"
    return try writing.read { try $0.rejectedFiles(query) }.map { file in
      var query = query
      query.fileId = file.id
      do {
        return try writing.write { try retry(file, query, $0) }
      } catch {
        return Outcome(
          file: file.file, loaded: 0, stillBad: file.rejects, fault: Self.text(error))
      }
    }
  }

  private static func text(_ error: any Error) -> Bilingual {
    switch error {
    case let refusal as FileRefusal: refusal.text
    case let error as StoreError: error.text
    default: StoreError(error).text
    }
  }

  private func retry(
    _ file: RejectedFile, _ query: RejectQuery, _ transaction: StoreTransaction
  ) throws -> Outcome {
    guard let schema = feeds[file.feed], let header = file.header, let knownOn = file.knownOn,
      let ledger = try transaction.snapshot.file(file.id)
    else { throw Self.withoutHeader }
    let load = try FileLoad(
      transaction, resuming: ledger, feed: file.feed, hasPersonalData: schema.hasPersonalData,
      firms: try FirmRegister(transaction, places: places), at: now())
    var loaded = 0
    var last: Int64 = 0
    while true {
      var chunk: [ListedReject] = []
      try transaction.snapshot.forEachReject(
        query, after: last, isUnmasked: true, limit: Self.chunkRows
      ) { chunk.append($0) }
      guard let end = chunk.last else { break }
      last = end.id
      let readable = chunk.filter { Self.canBeRead($0, of: file.feed) }
      guard !readable.isEmpty else { continue }
      let text = try AgencyFile(
        header: header, records: readable.map { (Int($0.line), $0.raw) }, path: file.file)
      let reader = try FeedReader(file: text, schema: schema, defaultKnownOn: knownOn)
      loaded += try retry(readable, reader, load)
    }
    try load.finish(findings: [])
    return Outcome(
      file: file.file, loaded: loaded, stillBad: file.rejects - loaded, fault: nil)
  }

  private func retry(
    _ rejects: [ListedReject], _ reader: FeedReader, _ load: FileLoad
  ) throws -> Int {
    let text = reader.recordText
    // By line: a record that reads as a total today is no row, and stays the reject that it was.
    let byLine = Dictionary(rejects.map { (Int($0.line), $0) }) { first, _ in first }
    func reject(_ line: Int) throws -> ListedReject {
      guard let reject = byLine[line] else {
        throw StoreError.failed("rejects read again gave a row of line \(line)")
      }
      return reject
    }
    var loaded = 0
    while var batch = try reader.next(maximumRows: FeedReader.largestBatch) {
      let ids = try batch.lines.map { try reject(Int($0)).id }
      let stillBad = try batch.rejects.map { (id: try reject($0.line).id, reject: $0) }
      batch.rows = try batch.lines.map { Int32(truncatingIfNeeded: try reject(Int($0)).row) }
      batch.rejects = []
      loaded += try load.retry(batch, ids: ids, stillBad: stillBad) { text.raw($0) }
    }
    return loaded
  }

  private static var withoutHeader: FileRefusal {
    FileRefusal(
      code: RefusalCode.missingColumn.rawValue,
      found: Bilingual(zh: "未留表头", en: "no header on record"),
      expected: Bilingual(zh: "文件的表头", en: "the header that the file had"),
      remedy: Bilingual(
        zh: "请报送单位把更正的行另成文件重报。",
        en: "Have the agency send the corrected rows in a file of their own."))
  }
}
