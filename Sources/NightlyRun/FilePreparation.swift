internal import Foundation
internal import SignalIngest
internal import WageDomain
internal import WageStore
internal import WorkbookReading

/// All that can be done for a file before its rows are read: hash, look-up, encoding, header.
struct FilePreparation {
  /// As far as it was known when a refusal ended the preparation.
  private(set) var identity: FileIdentity
  private(set) var outcome: Outcome

  enum Outcome {
    /// The same bytes were loaded before.
    case known(Feed)
    case readable(FeedReader)
    case refused(FileRefusal)
  }

  /// `wasLoaded` asks the ledger; its answer may be out of date by the file being stored meanwhile.
  ///
  /// - Throws: what keeps the ledger from answering.
  init(
    _ file: InputFile, feed: Feed?, feeds: FeedSchemas, asOf: Day, at moment: Instant,
    wasLoaded: (String, Feed) throws -> Bool
  ) throws {
    identity = FileIdentity(
      file: file.name, feed: feed, sha256: "", bytes: 0, encoding: nil, knownOn: nil,
      ingestedAt: moment)
    var opened: AgencyFile?
    do {
      let bytes = try AgencyFile(path: file.path)
      opened = bytes
      identity = identity.with(bytes: bytes)
      let name = try AgencyFileName(file.name, feed: feed)
      let knownOn = name.knownOn ?? asOf
      identity = identity.with(feed: name.feed, knownOn: knownOn)
      if try wasLoaded(identity.sha256, name.feed) {
        outcome = .known(name.feed)
        return
      }
      guard let schema = feeds[name.feed] else {
        throw StoreError.failed("the feed \(name.feed.rawValue) has no schema")
      }
      let reader = try FeedReader(
        file: try Self.text(of: bytes), schema: schema, defaultKnownOn: knownOn)
      identity = identity.with(encoding: reader.encoding.rawValue, header: reader.headerText)
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

extension FileIdentity {
  fileprivate func with(bytes file: AgencyFile) -> FileIdentity {
    FileIdentity(
      file: self.file, feed: feed, sha256: file.withBytes { FileHash.sha256($0) },
      bytes: Int64(file.byteCount), encoding: encoding, knownOn: knownOn, ingestedAt: ingestedAt)
  }

  fileprivate func with(feed: Feed, knownOn: Day) -> FileIdentity {
    FileIdentity(
      file: file, feed: feed, sha256: sha256, bytes: bytes, encoding: encoding, knownOn: knownOn,
      ingestedAt: ingestedAt)
  }

  /// The encoding of a repeated file is not looked at, whether it was read ahead or not.
  func with(encoding: String?, header: String? = nil) -> FileIdentity {
    FileIdentity(
      file: file, feed: feed, sha256: sha256, bytes: bytes, encoding: encoding, header: header,
      knownOn: knownOn, ingestedAt: ingestedAt)
  }
}
