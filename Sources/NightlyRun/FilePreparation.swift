internal import Foundation
internal import SignalIngest
internal import WageDomain
internal import WageStore
internal import WorkbookReading

/// All that can be done for a file before its rows are read: look-up, encoding, header.
struct FilePreparation {
  /// As far as it was known when a refusal ended the preparation; the hash is ``fingerprint``'s.
  private(set) var identity: FileIdentity
  private(set) var outcome: Outcome
  /// Nil when the file could not be opened.
  private(set) var fingerprint: FileFingerprint?

  enum Outcome {
    /// The file still holds what it held when it was last looked at.
    case known(Feed)
    case readable(FeedReader)
    case refused(FileRefusal)
  }

  /// `ledger` says whether the file is known by its name; whether its bytes came under another name
  /// is asked when those before it are stored.
  ///
  /// - Throws: what keeps the ledger from answering.
  init(
    _ file: InputFile, feed: Feed?, feeds: FeedSchemas, asOf: Day, at moment: Instant,
    ledger: LedgerQuestion
  ) throws {
    identity = FileIdentity(
      file: file.name, feed: feed, sha256: "", bytes: 0, encoding: nil, knownOn: nil,
      ingestedAt: moment)
    var opened: AgencyFile?
    do {
      let bytes = try AgencyFile(path: file.path)
      opened = bytes
      let fingerprint = FileFingerprint(bytes)
      self.fingerprint = fingerprint
      identity.bytes = Int64(bytes.byteCount)
      let name = try AgencyFileName(file.name, feed: feed)
      let knownOn = name.knownOn ?? asOf
      identity.feed = name.feed
      identity.knownOn = knownOn
      identity.period = name.month
      if try ledger.isKnown(identity, fingerprint) {
        outcome = .known(name.feed)
        return
      }
      guard let schema = feeds[name.feed] else {
        throw StoreError.failed("the feed \(name.feed.rawValue) has no schema")
      }
      let reader = try FeedReader(
        file: try Self.text(of: bytes), schema: schema, defaultKnownOn: knownOn)
      identity.encoding = reader.encoding.rawValue
      identity.header = reader.headerText
      outcome = .readable(reader)
    } catch let refusal as FileRefusal {
      outcome = .refused(opened?.change ?? refusal)
    }
  }

  /// The file itself, or the first sheet of the workbook that it is.
  private static func text(of file: AgencyFile) throws(FileRefusal) -> AgencyFile {
    guard Workbook.isWorkbook(file) else { return file }
    let sheet = try Workbook.firstSheet(of: file)
    if let change = file.change { throw change }
    return try AgencyFile(document: sheet, path: file.path)
  }
}

/// Asks the ledger for a file, for its hash only where one of the same length is there.
struct LedgerQuestion {
  let read: ((StoreSnapshot) throws -> Bool) throws -> Bool

  init(_ read: @escaping ((StoreSnapshot) throws -> Bool) throws -> Bool) { self.read = read }

  /// The file merely still lies where it lay.
  func isKnown(_ file: FileIdentity, _ fingerprint: FileFingerprint) throws -> Bool {
    try read { try $0.isKnown(file) { fingerprint.sha256 } }
  }
}
