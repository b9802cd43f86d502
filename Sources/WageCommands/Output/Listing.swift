import WageDomain

/// The rows of a listing verb, in whichever form the user asked for.
struct Listing {
  /// The plural noun under which JSON lists the rows.
  let noun: String
  let columns: [Column]
  /// One object a row, keys in the contract's order.
  let rows: [JSONValue]
  /// Members of the JSON object before the rows, after `schema`.
  var header: KeyValuePairs<String, JSONValue> = [:]
  /// A line that stands in the table above a row whose heading is not that of the row before.
  var heading: ((JSONValue) -> String?)?
  /// Rows that stand below the table and in no other form, such as a sum.
  var footer: [JSONValue] = []

  /// A column of the table: JSON keeps all keys, the table shows what fits a person.
  struct Column {
    let title: Bilingual
    var isNumber = false
    let cell: (JSONValue) -> String

    /// A column that shows one key as it is.
    init(_ key: String, zh: String, en: String, isNumber: Bool = false) {
      title = Bilingual(zh: zh, en: en)
      self.isNumber = isNumber
      cell = { $0[key].cell }
    }

    init(
      zh: String, en: String, isNumber: Bool = false, cell: @escaping (JSONValue) -> String
    ) {
      title = Bilingual(zh: zh, en: en)
      self.isNumber = isNumber
      self.cell = cell
    }
  }

  /// Writes the rows to standard output and the count to standard error.
  ///
  /// `keys` are the columns of CSV when there are no rows to read them from.
  func write(_ options: OutputOptions, keys: [String] = []) {
    let console = CommandContext.current.console
    let page = Array(options.page(rows))
    switch options.form {
    case .json: console.out(json(page).pretty + "\n")
    case .lines: console.out(page.map { $0.compact + "\n" }.joined())
    case .csv: console.out(CSVText.text(keys: page.first?.keys ?? keys, rows: page))
    case .table: if !page.isEmpty { console.out(tableText(page + footer, options.language)) }
    }
    console.error(
      Bilingual(
        zh: "共 \(rows.count) 条" + (page.count < rows.count ? "，显示 \(page.count) 条" : ""),
        en: rows.count.counted(plural: noun)
          + (page.count < rows.count ? ", \(page.count) shown" : "")
      ).text(options.language))
  }

  func json(_ page: [JSONValue]) -> JSONValue {
    .object(
      [.init(key: "schema", value: .integer(1))]
        + Self.dated(header)
        + [
          .init(key: "total", value: .integer(Int64(rows.count))),
          .init(key: noun, value: .array(page)),
        ])
  }

  /// Lists that look at no other day are as of today.
  static func dated(_ header: KeyValuePairs<String, JSONValue>) -> [JSONValue.Member] {
    let members = header.map { JSONValue.Member(key: $0.key, value: $0.value) }
    if members.contains(where: { $0.key == "as_of" }) { return members }
    let today = CommandContext.current.now().day.description
    return [.init(key: "as_of", value: .string(today))] + members
  }

  private func tableText(_ page: [JSONValue], _ language: Language) -> String {
    let table = table(page, language)
    guard let heading else { return table.text }
    var text = table.line(table.titles)
    var last: String?
    for (row, cells) in zip(page, table.rows) {
      let own = heading(row)
      if let own, own != last { text += TerminalText.shown(own) + "\n" }
      last = own
      text += table.line(cells)
    }
    return text
  }

  private func table(_ page: [JSONValue], _ language: Language) -> TextTable {
    TextTable(
      titles: columns.map { $0.title.text(language) }, isRightAligned: columns.map(\.isNumber),
      rows: page.map { row in columns.map { $0.cell(row) } })
  }
}

extension JSONValue {
  /// The value of a key; null when there is none.
  subscript(key: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }
}
