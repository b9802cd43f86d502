public import WageDomain

/// The words of a reason in both languages, with places for the values compared: `{month}`.
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
  public func text(_ values: [String: Bilingual]) -> Bilingual {
    Bilingual(zh: Self.text(zh, values, .chinese), en: Self.text(en, values, .english))
  }

  private static func text(
    _ segments: [Segment], _ values: [String: Bilingual], _ language: Language
  ) -> String {
    var text = ""
    for segment in segments { text += segment.text(values, language) }
    return text
  }

  private enum Segment: Hashable, Sendable {
    case literal(String)
    case place(String)

    func text(_ values: [String: Bilingual], _ language: Language) -> String {
      switch self {
      case .literal(let text): text
      case .place(let name): values[name]?.text(language) ?? "{\(name)}"
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
      segments += [.literal(String(rest[..<open])), .place(name)]
      rest = rest[rest.index(after: close)...]
    }
    return segments + [.literal(String(rest))]
  }
}
