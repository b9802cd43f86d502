import WageDomain

/// The sheets of a workbook in their order, and how it counts days.
final class SheetList: XMLPartReader {
  struct Sheet {
    let name: String
    let relationship: String
    let isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  /// Days are counted from 1904-01-01, as old Macintosh workbooks do.
  private(set) var isFrom1904 = false

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    switch element {
    case "workbookPr": isFrom1904 = ["1", "true"].contains(attributes["date1904"])
    case "sheet":
      let id = attributes.first { $0.key.hasSuffix(":id") }?.value
      let state = attributes["state"] ?? "visible"
      sheets.append(
        Sheet(
          name: attributes["name"] ?? "", relationship: id ?? "", isHidden: state != "visible"))
    default: break
    }
  }
}

/// The content types of a workbook's parts: they tell of macros.
final class ContentTypes: XMLPartReader {
  private(set) var hasMacros = false
  private(set) var isBinary = false

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    let type = (attributes["ContentType"] ?? "").lowercased()
    if ["macroenabled", "vbaproject", "macrosheet"].contains(where: type.contains) {
      hasMacros = element == "Override" || hasMacros
    }
    if type.contains("sheet.binary") { isBinary = true }
  }
}

/// Whether a sheet holds any value.
final class SheetPeek: XMLPartReader {
  private(set) var isDone = false

  func begin(_ element: String, _ attributes: [String: String]) throws(FileRefusal) {
    if element == "v" || element == "t" { isDone = true }
  }
}
