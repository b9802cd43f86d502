internal import Foundation
internal import SignalIngest
internal import WageDomain
internal import WageStore

/// All that can be done for a file before the store's turn: hash, look-up, encoding, first rows.
struct FilePreparation {
  /// As far as it was known when a refusal ended the preparation.
  private(set) var identity: FileIdentity
  private(set) var outcome: Outcome

  enum Outcome {
    /// The same bytes were loaded before.
    case known(Feed)
    case readable(FeedReader, first: FeedBatch?)
    case refused(FileRefusal)
  }

  static let batchRows = 16_384

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
    do {
      let bytes = try AgencyFile(path: file.path)
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
      let reader = try FeedReader(file: bytes, schema: schema, defaultKnownOn: knownOn)
      identity = identity.with(encoding: reader.encoding.rawValue)
      outcome = .readable(reader, first: try reader.next(maximumRows: Self.batchRows))
    } catch let refusal as FileRefusal {
      outcome = .refused(refusal)
    }
  }
}

/// A file prepared on another thread while the one before it is being stored.
///
/// The preparation is handed over whole: the two threads never touch the same reader.
final class ReadAhead: @unchecked Sendable {
  private let group = DispatchGroup()
  private var result: Result<FilePreparation, any Error>?

  init(_ prepare: @escaping @Sendable () throws -> FilePreparation) {
    DispatchQueue.global(qos: .userInitiated).async(group: group) {
      self.result = Result { try prepare() }
    }
  }

  /// Waits for the preparation.
  func get() throws -> FilePreparation {
    group.wait()
    guard let result else { throw StoreError.failed("a file was not read") }
    return try result.get()
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
  func with(encoding: String?) -> FileIdentity {
    FileIdentity(
      file: file, feed: feed, sha256: sha256, bytes: bytes, encoding: encoding, knownOn: knownOn,
      ingestedAt: ingestedAt)
  }
}
