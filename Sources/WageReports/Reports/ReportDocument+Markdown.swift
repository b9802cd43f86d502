public import WageDomain

extension ReportDocument {
  /// For a terminal, a mail or a wiki.
  public func markdown(_ language: Language) -> String {
    var text = "# \(title.text(language))\n\n"
    text += lines.map { $0.text(language) + "\n" }.joined(separator: "\n")
    for section in sections { text += "\n" + section.markdown(language) }
    return text
  }
}

extension ReportSection {
  fileprivate func markdown(_ language: Language) -> String {
    var text = "## \(heading.text(language))\n"
    for line in lines { text += "\n\(line.text(language))\n" }
    if let table { text += "\n" + table.markdown(language) }
    return text
  }
}

extension ReportTable {
  fileprivate func markdown(_ language: Language) -> String {
    line(columns.map { $0.title.text(language) })
      + line(columns.map { $0.isNumber ? "---:" : "---" })
      + rows.map { line($0.cells.map { $0.text(language) }) }.joined()
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
  }
}
