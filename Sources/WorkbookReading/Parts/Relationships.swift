import WageDomain

/// Where the parts that a part refers to lie in the archive.
final class Relationships: XMLPartReader {
  struct Target {
    /// The last component of the relationship's type, e.g. `worksheet`.
    let type: String
    let path: String
  }

  private let folder: String
  private(set) var targets: [String: Target] = [:]

  /// - Parameters:
  ///   - part: whose relationships they are; empty for the archive's own.
  ///   - archive: where they are looked for; a part without any has none.
  /// - Throws: `FileRefusal` `workbook-damaged`.
  init(of part: String, in archive: ZipArchive) throws(FileRefusal) {
    let components = part.split(separator: "/")
    folder = components.dropLast().map { $0 + "/" }.joined()
    let name = folder + "_rels/" + (components.last ?? "") + ".rels"
    if archive[name] != nil { try XMLPart.read(name, of: archive, by: self) }
  }

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
      attributes["TargetMode"] != "External"
    else { return }
    let type = (attributes["Type"] ?? "").split(separator: "/").last.map(String.init) ?? ""
    targets[id] = Target(type: type, path: resolved(target))
  }

  func first(_ type: String) -> String? {
    targets.sorted { $0.key < $1.key }.first { $0.value.type == type }?.value.path
  }

  /// Relative to the part's folder unless it begins with a slash.
  private func resolved(_ target: String) -> String {
    var path: [Substring] = []
    for component in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") {
      if component == ".." {
        _ = path.popLast()
      } else if component != "." {
        path.append(component)
      }
    }
    return path.joined(separator: "/")
  }
}
