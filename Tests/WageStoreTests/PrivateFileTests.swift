import Foundation
import Testing
import WageStore

@Suite("Files with personal data are for their user alone")
struct PrivateFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("private-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
  }

  @Test("A new database, its log and its index, and a copy of it")
  func database() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try WageDatabase(path: path("wagewatch.sqlite"))
    try database.write { _ in }
    for name in ["wagewatch.sqlite", "wagewatch.sqlite-wal", "wagewatch.sqlite-shm"] {
      #expect(try mode(name) == 0o600, "\(name)")
    }
    try database.copy(to: path("copy.sqlite"))
    #expect(try mode("copy.sqlite") == 0o600)
    #expect(PrivateFile.shared(among: ["wagewatch.sqlite", "copy.sqlite", "none"].map(path)) == [])
  }

  @Test("A database that is there keeps the mode that somebody gave it, and is told")
  func older() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    do { _ = try WageDatabase(path: path("wagewatch.sqlite")) }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: path("wagewatch.sqlite"))
    _ = try WageDatabase(path: path("wagewatch.sqlite"))
    #expect(try mode("wagewatch.sqlite") == 0o640)
    #expect(
      PrivateFile.shared(among: [path("wagewatch.sqlite"), path("none")])
        == [path("wagewatch.sqlite")])
  }

  @Test(
    "A file written anew takes the place of what was there, whatever its mode, and leaves nothing else"
  )
  func written() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try "before".write(toFile: path("page.html"), atomically: true, encoding: .utf8)
    try PrivateFile.write("转办单", to: path("page.html"))
    #expect(try String(contentsOfFile: path("page.html"), encoding: .utf8) == "转办单")
    #expect(try mode("page.html") == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["page.html"])
    #expect(throws: (any Error).self) { try PrivateFile.write("x", to: path("none/page.html")) }
  }
}
