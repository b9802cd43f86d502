import RiskScoring
import SignalIngest
import WageDomain

/// What feeds' columns and the words in them are called on a page: in English as in the files.
struct ColumnTitles {
  let language: Language
  let schemas: FeedSchemas

  init(_ language: Language) throws {
    self.language = language
    schemas = try Workspace.feeds()
  }

  /// Wages' months are `month` on every page.
  func title(_ column: String, _ feed: String) -> String {
    guard language == .chinese, let schema = Feed(rawValue: feed).flatMap({ schemas[$0] }) else {
      return column
    }
    let names = column == "month" ? ["month", "wage_month"] : [column]
    return schema.fields.first { names.contains($0.name) }?.title ?? column
  }

  /// A cell of a column; the words of closed lists in Chinese.
  func word(_ text: String, _ column: String) -> String {
    guard language == .chinese, Self.wordColumns.contains(column) else { return text }
    return EventWords.text(text).zh
  }

  private static let wordColumns: Set<String> = [
    "channel", "direction", "finding", "kind", "purpose", "result",
  ]
}
