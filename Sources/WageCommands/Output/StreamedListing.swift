import WageDomain

/// A listing whose rows are read one at a time: memory does not grow with their number.
struct StreamedListing {
  /// The plural noun under which JSON lists the rows.
  let noun: String
  let columns: [Listing.Column]
  /// The columns of CSV, in the order of the rows' keys.
  let keys: [String]
  /// Of all rows, whichever page is shown.
  let total: Int
  /// Members of the JSON object before the rows, after `schema`.
  var header: KeyValuePairs<String, JSONValue> = [:]
  /// Visits at most `limit` rows (-1: all) from `offset` on, always the same ones.
  let forEach: (_ limit: Int, _ offset: Int, _ visit: (JSONValue) throws -> Void) throws -> Void

  /// Output is gathered to pieces of about this many bytes.
  private static let pieceBytes = 1 << 16

  func write(_ options: OutputOptions) throws {
    let shown = min(options.limit ?? total, max(0, total - options.offset))
    switch options.form {
    case .json: try writeJSON(options, shown)
    case .lines: try pieces { out in try rows(options) { out($0.compact + "\n") } }
    case .csv:
      try pieces { out in
        out(CSVText.line(keys))
        try rows(options) { row in out(CSVText.line(keys.map { row[$0].cell })) }
      }
    case .table: if shown > 0 { try writeTable(options) }
    }
    CommandContext.current.console.error(
      Bilingual(
        zh: "共 \(total) 条" + (shown < total ? "，显示 \(shown) 条" : ""),
        en: total.counted(plural: noun) + (shown < total ? ", \(shown) shown" : "")
      ).text(options.language))
  }

  private func rows(_ options: OutputOptions, _ visit: (JSONValue) throws -> Void) throws {
    try forEach(options.limit ?? -1, options.offset, visit)
  }

  private func writeJSON(_ options: OutputOptions, _ shown: Int) throws {
    let head: [JSONValue.Member] =
      [.init(key: "schema", value: .integer(1))]
      + Listing.dated(header)
      + [.init(key: "total", value: .integer(Int64(total)))]
    try pieces { out in
      out(JSONValue.object(head).pretty.dropLast(2) + ",\n  \"\(noun)\": [")
      var isFirst = true
      try rows(options) { row in
        out((isFirst ? "\n" : ",\n") + row.indented(level: 2))
        isFirst = false
      }
      out((isFirst ? "]" : "\n  ]") + "\n}\n")
    }
  }

  /// Twice over the rows: first for the widths of the columns.
  private func writeTable(_ options: OutputOptions) throws {
    let language = options.language
    var table = TextTable(
      titles: columns.map { $0.title.text(language) }, isRightAligned: columns.map(\.isNumber),
      rows: [])
    var widths = table.widths
    try rows(options) { row in
      for (column, cell) in columns.map({ $0.cell(row) }).enumerated() {
        widths[column] = max(widths[column], TextTable.width(cell))
      }
    }
    table.widths = widths
    try pieces { out in
      out(table.line(table.titles))
      try rows(options) { row in out(table.line(columns.map { $0.cell(row) })) }
    }
  }

  private func pieces(_ work: ((String) -> Void) throws -> Void) throws {
    let console = CommandContext.current.console
    var piece = ""
    try work { text in
      piece += text
      if piece.utf8.count >= Self.pieceBytes {
        console.out(piece)
        piece = ""
      }
    }
    if !piece.isEmpty { console.out(piece) }
  }
}
