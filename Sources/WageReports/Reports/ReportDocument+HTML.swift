public import WageDomain

extension ReportDocument {
  /// One page that needs nothing from elsewhere, to be read and to be printed on A4.
  public func html(_ language: Language) -> String {
    let tag = language == .chinese ? "zh-CN" : "en"
    return """
      <!doctype html>
      <html lang="\(tag)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(HTMLText.escaped(title.text(language)))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>\(HTMLText.escaped(title.text(language)))</h1>
      \(Self.paragraphs(lines, language))\(sections.map { $0.html(language) }.joined())</body>
      </html>

      """
  }

  fileprivate static func paragraphs(_ lines: [Bilingual], _ language: Language) -> String {
    lines.map { "<p>\(HTMLText.escaped($0.text(language)))</p>\n" }.joined()
  }

  private static let style = """
    @page { size: A4 landscape; margin: 14mm; }
    body { font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
      SimSun, sans-serif; color: #111; max-width: 1120px; margin: 24px auto; padding: 0 16px; }
    h1 { font-size: 22px; text-align: center; margin: 0 0 12px; }
    h2 { font-size: 16px; margin: 22px 0 6px; break-after: avoid; }
    p { margin: 2px 0; }
    table { border-collapse: collapse; width: 100%; margin: 8px 0; }
    th, td { border: 1px solid #888; padding: 3px 6px; text-align: left; vertical-align: top; }
    th { background: #eee; font-weight: 600; }
    td.number, th.number { text-align: right; }
    td.number { white-space: nowrap; }
    td:first-child, th:first-child { min-width: 6em; }
    tr { break-inside: avoid; }
    thead { display: table-header-group; }
    tr.total td { font-weight: 600; border-top: 2px solid #333; }
    tr.warning td { background: #fde8e4; }
    svg { width: 49%; min-width: 420px; max-width: 640px; break-inside: avoid; }
    svg text { font-size: 11px; fill: #111; }
    svg text.title { font-size: 13px; font-weight: 600; text-anchor: middle; }
    svg text.mark { text-anchor: end; }
    svg text.label, svg text.value { text-anchor: middle; }
    svg line.grid { stroke: #ddd; }
    svg line.range { stroke: #111; stroke-width: 1.5; }
    @media print { body { margin: 0; padding: 0; max-width: none; font-size: 11px; }
      th, tr.warning td { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    """
}

extension ReportSection {
  fileprivate func html(_ language: Language) -> String {
    "<h2>\(HTMLText.escaped(heading.text(language)))</h2>\n"
      + ReportDocument.paragraphs(lines, language)
      + pictures.filter { !$0.isEmpty }.map { $0.svg(language) }.joined()
      + (table?.html(language) ?? "")
  }
}

extension ReportTable {
  fileprivate func html(_ language: Language) -> String {
    let head = columns.map { cell("th", $0.title.text(language), $0) }.joined()
    let body = rows.map { row in
      let cells = zip(row.cells, columns).map { cell("td", $0.text(language), $1) }.joined()
      let weight = row.weight == .plain ? "" : " class=\"\(row.weight.rawValue)\""
      return "<tr\(weight)>\(cells)</tr>\n"
    }.joined()
    return "<table>\n<thead>\n<tr>\(head)</tr>\n</thead>\n<tbody>\n\(body)</tbody>\n</table>\n"
  }

  private func cell(_ tag: String, _ text: String, _ column: ReportColumn) -> String {
    let kind = column.isNumber ? " class=\"number\"" : ""
    return "<\(tag)\(kind)>\(HTMLText.escaped(text))</\(tag)>"
  }
}
