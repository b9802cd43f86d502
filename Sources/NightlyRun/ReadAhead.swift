internal import Foundation
internal import SignalIngest
internal import WageDomain
internal import WageStore

/// Reads files one after another on a thread of its own, some batches ahead of the store.
///
/// What is handed over is whole: the two threads never touch the same reader.
final class ReadAhead: @unchecked Sendable {
  /// A file as the store meets it, its hash still being computed; its batches follow.
  struct File {
    let identity: FileIdentity
    let fingerprint: FileFingerprint?
    let outcome: Outcome

    enum Outcome {
      /// The file still holds what it held when it was last looked at.
      case known(Feed)
      case readable(FeedSchema, RecordText)
      case refused(FileRefusal)
    }

    /// The identity with its hash, as soon as that is known.
    var hashed: FileIdentity {
      var identity = identity
      identity.sha256 = fingerprint?.sha256 ?? ""
      return identity
    }

    /// As the ledger keeps a file that was loaded before: nobody looks at its text, whether it was
    /// read ahead or not.
    var repeated: FileIdentity {
      var identity = hashed
      identity.encoding = nil
      identity.header = nil
      return identity
    }

    /// The bytes that came last have come again under another name. The hash is asked for only where
    /// a file of the same length is in the ledger.
    func isRepeat(_ ledger: StoreSnapshot) throws -> Bool {
      guard let fingerprint else { return false }
      return try ledger.isRepeat(identity) { fingerprint.sha256 }
    }
  }

  /// What is known of a file when its last row is read.
  struct FileEnd {
    let findings: [FileFinding]
    /// Control totals, which are no rows.
    let totals: Int
  }

  /// What comes next of a file.
  enum Next {
    case batch(FeedBatch)
    case end(FileEnd)
  }

  private enum Item {
    case file(File)
    case batch(FeedBatch)
    case end(FileEnd)
    /// The rows handed out so far do not count.
    case refused(FileRefusal)
    case failed(any Error)
  }

  /// A batch more in waiting is memory without gain.
  private static let capacity = 32
  /// So few that the columns of a batch come from memory that was used before: for larger arrays the
  /// kernel hands out new pages every time, which cost a quarter of the reading.
  private static let batchRows = 4096

  private let condition = NSCondition()
  private var items: [Item] = []
  private var isFinished = false
  private var isStopped = false

  /// Begins to read; `prepare` is called for each file in turn.
  init(_ files: [InputFile], prepare: @escaping @Sendable (InputFile) throws -> FilePreparation) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      do {
        for file in files where try !read(prepare(file)) { break }
      } catch {
        _ = put(.failed(error))
      }
      condition.withLock {
        isFinished = true
        condition.broadcast()
      }
    }
  }

  /// The next file; batches of the one before that nobody asked for are passed over.
  ///
  /// - Returns: nil after the last.
  /// - Throws: what kept a file from being prepared.
  func nextFile() throws -> File? {
    while let item = take() {
      switch item {
      case .file(let file): return file
      case .failed(let error): throw error
      case .batch, .end, .refused: continue
      }
    }
    return nil
  }

  /// The next rows of the file, or its end.
  ///
  /// - Throws: ``FileRefusal``: nothing of the file counts.
  func nextBatch() throws -> Next {
    switch take() {
    case .batch(let batch): return .batch(batch)
    case .end(let end): return .end(end)
    case .refused(let refusal): throw refusal
    case .failed(let error): throw error
    case .file, nil: throw StoreError.failed("a file ended without its end being told")
    }
  }

  /// Ends the reading and waits until its thread has let go of the files.
  func stop() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
      while !isFinished { condition.wait() }
    }
  }

  /// - Returns: false when nobody wants to know more.
  private func read(_ prepared: FilePreparation) -> Bool {
    func put(_ outcome: File.Outcome) -> Bool {
      self.put(
        .file(
          File(
            identity: prepared.identity, fingerprint: prepared.fingerprint, outcome: outcome)))
    }
    switch prepared.outcome {
    case .known(let feed): return put(.known(feed))
    case .refused(let refusal): return put(.refused(refusal))
    case .readable(let reader):
      guard put(.readable(reader.schema, reader.recordText)) else { return false }
      do {
        while let batch = try reader.next(maximumRows: Self.batchRows) {
          guard self.put(.batch(batch)) else { return false }
        }
        return self.put(.end(FileEnd(findings: reader.findings, totals: reader.totalRows)))
      } catch {
        return self.put(Item.refused(error))
      }
    }
  }

  /// Waits for room.
  ///
  /// - Returns: false when the reading was stopped.
  private func put(_ item: Item) -> Bool {
    condition.withLock {
      while items.count >= Self.capacity, !isStopped { condition.wait() }
      guard !isStopped else { return false }
      items.append(item)
      condition.signal()
      return true
    }
  }

  /// - Returns: nil when everything was read and taken.
  private func take() -> Item? {
    condition.withLock {
      while items.isEmpty, !isFinished { condition.wait() }
      guard !items.isEmpty else { return nil }
      condition.signal()
      return items.removeFirst()
    }
  }
}
