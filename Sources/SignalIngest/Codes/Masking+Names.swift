import WageDomain

extension Masking {
  /// A cell without personal data of its own, in a feed that has some: numbers of persons are hidden,
  /// and so is what may be a name one cell off. `field` is nil for a column that the feed does not know,
  /// which may hold anything.
  ///
  /// A text under a number, a day or a code is no value of it. A text column has no shape that a name
  /// could break: there a text that looks like a name is hidden, unless the schema lists it as usual.
  static func hidingSlips(_ text: String, in field: FeedField?) -> String {
    let shown = hidingNumbers(text)
    guard field.map({ isName(text, in: $0, hasNumber: shown != text) }) ?? true else {
      return shown
    }
    return PersonalMask.name(bare(text))
  }

  private static func bare(_ cell: String) -> String {
    String(cell.drop { $0 == "\"" || $0.isWhitespace })
  }

  /// Values of a list and codes may be misspelled in Latin letters; a number and a day have none. No
  /// name is one character alone, which may be a unit or 是.
  private static func isName(_ text: String, in field: FeedField, hasNumber: Bool) -> Bool {
    let letters = text.unicodeScalars.filter {
      $0.properties.isAlphabetic && !calendarWords.contains($0)
    }
    switch field.kind {
    case .text:
      let value = String(bare(text).prefix { $0 != "\"" })
      return !field.usual.contains(value) && looksLikeName(value, hasNumber: hasNumber)
    case .number, .month, .day, .instant: return letters.count > 1
    case .creditCode, .townCode, .industryCode, .boolean, .oneOf:
      return letters.count { !$0.narrowed.isASCII } > 1
    }
  }

  /// Two to four Chinese characters (up to ten with a dot between parts), or two to four Latin words;
  /// beside a number of a person whatever else stands there.
  ///
  /// A short name of a place looks the same and is hidden too: 南浔镇 may be 刘镇's.
  private static func looksLikeName(_ text: String, hasNumber: Bool) -> Bool {
    guard !companyWords.contains(where: text.contains) else { return false }
    let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    let letters = scalars.filter(\.properties.isAlphabetic)
    let han = letters.count(where: \.properties.isIdeographic)
    if han == letters.count {
      let dots = scalars.count(where: nameDots.contains)
      let isBare = scalars.count == han + dots
      return (isBare || hasNumber) && (2...(dots > 0 ? 10 : 4)).contains(han)
    }
    let words = text.split { !$0.isLetter && $0 != "'" && $0 != "-" }
      .filter { $0.contains(where: \.isLetter) }
    guard han == 0, (2...4).contains(words.count) else { return false }
    let isBare = text.allSatisfy { $0.isLetter || $0.isWhitespace || "'-.,·".contains($0) }
    return (isBare || hasNumber) && !words.contains { latinCompanyWords.contains($0.lowercased()) }
  }

  private static let calendarWords = Set("年月日时分秒".unicodeScalars)
  private static let nameDots = Set("·•・‧．.".unicodeScalars)
  /// Of two characters and more: 厂, 店, 村 and their like end given names too.
  private static let companyWords = ["公司", "中心", "项目", "工地", "车间", "大厦", "广场"]
  private static let latinCompanyWords: Set<String> = [
    "co", "company", "corp", "corporation", "inc", "limited", "llc", "ltd", "plaza", "road",
    "street",
  ]
}
