import Foundation
import WageDomain

/// A report's file in the workspace.
struct ReportFile {
  /// Relative to the workspace.
  let name: String
  private let path: String

  /// What writing did.
  enum Outcome {
    case written, replaced, unchanged

    var title: Bilingual {
      switch self {
      case .written: Bilingual(zh: "已写入", en: "written")
      case .replaced: Bilingual(zh: "内容有变，已更新", en: "replaced: its content changed")
      case .unchanged: Bilingual(zh: "内容未变，未改动", en: "unchanged")
      }
    }
  }

  init(_ workspace: Workspace, name: String, format: ReportFormat, language: Language) {
    let mark = language == .chinese ? "" : ".\(language.rawValue)"
    self.name = "\(Self.folder)/\(name)\(mark).\(format.rawValue)"
    path = workspace.folder + "/" + self.name
  }

  static let folder = "reports"

  var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  /// Replaces the whole file or leaves it alone.
  func write(_ text: String, dryRun: Bool) throws -> Outcome {
    let bytes = Data(text.utf8)
    let outcome: Outcome
    if let old = FileManager.default.contents(atPath: path) {
      outcome = old == bytes ? .unchanged : .replaced
    } else {
      outcome = .written
    }
    guard outcome != .unchanged, !dryRun else { return outcome }
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url, options: .atomic)
    return outcome
  }
}
