/// The two languages of every text a person reads.
public enum Language: String, CaseIterable, Sendable {
  case chinese = "zh"
  case english = "en"
}

/// A text in both languages.
public struct Bilingual: Hashable, Sendable {
  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// A text that is no language: a number, a cell, the name of a file.
  public static func same(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }

  public func text(_ language: Language) -> String {
    switch language {
    case .chinese: zh
    case .english: en
    }
  }
}
