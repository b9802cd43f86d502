/// A number format: one look, or several of which conditions choose by the number itself, as
/// `[>=20000]0"万";0` shows 12345 as it is.
///
/// Without a written condition the first section counts, in which a negative number has its sign.
///
/// - Source: ECMA-376 part 1, 18.8.31 (sections and conditions).
struct CellFormat: Hashable {
  private let choices: [Choice]

  private struct Choice: Hashable {
    /// Nil for what the sections before leave over.
    let condition: Condition?
    let look: CellLook
  }

  static let plain = CellFormat(.plain)

  private init(choices: [Choice]) { self.choices = choices }

  init(_ look: CellLook) { self.init(choices: [Choice(condition: nil, look: look)]) }

  /// A format code such as `[<1]0%;0`.
  init(code: String) {
    let sections = Self.sections(of: code).prefix(3)
    let written = sections.map { Condition(in: $0) }
    guard written.first.flatMap(\.self) != nil else {
      self.init(CellLook(code: code))
      return
    }
    let choices = zip(sections, written).enumerated().map { place, section in
      // Of three sections the second without a condition is for negative numbers.
      let condition = section.1 ?? (place == 1 && sections.count == 3 ? .negative : nil)
      let isNegative = condition?.isOfNegatives ?? false
      return Choice(
        condition: condition,
        look: CellLook(code: isNegative ? Self.withoutSign(section.0) : String(section.0)))
    }
    self.init(choices: choices)
  }

  /// The look of a number; plain where no section is for it.
  func look(of number: Double) -> CellLook {
    choices.first { $0.condition?.holds(for: number) ?? true }?.look ?? .plain
  }

  /// Of what is no number.
  var first: CellLook { choices.first?.look ?? .plain }

  /// A number as text needs no conversion where there is nothing to choose.
  var only: CellLook? { choices.count == 1 && choices[0].condition == nil ? choices[0].look : nil }

  /// The code between semicolons that are no text.
  private static func sections(of code: String) -> [Substring] {
    var sections: [Substring] = []
    var (start, place) = (code.startIndex, code.startIndex)
    var closing: Character?
    while place < code.endIndex {
      let character = code[place]
      if let end = closing {
        if character == end { closing = nil }
      } else if character == "\"" || character == "[" {
        closing = character == "[" ? "]" : "\""
      } else if "\\!_*".contains(character) {
        place = code.index(after: place)
        if place == code.endIndex { break }
      } else if character == ";" {
        sections.append(code[start..<place])
        start = code.index(after: place)
      }
      place = code.index(after: place)
    }
    return sections + [code[start...]]
  }

  /// The sign that the section writes before its digits is the number's own.
  private static func withoutSign(_ section: Substring) -> String {
    var head = ""
    var rest = section
    while let character = rest.popFirst() {
      if character == "[" {
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count)
        head += "[" + inside
        continue
      }
      if "0#?Gg".contains(character) { break }
      if character == "-" {
        let isEscaped = head.last == "\\" || head.last == "!"
        return String(head.dropLast(isEscaped ? 1 : 0)) + rest
      }
      head.append(character)
    }
    return String(section)
  }
}

/// `[>=20000]`
private struct Condition: Hashable {
  private let comparison: String
  private let bound: Double

  static let negative = Condition(comparison: "<", bound: 0)

  private init(comparison: String, bound: Double) {
    self.comparison = comparison
    self.bound = bound
  }

  /// Nil for a section without one.
  init?(in section: Substring) {
    guard let found = section.firstMatch(of: /\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]/),
      let bound = Double(found.2)
    else { return nil }
    self.init(comparison: String(found.1), bound: bound)
  }

  var isOfNegatives: Bool { comparison == "<" && bound <= 0 || comparison == "<=" && bound < 0 }

  func holds(for number: Double) -> Bool {
    switch comparison {
    case "<": number < bound
    case "<=": number <= bound
    case ">": number > bound
    case ">=": number >= bound
    case "=": number == bound
    default: number != bound
    }
  }
}
