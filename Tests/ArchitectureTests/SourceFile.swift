import Foundation
import Glibc

/// One Swift file as the rules see it.
struct SourceFile: Sendable {
  /// Relative to the package, e.g. `Sources/WageStore/Chains/ChainRow.swift`.
  let path: String
  let text: String
  let lines: [String]
  /// The lines without `//` comments, which may name what code may not.
  let codeLines: [String]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    codeLines = lines.map(Self.withoutComment)
  }

  /// The lines of code in which one of the words stands. Plain search: the regular expressions of
  /// the rules are slow in a debug build and so see only these.
  func codeLines(with words: [String]) -> [String] {
    codeLines.filter { line in words.contains { line.holds($0) } }
  }

  private static func withoutComment(_ line: String) -> String {
    guard line.holds("//") else { return line }
    return line.replacing(/(^|\s)\/\/.*/, with: "")
  }

  /// The target the file belongs to; `Schemas/` is one.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.first == "Schemas" ? "WagewatchSchemas" : String(parts.dropFirst().first ?? "")
  }

  /// The file's name without folders and `.swift`.
  var name: String {
    String((path.split(separator: "/").last ?? "").dropLast(".swift".count))
  }

  /// The modules it imports, whatever their access level or attributes.
  var imports: [String] {
    codeLines(with: ["import "]).compactMap {
      $0.firstMatch(
        of:
          /^\s*(?:@[\w()]+\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)?(\w+)/
      ).map { String($0.output.1) }
    }
  }

  /// The types it declares, at any depth.
  var declaredTypes: Set<String> {
    let kinds = ["struct ", "class ", "enum ", "actor ", "protocol ", "typealias "]
    return Set(
      codeLines(with: kinds).flatMap {
        $0.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/)
          .map { String($0.output.1) }
      })
  }

  /// The types it extends; of a nested one, every part of its name.
  var extendedTypes: Set<String> {
    Set(
      codeLines(with: ["extension "]).compactMap {
        $0.firstMatch(of: /^\s*(?:\w+\s+)?extension\s+([\w.]+)/)?.output.1
      }.flatMap { $0.split(separator: ".") }.map(String.init))
  }
}

extension String {
  /// Whether `word` stands in this text: C's search, for a debug build's sake.
  func holds(_ word: String) -> Bool { strstr(self, word) != nil }
}

/// The files of this package.
enum SourceTree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file under `Sources/` and `Schemas/`, by path; read once.
  static func sources() throws -> [SourceFile] { try cached.get() }

  private static let cached = Result { try read() }

  private static func read() throws -> [SourceFile] {
    try ["Sources", "Schemas"].flatMap { folder in
      let base = root.appending(path: folder)
      return try FileManager.default.subpathsOfDirectory(atPath: base.path())
        .filter { $0.hasSuffix(".swift") }.sorted()
        .map { try file("\(folder)/\($0)") }
    }
  }

  static func file(_ path: String) throws -> SourceFile {
    let url = root.appending(path: path)
    return SourceFile(path: path, text: try String(contentsOf: url, encoding: .utf8))
  }

  /// The paths that git tracks.
  static func trackedPaths() throws -> [String] {
    let git = Process()
    let output = Pipe()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", root.path(), "ls-files", "-z"]
    git.standardOutput = output
    try git.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\0").map(String.init)
  }
}
