import WageDomain

/// The cells of a file's first line, and which of them may be shown.
///
/// A first line that names a required column is a header, and its other cells are names that an agency
/// gave its columns. Where one of these has four digits or more, a row of data may have run into the
/// header: they are told by number and length then. Whatever else stands there is no secret, but long.
struct HeaderCells {
  let names: [String]
  /// For each cell the field it names; nil for none.
  let fields: [FeedField?]
  /// The same where width, case, spaces or brackets differ: such a column is not read, but told.
  let nearly: [FeedField?]
  /// False when the first line may be a row of data.
  let areHeader: Bool
  private let areShown: Bool

  private static let fewestDigits = 4
  private static let longestName = 20

  init(_ names: [String], of schema: FeedSchema) {
    let all = schema.headerFields
    let fields = names.map { name in all.first { $0.name == name || $0.title == name } }
    let required = schema.fields.filter(\.isRequired).map(\.name) + schema.requireOneOf
    nearly = zip(names, fields).map { name, field in
      field ?? (name.isEmpty ? nil : all.first { $0.isNearlyNamed(name) })
    }
    areHeader = nearly.contains { $0.map { required.contains($0.name) } ?? false }
    areShown =
      areHeader
      && !zip(names, nearly).contains { $1 == nil && Self.digits(of: $0) >= Self.fewestDigits }
    self.names = names
    self.fields = fields
  }

  /// How many cells name a column, exactly or nearly.
  var named: Int { nearly.count { $0 != nil } }

  /// The name, its beginning when it is long, `#7` when it may be somebody's data.
  func shown(_ index: Int) -> String {
    let name = names[index]
    if fields[index] != nil || name.isEmpty { return name }
    guard areShown else { return "#\(index + 1)" }
    return name.count > Self.longestName ? name.prefix(Self.longestName) + "…" : name
  }

  /// An unknown column, as a finding tells it.
  func told(_ index: Int) -> Bilingual {
    let name = names[index]
    if name.isEmpty { return Bilingual(zh: "没有名称的列", en: "a column without a name") }
    guard !areShown else { return .same(shown(index)) }
    return Bilingual(
      zh: "第 \(index + 1) 列，列名 \(name.count) 个字，可能是数据，不予显示",
      en: "column \(index + 1), whose name of length \(name.count) may be data and is not shown")
  }

  /// Two cells of one name, in the order of the file.
  func twice(_ first: Int, _ second: Int) -> Bilingual {
    if fields[second] == nil, !areShown {
      return Bilingual(
        zh: "第 \(first + 1) 列与第 \(second + 1) 列同名",
        en: "the same name in columns \(first + 1) and \(second + 1)")
    }
    let name = fields[second]?.bothNames ?? shown(second)
    return Bilingual(zh: "\(name) 出现两次", en: "\(name) twice")
  }

  /// Of every script, full width among them.
  private static func digits(of name: String) -> Int {
    name.unicodeScalars.count { $0.properties.generalCategory == .decimalNumber }
  }
}
