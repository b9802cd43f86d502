import Foundation
import WageDomain

/// A page written to a file that a person named.
enum WrittenPage {
  /// - Throws: ``CommandFailure`` where the folder of the file is not there.
  static func checkFolder(of file: String) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw CommandFailure(
        zh: "--html：没有目录 \(folder)。没有得出任何估计。\n  请先建立该目录，或另写一处。",
        en:
          "--html: no folder \(folder). Nothing was estimated.\n  Make it first, or name another place."
      )
    }
  }

  static func write(_ page: BacktestPage, to file: String) throws {
    try Data(page.html.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
  }
}
