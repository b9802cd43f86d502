import Foundation
import Testing
import WageDomain

@testable import SignalIngest

@Suite("What happens when a file is …")
struct StatedOutcomeTests {
  /// A folder of its own, gone with the test.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "outcome-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path() }

    func put(_ name: String, _ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: url.appending(path: name))
      return path(name)
    }
  }

  static func code(_ path: String) -> String? {
    #expect(throws: FileRefusal.self) { try AgencyFile(path: path) }?.code
  }

  static let header = Array("account_no,month,quantity\n".utf8)

  /// Larger than what is read at once, so that it is mapped.
  static func rows(_ count: Int) -> [UInt8] {
    header + (0..<count).flatMap { Array("A\($0),2026-10,\($0 % 900)\n".utf8) }
  }

  @Test("gone: unreadable")
  func gone() throws { #expect(Self.code(try Folder().path("x.csv")) == "unreadable") }

  @Test("without permission: unreadable", .disabled(if: geteuid() == 0, "root may read everything"))
  func permission() throws {
    let folder = try Folder()
    let path = try folder.put("x.csv", Self.header)
    #expect(chmod(path, 0) == 0)
    #expect(Self.code(path) == "unreadable")
  }

  @Test("empty: empty")
  func empty() throws {
    let folder = try Folder()
    #expect(Self.code(try folder.put("x.csv", [])) == "empty")
    for blank in ["\n\n", "   \n", "\n\n \r\n", "\u{FEFF}\t\n"] {
      let refusal = try Support.refusal(.tax, Array(blank.utf8))
      #expect(refusal?.code == "empty", "\(blank.debugDescription)")
    }
  }

  @Test(
    "without a line end in its first MiB: missing-column or line-ends, before it is taken into memory",
    arguments: [
      ("x", "missing-column"), ("a,b\r", "line-ends"), ("\"", "missing-column"),
      ("甲", "missing-column"),
    ])
  func longFirstLine(piece: String, code: String) throws {
    let bytes = Array(String(repeating: piece, count: (1 << 20) / piece.utf8.count + 1).utf8)
    let refusal = try Support.refusal(.electricity, bytes)
    #expect(refusal?.code == code)
  }

  @Test("with a first line of megabytes between two quotes: missing-column")
  func quotedFirstLine() throws {
    let text = "\"" + String(repeating: "a,b\n", count: 400_000) + "\",c\nA1,2026-10,5\n"
    let refusal = try Support.refusal(.electricity, Array(text.utf8))
    #expect(refusal?.code == "missing-column")
    #expect(refusal?.found.en == "a first line of more than 1 MiB")
  }

  @Test("a folder, or a pipe that nobody writes to: not-a-file, at once")
  func notAFile() throws {
    let folder = try Folder()
    #expect(Self.code(folder.url.path()) == "not-a-file")
    #expect(mkfifo(folder.path("pipe.csv"), 0o600) == 0)
    #expect(Self.code(folder.path("pipe.csv")) == "not-a-file")
  }

  @Test("open for writing elsewhere: still-written, and read when it is closed")
  func openForWriting() throws {
    let folder = try Folder()
    let path = try folder.put("x.csv", Self.rows(3))
    let writer = try #require(FileHandle(forWritingAtPath: path))
    #expect(Self.code(path) == "still-written")
    try writer.close()
    #expect(try AgencyFile(path: path).byteCount == Self.rows(3).count)
  }

  @Test(
    "changed while it is read: still-written, nothing of it counts", arguments: [10, 60_000])
  func changed(rows: Int) throws {
    let folder = try Folder()
    let path = try folder.put("x.csv", Self.rows(rows))
    let file = try AgencyFile(path: path)
    let reader = try FeedReader(
      file: file, schema: Support.schema(.electricity), defaultKnownOn: Support.day("2026-11-20"))
    #expect(try reader.next(maximumRows: 1) != nil)
    let writer = try #require(FileHandle(forWritingAtPath: path))
    try writer.seekToEnd()
    try writer.write(contentsOf: Data("A,2026-10,1\n".utf8))
    try writer.close()
    #expect(file.change?.code == "still-written")
    let refusal = #expect(throws: FileRefusal.self) { while try reader.next() != nil {} }
    #expect(refusal?.code == "still-written")
  }

  @Test("cut while it is read: still-written, and the process lives")
  func cut() throws {
    let folder = try Folder()
    let path = try folder.put("x.csv", Self.rows(60_000))
    let file = try AgencyFile(path: path)
    let reader = try FeedReader(
      file: file, schema: Support.schema(.electricity), defaultKnownOn: Support.day("2026-11-20"))
    #expect(try reader.next(maximumRows: 1) != nil)
    #expect(truncate(path, 4096) == 0)
    let refusal = #expect(throws: FileRefusal.self) { while try reader.next() != nil {} }
    #expect(refusal?.code == "still-written")
    // All pages beyond the cut are zeros now, for every reader of the same file.
    #expect(file.withBytes { $0.dropFirst(8192).allSatisfy { $0 == 0 } })
  }

  @Test("one with a number of nineteen digits: that row is set aside")
  func nineteenDigits() throws {
    let read = try Support.read(
      .electricity, "account_no,month,quantity\nA1,2026-10,1234567890123456789\nA2,2026-10,5\n")
    #expect(read.rejects.map(\.code) == ["too-large"])
    #expect(read.count == 1)
  }

  @Test("a line of 100 MB: set aside, its first 4 MiB kept, the rows after it are in")
  func longLine() throws {
    let line = [UInt8](repeating: 0x78, count: 100 << 20)
    let file = try AgencyFile(
      bytes: Self.header + line + Array("\nA2,2026-10,5\n".utf8), path: "x.csv")
    let reader = try FeedReader(
      file: file, schema: Support.schema(.electricity), defaultKnownOn: Support.day("2026-11-20"))
    var (rows, rejects) = (0, [RejectedRow]())
    while let batch = try reader.next() {
      rows += batch.count
      rejects += batch.rejects
    }
    #expect(rows == 1)
    #expect(rejects.map(\.code) == ["too-few-cells"])
    #expect(rejects.first?.raw.utf8.count == (4 << 20) + 3)
  }

  @Test("a header of 100 MB: missing-column, and none of it is printed")
  func longHeader() throws {
    let file = try AgencyFile(bytes: [UInt8](repeating: 0x78, count: 100 << 20), path: "x.csv")
    let refusal = #expect(throws: FileRefusal.self) {
      try FeedReader(
        file: file, schema: Support.schema(.electricity), defaultKnownOn: Support.day("2026-11-20"))
    }
    #expect(refusal?.code == "missing-column")
    #expect((refusal?.found.en.utf8.count ?? 0) < 1000)
  }
}
