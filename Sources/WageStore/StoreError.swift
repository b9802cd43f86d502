internal import GRDB

/// Why the store could not do what was asked.
public enum StoreError: Error, Hashable, Sendable {
  /// The database was written by a newer wagewatch; opening it could lose what that one added.
  case newerDatabase(path: String)
  case notADatabase(String)
  case readOnly(String)
  case diskFull
  /// Another process holds the database's write lock for longer than the busy timeout.
  case busy
  /// Anything else SQLite says; never holds bound values.
  case failed(String)

  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error)
    default: self = .failed("\(error)")
    }
  }

  init(_ error: DatabaseError) {
    switch error.resultCode.primaryResultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(error.message ?? "")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly(error.message ?? "")
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    default: self = .failed(error.description)
    }
  }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .newerDatabase(let path):
      """
      \(path): written by a newer version of wagewatch than this one. Nothing was read or changed.
        Install the newer version, or restore a backup made with this one.
      """
    case .notADatabase(let message):
      """
      the workspace's database is damaged or is no database: \(message). Nothing was changed.
        Restore the last backup into a new folder and run again.
      """
    case .readOnly(let message):
      """
      the workspace cannot be written: \(message). Nothing was changed.
        Give this user write permission on the folder and the files in it, then run again.
      """
    case .diskFull:
      """
      the disk is full. The file or stage at work was rolled back as a whole; what was done before stays.
        Free some space and run again: the run carries on where it stopped.
      """
    case .busy:
      """
      another process is writing to the workspace's database. Nothing was changed.
        Wait until it is done and run again.
      """
    case .failed(let message): "the database refused: \(message)"
    }
  }
}
