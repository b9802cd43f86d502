import WageDomain

extension HeaderLine {
  /// Delimiters that programs and hands write, and that are not read: they stand in texts, too.
  private static let otherDelimiters: [Character] = ["|", "，", "；", "、", ":"]

  /// What a first line without column names is when it is a table of another kind: a web page that goes
  /// by the name of a workbook, or columns that something else divides.
  ///
  /// - Returns: nil for anything else, which may be a row of data.
  static func otherTable(
    _ header: Names, _ base: UnsafePointer<UInt8>, _ decoder: TextDecoder, _ schema: FeedSchema
  ) -> FileRefusal? {
    let line = UnsafeRawBufferPointer(
      start: base + header.range.lowerBound, count: header.range.count)
    // A page may be one line.
    let mark = String(decoding: line.prefix(64), as: UTF8.self)
      .trimmingPrefix(while: \.isWhitespace).lowercased()
    if ["<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<style"].contains(
      where: mark.hasPrefix)
    {
      return RefusalCode.workbookKind.refusal(
        line: header.line,
        found: Bilingual(zh: "网页或 XML（常以 .xls 为名）", en: "a web page or XML, often named .xls"),
        expected: Bilingual(zh: ".xlsx 工作簿或 CSV 文件", en: "an .xlsx workbook or a CSV file"),
        remedy: Bilingual(
          zh: "请用 Excel 打开，另存为 .xlsx（或“CSV UTF-8”）后重报。",
          en: "Open it in Excel, save it as .xlsx (or as \"CSV UTF-8\") and send it again."))
    }
    guard line.count <= longestLine else { return nil }
    let text = decoder.string(line)
    let known = HeaderCells(header.names, of: schema).named
    for delimiter in otherDelimiters where text.contains(delimiter) {
      let names = text.split(separator: delimiter, omittingEmptySubsequences: false).map(
        String.init)
      let cells = HeaderCells(names, of: schema)
      guard cells.areHeader, cells.named > max(1, known) else { continue }
      return RefusalCode.missingColumn.refusal(
        line: header.line,
        found: Bilingual(
          zh: "表头各列以“\(delimiter)”分隔", en: "a header whose columns '\(delimiter)' divides"),
        expected: Bilingual(zh: "逗号、制表符或分号（半角）", en: "a comma, a tab or a semicolon, half width"),
        remedy: Bilingual(
          zh: "请另存为以半角逗号分隔的 CSV 后重报。", en: "Save it as CSV with commas and send it again."))
    }
    return nil
  }
}
