/// The stored words of an event's payload, read as what they stand for.
struct CasePayloadValues {
  private let words: [String: String]

  init(_ words: [String: String]) { self.words = words }

  subscript(_ key: String) -> String? { words[key] }

  /// Nil when it is missing or no whole number.
  func number(_ key: String) -> Int? { words[key].flatMap { Int($0) } }

  /// Nil when it is missing or no day.
  func day(_ key: String) -> Day? { words[key].flatMap { Day($0) } }

  /// Nil when it is missing or none of the words of its vocabulary.
  func word<Word: RawRepresentable>(_ key: String) -> Word? where Word.RawValue == String {
    words[key].flatMap(Word.init(rawValue:))
  }
}
