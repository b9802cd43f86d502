import GRDB

/// The workspace's one database file. Only this target opens a database.
///
/// WAL, foreign keys on, a busy timeout instead of an immediate error, durable commits. Where the
/// folder or the file cannot be written, it is opened for reading alone: see ``ReadOnlyFile``. A new
/// file is for its user alone: see ``PrivateFile``.
public final class WageDatabase: Sendable {
  private let reader: any DatabaseReader
  /// Nil where the database can only be read.
  private let writer: DatabasePool?
  /// What a connection of its own is opened by.
  let location: String

  /// Opens the file and brings its schema up to date.
  ///
  /// - Throws: ``StoreError``: a database of a newer version, a file that is not a database, one that
  ///   can neither be written nor read as it is.
  public init(path: String) throws(StoreError) {
    do {
      let pool = try Self.writable(path)
      (reader, writer, location) = (pool, pool, path)
    } catch let error {
      guard case .readOnly(let reason) = StoreError(error) else { throw StoreError(error) }
      (reader, location) = try ReadOnlyFile(path: path, reason: reason).open(Self.configuration)
      writer = nil
    }
  }

  /// Opens the file for reading alone, as where it cannot be written; the schema must be this one's.
  ///
  /// - Throws: ``StoreError``: as ``init(path:)``, and for a database of an older version.
  public init(readOnly path: String) throws(StoreError) {
    (reader, location) = try ReadOnlyFile(path: path, reason: path).open(Self.configuration)
    writer = nil
  }

  private static func writable(_ path: String) throws -> DatabasePool {
    // SQLite gives the write-ahead log the mode of the file itself.
    PrivateFile.prepare(path)
    let pool = try DatabasePool(path: path, configuration: configuration)
    if try pool.read(migrator.hasBeenSuperseded) { throw StoreError.newerDatabase(path: path) }
    if try !pool.read(migrator.hasCompletedMigrations) { try migrator.migrate(pool) }
    return pool
  }

  /// - Throws: ``StoreError/readOnly(_:)``.
  private func pool() throws(StoreError) -> DatabasePool {
    guard let writer else { throw StoreError.readOnly(location) }
    return writer
  }

  /// Runs `work` as one transaction: wholly in, or wholly out when it throws.
  ///
  /// - Throws: what `work` throws; SQLite's own errors as ``StoreError``.
  public func write<Value>(_ work: (StoreTransaction) throws -> Value) throws -> Value {
    do {
      return try pool().write { try work(StoreTransaction(db: $0)) }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Runs `work` on one unchanging state of the database.
  public func read<Value>(_ work: (StoreSnapshot) throws -> Value) throws -> Value {
    do {
      return try reader.read { try work(StoreSnapshot(db: $0)) }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Runs `work` on one unchanging state of the database, on a connection of its own: it waits for
  /// no other reader, and may be waited for by one.
  public func readApart<Value>(_ work: (StoreSnapshot) throws -> Value) throws -> Value {
    do {
      return try queueApart().read { try work(StoreSnapshot(db: $0)) }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// A connection of its own that can only read.
  func queueApart() throws -> DatabaseQueue {
    var configuration = Self.configuration
    configuration.readonly = true
    return try DatabaseQueue(path: location, configuration: configuration)
  }

  /// Runs `work` as one transaction in which what is erased is overwritten, in the file and in the
  /// write-ahead log.
  ///
  /// - Returns: the value, and whether the log could be emptied, too: another process that reads
  ///   keeps its pages until later.
  public func erase<Value>(
    _ work: (StoreTransaction) throws -> Value
  ) throws -> (value: Value, isLogEmpty: Bool) {
    do {
      let pool = try pool()
      let value = try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        var value: Value?
        try db.inTransaction {
          value = try work(StoreTransaction(db: db))
          return .commit
        }
        guard let value else { throw StoreError.failed("the erasure did not run") }
        return value
      }
      let isEmpty = pool.writeWithoutTransaction { db in
        (try? db.checkpoint(.truncate)) != nil
      }
      return (value, isEmpty)
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Runs `work` in a transaction that is always rolled back: what a dry run sees.
  public func rehearse<Value>(_ work: (StoreTransaction) throws -> Value) throws -> Value {
    do {
      return try pool().writeWithoutTransaction { db in
        var value: Result<Value, any Error>?
        try db.inTransaction {
          value = Result { try work(StoreTransaction(db: db)) }
          return .rollback
        }
        guard let value else { throw StoreError.failed("the rehearsal did not run") }
        return try value.get()
      }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Writes a consistent copy of the database to a new file.
  public func copy(to path: String) throws {
    PrivateFile.prepare(path)
    do {
      try reader.backup(to: DatabaseQueue(path: path))
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Every table, index, trigger and view, as `Schemas/database.sql` holds them.
  public func schemaText() throws -> String {
    try read { snapshot in
      try String.fetchAll(
        snapshot.db,
        sql: """
          SELECT sql || ';' FROM sqlite_schema
          WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
          ORDER BY rowid
          """
      ).joined(separator: "\n\n") + "\n"
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 2
    // Bound values can be personal data: they stay out of every error text.
    configuration.publicStatementArguments = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      try db.setPageCache(.usual)
      // A first load commits hundreds of files: fewer, larger checkpoints write hot pages once.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
    }
    return configuration
  }
}

/// A transaction being written; everything that changes the store takes one.
public struct StoreTransaction {
  let db: Database
  let messages = WithdrawnMessages()

  /// The same state, for functions that only read.
  public var snapshot: StoreSnapshot { StoreSnapshot(db: db) }

  /// Runs `work` wholly, or not at all when it throws, within the transaction.
  public func attempt<Value>(_ work: (StoreTransaction) throws -> Value) throws -> Value {
    var value: Result<Value, any Error>?
    try db.inSavepoint {
      let done = Result { try work(self) }
      value = done
      if case .failure = done { return .rollback }
      return .commit
    }
    guard let value else { throw StoreError.failed("the work did not run") }
    return try value.get()
  }
}

/// One unchanging state of the store.
public struct StoreSnapshot {
  let db: Database
}
