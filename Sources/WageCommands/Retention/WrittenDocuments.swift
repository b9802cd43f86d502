import Foundation

/// Pages of cases that `case document` wrote into the folder reports: no erasure reaches them, so they are
/// named for a person to destroy.
struct WrittenDocuments {
  let folder: String

  /// - Parameter numbers: of cases and transfer orders.
  /// - Returns: paths, by name.
  func files(of numbers: [String]) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      guard name.hasSuffix(".html") else { return false }
      let stem = name.dropLast(".html".count)
      return numbers.contains { Self.isDocument(stem, of: $0) }
    }.sorted().map { "\(folder)/\($0)" }
  }

  /// `TJ-2026-000001`, `CN-2026-000001-2` of the case 2026-000001; an order has a number of its own.
  private static func isDocument(_ stem: Substring, of number: String) -> Bool {
    if stem == number { return true }
    guard let dash = stem.firstIndex(of: "-"), stem[..<dash].allSatisfy(\.isUppercase) else {
      return false
    }
    let rest = stem[stem.index(after: dash)...]
    return rest == number || rest.hasPrefix(number + "-")
  }
}
