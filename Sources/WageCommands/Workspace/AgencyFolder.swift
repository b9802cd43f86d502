import Foundation
import NightlyRun
import WageDomain

/// A folder of agency files as it stands: what of it is read, and what is left alone and told.
///
/// Entries beginning with `.` or `~$` (what a spreadsheet leaves beside an open workbook) and the
/// answers that `simulate` writes are left alone without a word.
struct AgencyFolder {
  /// In byte order of their names.
  let files: [InputFile]
  /// In byte order of their names.
  let leftAlone: [LeftAlone]

  /// An entry that is not read.
  enum LeftAlone: Equatable {
    /// A folder that holds so many files, those of its own folders among them; never 0.
    case folder(name: String, files: Int)
    /// A folder that is, or holds, one that this user may not read.
    case unreadableFolder(name: String)
    /// A file still on its way, or a copy that a program made: its name says so.
    case unfinished(name: String)
  }

  /// - Parameters:
  ///   - path: of the folder.
  ///   - name: a path as the ledger names it.
  /// - Throws: ``CommandFailure`` where it is not there or cannot be read.
  init(_ path: String, name: (String) -> String) throws {
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Self.unreadable(path)
    }
    let entries = all.filter {
      !$0.hasPrefix(".") && !$0.hasPrefix("~$") && $0 != Self.simulatedTruth
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var files: [InputFile] = []
    var leftAlone: [LeftAlone] = []
    for entry in entries {
      let place = path + "/" + entry
      if Self.isFolder(place) {
        if let folder = Self.folder(place, name: name(place)) { leftAlone.append(folder) }
      } else if Self.isUnfinished(entry) {
        leftAlone.append(.unfinished(name: name(place)))
      } else {
        files.append(InputFile(path: place, name: name(place)))
      }
    }
    self.files = files
    self.leftAlone = leftAlone
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static let simulatedTruth = "truth.csv"

  /// Browsers, copying programs and editors name so what is not the file itself, or not yet.
  private static func isUnfinished(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("~")
      || ["part", "partial", "filepart", "crdownload", "download", "tmp", "swp", "bak"]
        .contains { name.hasSuffix("." + $0) }
  }

  /// - Returns: nil for a folder without files.
  private static func folder(_ path: String, name: String) -> LeftAlone? {
    var isReadable = true
    let all = FileManager.default.enumerator(
      at: URL(fileURLWithPath: path).resolvingSymlinksInPath(),
      includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles,
      errorHandler: { _, _ in
        isReadable = false
        return true
      })
    var files = 0
    while let file = all?.nextObject() as? URL {
      let values = try? file.resourceValues(forKeys: [.isRegularFileKey])
      files += values?.isRegularFile == true ? 1 : 0
    }
    guard isReadable else { return .unreadableFolder(name: name) }
    return files > 0 ? .folder(name: name, files: files) : nil
  }

  private static func unreadable(_ path: String) -> CommandFailure {
    guard isFolder(path) else {
      return CommandFailure(
        zh: """
          \(path)：目录不存在。未作改动。
            请建立该目录，或在 \(Workspace.configurationName) 中改写 `inbox`，然后再运行。
          """,
        en: """
          \(path): the folder is not there. Nothing was changed.
            Make it, or name another as `inbox` in \(Workspace.configurationName), then run again.
          """)
    }
    return CommandFailure(
      zh: """
        \(path)：目录无法读取。未作改动。
          请给运行本程序的用户该目录的读取权限，然后再运行。
        """,
      en: """
        \(path): the folder cannot be read. Nothing was changed.
          Let the user who runs this read it, then run again.
        """)
  }
}

extension AgencyFolder.LeftAlone {
  /// What it is and what to do about it, in one line.
  var text: Bilingual {
    switch self {
    case .folder(let name, let files):
      Bilingual(
        zh: "\(name)：子目录，内有 \(files) 个文件，未读取。要入库的请移到上一级目录",
        en: """
          \(name): a folder with \(files.counted("file, which is", "files, which are")) not read. Move \
          out of it what is to go in
          """)
    case .unreadableFolder(let name):
      Bilingual(
        zh: "\(name)：子目录，全部或部分无法读取，其中有无文件不明，均未入库。请改权限后查看",
        en: """
          \(name): a folder that cannot be read, or not all of it; nothing in it is loaded. Get the \
          permission and look what it holds
          """)
    case .unfinished(let name):
      Bilingual(
        zh: "\(name)：文件名表明尚未传完或只是副本，未读取。传完后请改回 .csv 或 .xlsx，副本请移走",
        en: """
          \(name): named as a file still on its way or a copy, and not read. Name it .csv or .xlsx \
          when it is whole; move a copy away
          """)
    }
  }
}
