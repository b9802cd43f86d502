import Foundation
import WagewatchSchemas

/// A page of help in Chinese.
///
/// The parser knows English alone. It writes a page of sections, each with entries of a label and a text
/// that is wrapped beside it: the texts are put together again and looked up in `Schemas/help/zh.json`. So are
/// the paragraphs; those that are examples stay as they are.
struct HelpPage {
  private let texts: [String: String]

  static let chinese = HelpPage(json: WagewatchSchemas.text("help/zh.json") ?? "{}")

  private init(json: String) {
    texts = (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
  }

  /// Nil for what is no page of help: a version, a script for a shell.
  func translated(_ page: String) -> String? {
    guard page.hasPrefix("OVERVIEW: ") || page.hasPrefix("USAGE: ") else { return nil }
    var blocks: [String] = []
    var isInEntries = false
    var overview: [Substring] = []
    var paragraph: [Substring] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("OVERVIEW: ") || !overview.isEmpty && !line.isEmpty {
        overview.append(line.hasPrefix("OVERVIEW: ") ? line.dropFirst("OVERVIEW: ".count) : line)
        continue
      }
      if !overview.isEmpty {
        blocks.append(Self.wrapped("概述：" + text(overview.joined(separator: " ")), indent: 0))
        overview = []
      }
      if !isInEntries, !line.isEmpty, !paragraph.isEmpty || isParagraph(line) {
        paragraph.append(line)
        continue
      }
      blocks += translated(paragraph: paragraph)
      paragraph = []
      if let title = Self.sections[String(line)] {
        isInEntries = true
        blocks.append(title)
      } else if isInEntries, line.hasPrefix(Self.margin), let last = blocks.popLast() {
        // More of the text of the entry above.
        blocks.append(last + " " + line.drop { $0 == " " })
      } else {
        blocks.append(
          Self.beginnings.reduce(String(line)) { line, begin in
            line.hasPrefix(begin.en) ? begin.zh + line.dropFirst(begin.en.count) : line
          }.replacing("' for detailed help.", with: "'"))
      }
    }
    if !overview.isEmpty { blocks.append("概述：" + text(overview.joined(separator: " "))) }
    blocks += translated(paragraph: paragraph)
    return blocks.map(entry).joined(separator: "\n")
  }

  /// True of the first line of a paragraph: no example, no usage, no title.
  private func isParagraph(_ line: Substring) -> Bool {
    !line.hasPrefix(" ") && Self.sections[String(line)] == nil
      && !Self.beginnings.contains { line.hasPrefix($0.en) }
  }

  /// The lines of a paragraph as one text in Chinese; as they are where the table has none.
  private func translated(paragraph lines: [Substring]) -> [String] {
    let english = lines.joined(separator: " ")
    guard let chinese = texts[english] else { return lines.map(String.init) }
    return [Self.wrapped(chinese, indent: 0)]
  }

  /// A text of the table with what the parser adds to it; as it is where the table has none.
  func text(_ english: String) -> String {
    if let whole = texts[english] { return whole }
    guard let cut = english.range(of: " (", options: .backwards),
      english.hasSuffix(")")
    else { return english }
    let added = english[cut.upperBound...].dropLast()
    guard added.hasPrefix("values: ") || added.hasPrefix("default: ") else { return english }
    let translated = added.replacing("values: ", with: "取值：").replacing("; default: ", with: "；默认：")
      .replacing("default: ", with: "默认：")
    return text(String(english[..<cut.lowerBound])) + "（\(translated)）"
  }

  /// `  --json       One JSON object.` with its text in Chinese.
  private func entry(_ block: String) -> String {
    guard block.hasPrefix("  "), !block.hasPrefix("  详见"), !block.hasPrefix(Self.margin) else {
      return block
    }
    let body = block.dropFirst(2)
    guard let gap = body.range(of: "  ") ?? body.range(of: "> ") ?? body.range(of: " ") else {
      return block
    }
    let isTight = body[gap] == "> "
    let label = body[..<(isTight ? body.index(after: gap.lowerBound) : gap.lowerBound)]
    let english = String(body[gap.upperBound...].drop { $0 == " " })
    let begin = "  " + label
    let head =
      begin.count < Self.margin.count
      ? begin + String(repeating: " ", count: Self.margin.count - begin.count)
      : begin + "\n" + Self.margin
    return head + Self.wrapped(text(english), indent: Self.margin.count)
  }

  /// Where the parser begins the texts of entries.
  private static let margin = String(repeating: " ", count: 26)
  /// Up to two marks may stand behind it.
  private static let lineWidth = 78

  private static let sections = [
    "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "子命令：", "A WORKSPACE:": "工作区：",
    "A TABLE OF EVENTS:": "事件表：",
  ]

  private static let beginnings = [
    (en: "EXAMPLE: ", zh: "示例："), (en: "USAGE: ", zh: "用法："), (en: "  See '", zh: "  详见 '"),
  ]

  /// Chinese breaks anywhere but before a mark and behind an opening one; Latin words stay whole.
  static func wrapped(_ text: String, indent: Int) -> String {
    var lines = [""]
    var width = indent
    for piece in pieces(text) {
      let wide = TextTable.width(piece)
      let isMark = piece.first.map { "，。；：、）？！”%".contains($0) } ?? false
      if width + wide > lineWidth, !isMark, !lines[lines.count - 1].isEmpty {
        lines.append("")
        width = indent
      }
      if lines[lines.count - 1].isEmpty, piece == " ", lines.count > 1 { continue }
      lines[lines.count - 1] += piece
      width += wide
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// Each wide character, an opening mark with the next one, each space, and each run of the others.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    for character in text {
      if let last = pieces.last, last == "（" || last == "“" {
        pieces[pieces.count - 1].append(character)
        continue
      }
      let isAlone = character == " " || character.unicodeScalars.contains { $0.value >= 0x2E80 }
      if !isAlone, let last = pieces.last, last != " ",
        !last.unicodeScalars.contains(where: { $0.value >= 0x2E80 })
      {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }
}
