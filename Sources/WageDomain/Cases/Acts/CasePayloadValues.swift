/// The stored words of an event's payload, read as what they stand for.
public struct CasePayloadValues: Sendable {
  /// Few, so that looking through them takes less time than a dictionary.
  private let words: [(key: String, value: String)]

  /// No key may stand in `words` twice.
  public init(_ words: [(key: String, value: String)]) { self.words = words }

  init(_ words: [String: String]) { self.init(Array(words)) }

  subscript(_ key: String) -> String? { words.first { $0.key == key }?.value }

  /// Nil when it is missing or no whole number.
  func number(_ key: String) -> Int? { self[key].flatMap { Int($0) } }

  /// Nil when it is missing or no day.
  func day(_ key: String) -> Day? { self[key].flatMap { Day($0) } }

  /// Nil when it is missing or none of the words of its vocabulary.
  func word<Word: RawRepresentable>(_ key: String) -> Word? where Word.RawValue == String {
    self[key].flatMap(Word.init(rawValue:))
  }
}
