import Foundation
import GRDB
import NightlyRun
import Testing
import WageDomain
import WageStore

/// Folders that cannot be written are none for the superuser: there the copy is made to look like one
/// whose database SQLite cannot open for writing.
@Suite("A workspace that cannot be written can still be read")
struct ReadOnlyTests {
  private static let isSuperuser = geteuid() == 0

  private func desk() throws -> NightDesk {
    let desk = try NightDesk()
    try desk.put(
      "firms_2026-08__known-2026-09-05.csv", "credit_code,name\n\(Firms.first),甲乙制衣厂\n")
    try desk.ingest(CaseDatabase.day("2026-09-05"))
    return desk
  }

  /// The database as a checkpoint leaves it, alone in a folder of its own.
  private func copy(_ desk: NightDesk) throws -> URL {
    let folder = desk.folder.appendingPathComponent("只读 copy 100%?")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("wagewatch.sqlite")
    try desk.database.copy(to: file.path)
    let queue = try DatabaseQueue(path: file.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.close()
    #expect(!FileManager.default.fileExists(atPath: file.path + "-wal"))
    return file
  }

  private func permissions(_ mode: Int, _ file: URL) throws {
    for path in [file.path, file.deletingLastPathComponent().path] {
      let isFolder = path != file.path
      try FileManager.default.setAttributes(
        [.posixPermissions: isFolder ? mode | 0o111 : mode], ofItemAtPath: path)
    }
  }

  @Test("It is read as it is, and a write says that it cannot be", .disabled(if: isSuperuser))
  func readOnlyFolder() throws {
    let desk = try desk()
    let file = try copy(desk)
    try permissions(0o444, file)
    defer { try? permissions(0o644, file) }
    let database = try WageDatabase(path: file.path)
    #expect(try database.read { try $0.files().count } == 1)
    #expect(try database.readApart { try $0.files().count } == 1)
    #expect(throws: StoreError.self) { try database.write { _ in } }
  }

  @Test("What is immutable is read under its path, whatever letters that has")
  func immutable() throws {
    let desk = try desk()
    let file = try copy(desk)
    let database = try WageDatabase(readOnly: file.path)
    #expect(try database.read { try $0.files().count } == 1)
    #expect(try database.readApart { try $0.files().count } == 1)
    #expect(throws: StoreError.self) { try database.write { _ in } }
    #expect(throws: StoreError.self) { try database.rehearse { _ in } }
  }
}
