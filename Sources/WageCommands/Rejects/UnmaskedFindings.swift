import SignalIngest
import WageDomain
import WageStore

/// What was found in rejects, taken from their rows: the store keeps it masked.
final class UnmaskedFindings {
  private let feeds: FeedSchemas
  private let snapshot: StoreSnapshot
  private var headers: [Feed: [Int64: String]] = [:]
  private var kept: [Int64: KeptHeader?] = [:]

  init(_ snapshot: StoreSnapshot, feeds: FeedSchemas) {
    self.snapshot = snapshot
    self.feeds = feeds
  }

  /// The value as it stood in the file; as it is kept when the file's header is not on record.
  ///
  /// The reject must come with its row unmasked.
  func found(_ reject: ListedReject) throws -> Bilingual {
    guard let header = try header(of: reject) else { return reject.found }
    return header.unmasked(reject.found, in: reject.column, of: reject.raw)
  }

  private func header(of reject: ListedReject) throws -> KeptHeader? {
    if let known = kept[reject.fileId] { return known }
    guard let feed = Feed(rawValue: reject.feed) else { return nil }
    let texts = try headers[feed] ?? snapshot.headers(of: feed)
    headers[feed] = texts
    let header = feeds.keptHeader(texts[reject.fileId], of: reject.feed)
    kept[reject.fileId] = .some(header)
    return header
  }
}
