internal import GRDB

/// Tells whether anybody has changed the store since a moment, so that two connections know that they
/// see one state of it.
public final class CommitWatch: Sendable {
  private let queue: DatabaseQueue
  private let version: Int64

  fileprivate init(_ queue: DatabaseQueue) throws {
    self.queue = queue
    version = try queue.inDatabase(Self.version)
  }

  /// True when nobody has committed anything since the watch began.
  public func isQuiet() throws -> Bool { try queue.inDatabase(Self.version) == version }

  /// SQLite counts what other connections commit; this one commits nothing.
  private static func version(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0
  }
}

extension WageDatabase {
  /// Begins to watch for commits, this process's own among them.
  public func watchCommits() throws -> CommitWatch {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      return try CommitWatch(DatabaseQueue(path: location, configuration: configuration))
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }
}
