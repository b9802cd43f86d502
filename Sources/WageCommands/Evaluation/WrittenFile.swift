import Foundation
import WageDomain

/// A file that a person named for what was found.
enum WrittenFile {
  /// - Throws: ``CommandFailure`` where the folder of the file is not there.
  static func checkFolder(of file: String, _ option: String) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      throw CommandFailure(
        zh: "\(option)：没有目录 \(folder)。没有得出任何估计。\n  请先建立该目录，或另写一处。",
        en:
          "\(option): no folder \(folder). Nothing was estimated.\n  Make it first, or name another place."
      )
    }
  }

  /// Whether anything has the name, a link to nowhere among it.
  static func isThere(_ file: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: file)) != nil
  }

  /// A file is replaced as a whole; a link, a pipe or a device stays what it is and is written into.
  static func write(_ text: String, to file: String) throws {
    let type = try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType
    let isReplaced = type.map { $0 == .typeRegular } ?? true
    try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: isReplaced ? .atomic : [])
  }
}
