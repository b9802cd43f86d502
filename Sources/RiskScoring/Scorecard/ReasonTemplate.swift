public import WageDomain

/// The words of a reason in both languages, with places for the values compared: `{month}`. An
/// English noun after a place ends in `(s)` where the value settles its number: `{months} month(s)`.
public struct ReasonTemplate: Hashable, Sendable {
  private let zh: [Segment]
  private let en: [Segment]

  /// - Parameters:
  ///   - text: the words, each place a name in braces.
  ///   - offered: the names that the kind gives values for.
  /// - Throws: ``ScorecardFault`` for a name that is not offered, or a brace without its partner.
  public init(_ text: Bilingual, offered: [String]) throws(ScorecardFault) {
    zh = try Self.segments(text.zh, offered)
    en = try Self.segments(text.en, offered)
  }

  /// The words with `values` by name in their places; a name without a value stays in braces, so
  /// that it is seen.
  public func text(_ values: ReasonValues) -> Bilingual {
    Bilingual(zh: Self.text(zh, values, .chinese), en: Self.text(en, values, .english))
  }

  private static func text(
    _ segments: [Segment], _ values: ReasonValues, _ language: Language
  ) -> String {
    var text = ""
    for segment in segments { text += segment.text(values, language) }
    return text
  }

  private enum Segment: Hashable, Sendable {
    case literal(String)
    case place(String)
    /// Words of which some end in `(s)`, after the place that counts them.
    case counted(String, by: String)

    func text(_ values: ReasonValues, _ language: Language) -> String {
      switch self {
      case .literal(let text): return text
      case .place(let name): return values[name]?.text(language) ?? "{\(name)}"
      case .counted(let words, let name):
        // Also of `at least 1`.
        let isOne = values[name]?.text(language).split(separator: " ").last == "1"
        return words.replacing("(s)", with: isOne ? "" : "s")
      }
    }
  }

  private static func segments(
    _ text: String, _ offered: [String]
  ) throws(ScorecardFault) -> [Segment] {
    var segments: [Segment] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw ScorecardFault(
          found: Bilingual(zh: "单独的 \(rest[open])", en: "a lone \(rest[open])"),
          expected: Bilingual(zh: "成对的花括号", en: "braces in pairs"))
      }
      let name = String(rest[rest.index(after: open)..<close])
      guard offered.contains(name) else {
        throw ScorecardFault(
          found: .same("{\(name)}"),
          expected: Bilingual(
            zh: "以下之一：\(offered.map { "{\($0)}" }.joined(separator: " "))",
            en: "one of \(offered.map { "{\($0)}" }.joined(separator: " "))"))
      }
      segments += [words(String(rest[..<open]), after: segments.last), .place(name)]
      rest = rest[rest.index(after: close)...]
    }
    return segments + [words(String(rest), after: segments.last)]
  }

  private static func words(_ text: String, after last: Segment?) -> Segment {
    guard case .place(let name) = last, text.contains("(s)") else { return .literal(text) }
    return .counted(text, by: name)
  }
}
