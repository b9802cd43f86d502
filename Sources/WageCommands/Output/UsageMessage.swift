import ArgumentParser
import Foundation
import WageDomain

extension ValidationError {
  /// A usage error in both languages; ``UsageMessage`` takes the one that is asked for.
  init(zh: String, en: String) {
    self.init("\(UsageMessage.begin)\(zh)\(UsageMessage.middle)\(en)\(UsageMessage.end)")
  }
}

/// What the parser says of a command line it cannot take, in the language that is asked for.
///
/// The parser knows English alone and wraps our own messages into its own: theirs stand between marks of
/// the private use area, of which no text here has any.
enum UsageMessage {
  static let begin: Character = "\u{E000}"
  static let middle: Character = "\u{E001}"
  static let end: Character = "\u{E002}"

  static func text(
    _ message: String, of arguments: [String] = [], _ language: Language
  ) -> String {
    let own = chosen(belowZero(message, arguments), language)
    guard language == .chinese else { return own }
    return own.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.line(String($0)) }.joined(separator: "\n")
  }

  /// The parser takes `-5` for an option and tells of a missing value: no option here takes a number below
  /// zero, and that is what is told.
  private static func belowZero(_ message: String, _ arguments: [String]) -> String {
    guard message.contains("Missing value for '"),
      let place = arguments.indices.dropLast().first(where: { place in
        let next = arguments[place + 1].dropFirst()
        return arguments[place].hasPrefix("--") && arguments[place + 1].hasPrefix("-")
          && next.first?.isNumber ?? false && message.contains("'\(arguments[place]) ")
      })
    else { return message }
    let (option, value) = (arguments[place], arguments[place + 1])
    let told =
      "\(begin)\(option)：“\(value)”，不能是负数\(middle)\(option): '\(value)', expected no number below zero"
      + "\(end)"
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[0] = "Error: \(told)"
    return lines.joined(separator: "\n")
  }

  /// Our own messages in one language, the parser's words around them as they are.
  private static func chosen(_ message: String, _ language: Language) -> String {
    let parts = message.split(separator: begin, omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { text, part in
      guard let middle = part.firstIndex(of: Self.middle),
        let end = part.firstIndex(of: Self.end)
      else {
        return text += part
      }
      text +=
        language == .chinese
        ? part[..<middle] : part[part.index(after: middle)..<end]
      text += part[part.index(after: end)...]
    }
  }

  /// The parser's own words, what they are about between them.
  private static let phrases: [(en: String, zh: String)] = [
    ("Error: ", "错误："), ("Help:  ", "说明："), ("Usage: ", "用法："),
    ("Unknown option ", "没有选项 "), (". Did you mean ", "，是不是 "),
    ("Missing expected argument ", "缺少 "), ("Missing one of: ", "缺少其中之一："),
    ("Missing value for ", "缺少取值："), ("Unexpected argument ", "多余的参数 "),
    (" unexpected arguments: ", " 个多余的参数："), ("Missing required subcommand.", "缺少子命令。"),
    ("The option ", "选项 "), (" does not take any value, but ", " 不带取值，却写了 "),
    (" was specified.", "。"), ("Value to be set with ", ""),
    (" had already been set with ", " 与之前的重复："), ("The value ", "取值 "),
    (" is invalid for ", " 不能用于 "), ("Please provide one of the following:", "应为其中之一："),
    ("Please provide one of ", "应为其中之一："), ("Invalid option: ", "选项无效："),
    ("  See '", "  详见 '"), ("' for more information.", "'"),
  ]

  /// A line of the parser's frame, and the text of the option that it is about.
  private static func line(_ line: String) -> String {
    guard ["Error: ", "Help:  ", "Usage: ", "  See '"].contains(where: line.hasPrefix) else {
      return line
    }
    if line.hasPrefix("Help:  "), let gap = line.range(of: "  ", options: .backwards) {
      let label = line[..<gap.lowerBound].dropFirst("Help:  ".count)
      return "说明：\(label)  " + HelpPage.chinese.text(String(line[gap.upperBound...]))
    }
    guard line.hasPrefix("Error: ") || line.hasPrefix("  See '") else {
      return phrases.prefix(3).reduce(line) { text, phrase in
        text.hasPrefix(phrase.en) ? phrase.zh + text.dropFirst(phrase.en.count) : text
      }
    }
    return phrases.reduce(line) { text, phrase in text.replacing(phrase.en, with: phrase.zh) }
  }
}
