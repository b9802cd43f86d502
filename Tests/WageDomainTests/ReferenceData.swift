import Foundation

/// Files beside the package that tests compare against, and files of the package itself.
enum ReferenceData {
  static let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func url(_ path: String) -> URL {
    packageRoot.deletingLastPathComponent().appending(path: "shared/data/\(path)")
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(path).path())
  }

  /// The data rows of a CSV file without quoted commas, keyed by column, BOM and quotes removed.
  static func rows(of url: URL) throws -> [[String: String]] {
    let lines = try String(contentsOf: url, encoding: .utf8)
      .replacing("\u{FEFF}", with: "").replacing("\"", with: "")
      .split(whereSeparator: \.isNewline).map { $0.components(separatedBy: ",") }
    let header = lines.first ?? []
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { $1 }) }
  }
}
