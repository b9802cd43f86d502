internal import Foundation
internal import GRDB

/// A database in a place that cannot be written: a folder of another user, a mounted copy, a disc.
///
/// To read a WAL database SQLite must write its `-shm` file, unless that is there already or nobody
/// is writing. So a file without a `-wal` beside it is read as immutable; with one, the two files of
/// whoever has it open are used. Where that cannot be and the `-wal` holds changes, the database would
/// be read as it was before them: then it is not read at all.
struct ReadOnlyFile {
  let path: String
  /// Why it could not be opened for writing.
  let reason: String

  /// Opens it for reading.
  ///
  /// - Returns: what reads it, and what further connections are opened by.
  /// - Throws: ``StoreError`` when it cannot be read as it is.
  func open(
    _ configuration: Configuration
  ) throws(StoreError) -> (reader: any DatabaseReader, location: String) {
    guard isReadableFile else { throw .readOnly(reason) }
    if let size = sizeOfChanges {
      if let reader = try reader(path, configuration) { return (reader, path) }
      guard size == 0 else { throw .unreadableHere(path) }
    }
    guard let location = immutable, let reader = try reader(location, configuration) else {
      throw .readOnly(reason)
    }
    return (reader, location)
  }

  /// - Returns: nil where SQLite cannot read it in this way.
  private func reader(
    _ location: String, _ configuration: Configuration
  ) throws(StoreError) -> DatabaseQueue? {
    var configuration = configuration
    configuration.readonly = true
    do {
      let queue = try DatabaseQueue(path: location, configuration: configuration)
      let migrator = WageDatabase.migrator
      if try queue.read(migrator.hasBeenSuperseded) { throw StoreError.newerDatabase(path: path) }
      guard try queue.read(migrator.hasCompletedMigrations) else {
        throw StoreError.olderDatabase(path: path)
      }
      return queue
    } catch {
      let error = StoreError(error)
      if case .readOnly = error { return nil }
      throw error
    }
  }

  private var isReadableFile: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isReadableFile(atPath: path)
  }

  /// Bytes of the `-wal` file; nil where there is none.
  private var sizeOfChanges: Int? {
    try? URL(fileURLWithPath: path + "-wal").resourceValues(forKeys: [.fileSizeKey]).fileSize
  }

  /// As a URI, whose letters with a meaning are written as numbers.
  private var immutable: String? {
    URL(fileURLWithPath: path).path
      .addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
      .map { "file:\($0)?immutable=1" }
  }
}
