import ArgumentParser

/// A word of a closed vocabulary as a flag takes it.
enum WordArgument {
  /// - Throws: a usage error naming what was found and all words there are.
  static func parse<Word: RawRepresentable & CaseIterable>(
    _ text: String
  ) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        zh: "“\(text)”不认识；应为其中之一：\(words)。",
        en: "'\(text)' is unknown; expected one of \(words).")
    }
    return word
  }
}
