import WageDomain

/// The looks that cells refer to by number.
final class CellLooks: XMLPartReader {
  private var codes: [Int: String] = [:]
  private var formats: [Int] = []
  private var isInCells = false
  private(set) var looks: [CellFormat] = []

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    let id = attributes["numFmtId"].flatMap { Int($0) }
    switch element {
    case "numFmt": if let id { codes[id] = attributes["formatCode"] ?? "" }
    case "cellXfs": isInCells = true
    case "xf": if isInCells { formats.append(id ?? 0) }
    default: break
    }
  }

  func end(_ element: String) throws(FileRefusal) {
    guard element == "cellXfs" else { return }
    isInCells = false
    looks = formats.map { id in
      codes[id].map { CellFormat(code: $0) } ?? CellFormat(CellLook(builtIn: id) ?? .plain)
    }
  }

  subscript(index: Int) -> CellFormat { looks.indices.contains(index) ? looks[index] : .plain }
}
