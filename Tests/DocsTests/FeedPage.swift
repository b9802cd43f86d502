import Foundation

/// The page of all feeds, made from their schemas and SampleData.
struct FeedPage {
  static let path = "Sources/SignalIngest/SignalIngest.docc/Feeds.md"
  let text: String

  init() throws {
    let schemas = try ProjectText.files(under: "Schemas/feeds").map {
      try JSONDecoder().decode(
        FeedDescriptor.self, from: Data(ProjectText.text("Schemas/feeds/\($0)").utf8))
    }
    let files = try ProjectText.files(under: "SampleData")
    text = try ([Self.intro(schemas)] + schemas.map { try Self.section($0, files: files) })
      .joined(separator: "\n")
  }

  private static func intro(_ schemas: [FeedDescriptor]) -> String {
    """
    # Feeds

    Every column of every agency file, with example lines of SampleData.

    <!-- Generated from Schemas/feeds and SampleData; a test compares. To write it anew:
         WAGEWATCH_WRITE_GOLDEN=1 swift test --filter FeedPageTests -->

    ## Overview

    A file's header has a column's name or its Chinese title. \u{201C}Required\u{201D}: the column must be there
    and every cell filled. Each feed may also carry `known_on` 获知日期, the day a row became known. A feed
    is stale when its last period ended more days ago than the limits say. A row of power, water or gas
    without an account number is told apart by its firm. Money is stored in fen, kWh and m3 in Wh and litres.

    | feed | key | days until warning | until error | why |
    | --- | --- | ---: | ---: | --- |

    """
      + schemas.map { schema in
        let freshness = schema.freshness
        return
          "| [`\(schema.name)` \(schema.title)](#\(schema.anchor)) | \(code(schema.primaryKey.names)) "
          + "| \(freshness.warnDays) | \(freshness.errorDays) | \(freshness.source) |\n"
      }.joined()
  }

  private static func section(_ schema: FeedDescriptor, files: [String]) throws -> String {
    var text = "## \(schema.name) \(schema.title)\n\nKey: \(code(schema.primaryKey.names))."
    if let names = schema.requireOneOf {
      text += " Each row fills at least one of \(code(names))."
    }
    text += "\n\n| column | title | type | unit | required | rules |\n"
    text += "| --- | --- | --- | --- | --- | --- |\n"
    for field in schema.fields where field.name != "known_on" {
      text +=
        "| `\(field.name)` | \(field.title) | \(field.shownType) | \(field.unit ?? "") "
        + "| \(field.isRequired ? "yes" : "") | \(field.rules.joined(separator: "; ")) |\n"
    }
    guard let example = try example(schema.name, files) else { return text }
    return text + "\n`\(example.file)`:\n\n```csv\n\(example.lines.joined(separator: "\n"))\n```\n"
  }

  /// Header and first three rows of the newest file in UTF-8 that has as many; else of the fullest.
  private static func example(
    _ feed: String, _ files: [String]
  ) throws -> (file: String, lines: [String])? {
    let own = files.filter { $0.prefix { !$0.isNumber } == feed + "_" }
    let texts = own.compactMap { file -> (file: String, lines: [String])? in
      guard let text = try? ProjectText.text("SampleData/\(file)"),
        !text.contains("\r")
      else { return nil }
      let lines = text.drop { $0 == "\u{FEFF}" }.split(separator: "\n").map(String.init)
      let shown = Array(lines.prefix(4))
      // A cell over two lines would be cut in the middle.
      let quotes = shown.joined().count { $0 == "\"" }
      return quotes.isMultiple(of: 2) ? (file, shown) : nil
    }
    let fullest = texts.map(\.lines.count).max()
    return texts.last { $0.lines.count == fullest }
  }

  private static func code(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
