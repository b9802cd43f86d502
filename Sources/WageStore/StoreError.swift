internal import GRDB
public import WageDomain

/// Why the store could not do what was asked.
public enum StoreError: Error, Hashable, Sendable {
  /// The database was written by a newer wagewatch; opening it could lose what that one added.
  case newerDatabase(path: String)
  /// The database was written by an older wagewatch and cannot be brought up to date where it is.
  case olderDatabase(path: String)
  case notADatabase(String)
  case readOnly(String)
  /// It cannot be written, and to be read its last changes would have to be.
  case unreadableHere(String)
  case diskFull
  /// Another process holds the database's write lock for longer than the busy timeout.
  case busy
  /// Anything else SQLite says; never holds bound values.
  case failed(String)

  /// Any error that the store may throw, as one of these.
  public init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self.init(error)
    default: self = .failed("\(error)")
    }
  }

  init(_ error: DatabaseError) {
    // The log's index could not grow: what SQLite reports of a full disk there.
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE {
      self = .diskFull
      return
    }
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
  /// The English text.
  public var description: String { text.en }

  /// What is told: where, what, what happens to the rest, what to do.
  public var text: Bilingual {
    switch self {
    case .newerDatabase(let path):
      Bilingual(
        zh: """
          \(path)：由更新版本的 wagewatch 写成，未读取，未改动。
            请安装新版本，或恢复用本版本做的备份。
          """,
        en: """
          \(path): written by a newer version of wagewatch than this one. Nothing was read or changed.
            Install the newer version, or restore a backup made with this one.
          """)
    case .olderDatabase, .readOnly, .unreadableHere: place
    case .notADatabase(let message):
      Bilingual(
        zh: """
          工作区的数据库已损坏或不是数据库：\(message)。未作改动。
            请把最近的备份恢复到新目录后再运行。
          """,
        en: """
          the workspace's database is damaged or is no database: \(message). Nothing was changed.
            Restore the last backup into a new folder and run again.
          """)
    case .diskFull, .busy, .failed: trouble
    }
  }

  /// Of a place where nothing may be written.
  private var place: Bilingual {
    switch self {
    case .olderDatabase(let path):
      Bilingual(
        zh: """
          \(path)：由较早版本的 wagewatch 写成，须先升级，而此处不可写。未读取，未改动。
            请把整个工作区复制到可写的目录后在那里运行，或给本用户写权限。
          """,
        en: """
          \(path): written by an older version of wagewatch; it must be brought up to date first, and this \
          place cannot be written. Nothing was read or changed.
            Copy the whole workspace to a folder you may write and run there, or get write permission.
          """)
    case .unreadableHere(let path):
      Bilingual(
        zh: """
          \(path)：旁边的 -wal 文件中还有未并入的改动，而此处不可写，无法读到最新内容。未读取，未改动。
            请把整个工作区（含 -wal 文件）复制到可写的目录后在那里运行；或由有写权限的用户在原处运行任一命令后再读。
          """,
        en: """
          \(path): the -wal file beside it holds changes that are not in it yet, and this place cannot be \
          written, so that what is newest cannot be read. Nothing was read or changed.
            Copy the whole workspace, -wal file included, to a folder you may write and run there; or have a \
          user with write permission run any verb in it first.
          """)
    case .readOnly(let message):
      Bilingual(
        zh: """
          工作区不可写：\(message)。未作改动。
            请给本用户该目录及其中文件的写权限后再运行。
          """,
        en: """
          the workspace cannot be written: \(message). Nothing was changed.
            Give this user write permission on the folder and the files in it, then run again.
          """)
    default: trouble
    }
  }

  private var trouble: Bilingual {
    switch self {
    case .busy:
      Bilingual(
        zh: """
          另一进程正在写工作区的数据库。未作改动。
            请等它结束后再运行。
          """,
        en: """
          another process is writing to the workspace's database. Nothing was changed.
            Wait until it is done and run again.
          """)
    case .failed(let message):
      Bilingual(zh: "数据库拒绝执行：\(message)", en: "the database refused: \(message)")
    default:
      Bilingual(
        zh: """
          磁盘已满。正在处理的文件或步骤整体不算数，此前完成的保留。
            请腾出空间后再运行；已入库的不会重复。
          """,
        en: """
          the disk is full. The file or stage at work counts for nothing; what was done before stays.
            Free some space and run again; what is in the store is not taken in twice.
          """)
    }
  }
}
