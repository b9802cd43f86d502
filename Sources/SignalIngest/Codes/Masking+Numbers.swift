import WageDomain

extension Masking {
  /// Any text with the numbers hidden that look like a person's, however they are typed: mobile phones
  /// (11 digits from 1), landlines (0xx-xxxxxxxx) and identity numbers (18 characters, 15 the old ones),
  /// in full-width digits too, and with spaces, hyphens or dots between the digits. For rows whose cells
  /// may have slipped.
  public static func hidingNumbers(_ text: String) -> String {
    var characters = Array(text)
    var hidden = false
    for chain in chains(characters.map(folded)) {
      var group = 0
      while group < chain.groups.count {
        guard let match = chain.match(from: group) else {
          group += 1
          continue
        }
        for place in match.places.dropFirst(match.first).dropLast(match.last) {
          characters[place] = "*"
        }
        hidden = true
        group = match.nextGroup
      }
    }
    return hidden ? String(characters) : text
  }

  /// The ASCII character that a full-width one, a dash, a dot or a space of another kind stands for.
  private static func folded(_ character: Character) -> Character {
    guard !character.isASCII, let scalar = character.unicodeScalars.first else { return character }
    guard !scalar.narrowed.isASCII else { return Character(scalar.narrowed) }
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xFE63: return "-"
    case 0xB7, 0x2022, 0x2027, 0x3002, 0x30FB: return "."
    default: return character.isWhitespace ? " " : character
    }
  }

  private static func chains(_ characters: [Character]) -> [DigitChain] {
    var chains: [DigitChain] = []
    var chain = DigitChain()
    var lastDigit = -1
    for (place, character) in characters.enumerated() {
      guard character.isASCII, let digit = character.wholeNumberValue else { continue }
      let between = characters[(lastDigit + 1)..<place]
      if lastDigit >= 0, between.isEmpty {
        chain.groups[chain.groups.count - 1].append(place)
      } else if lastDigit >= 0, between.count <= DigitChain.widestGap,
        between.allSatisfy(DigitChain.separators.contains)
      {
        chain.groups.append([place])
      } else {
        if lastDigit >= 0 { chains.append(chain) }
        chain = DigitChain()
        chain.groups = [[place]]
      }
      chain.digits[place] = digit
      lastDigit = place
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      if next == "X" || next == "x" { chain.lettersX.insert(place + 1) }
    }
    if lastDigit >= 0 { chains.append(chain) }
    return chains
  }
}

/// Runs of digits with nothing but spaces, hyphens, dots and brackets between them.
private struct DigitChain {
  /// Where the digits stand in the text.
  var groups: [[Int]] = []
  var digits: [Int: Int] = [:]
  /// Where an X follows a digit, as the last character of an identity number may be.
  var lettersX: Set<Int> = []

  static let separators: Set<Character> = [" ", "-", ".", "(", ")"]
  /// As in `138 - 0000`.
  static let widestGap = 3

  /// A number of a person.
  struct Match {
    /// Of its characters.
    let places: [Int]
    /// How many characters at either end may be seen.
    let first: Int
    let last: Int
    let nextGroup: Int
  }

  /// The number of a person that begins with a group: one of 18 characters, else the shortest, since
  /// another number may follow.
  func match(from start: Int) -> Match? {
    var places: [Int] = []
    var best: Match?
    for end in start..<groups.count where places.count < 18 {
      places += groups[end]
      let parts = groups[start...end].map { $0.map { digits[$0] ?? 0 } }
      guard let kept = kept(places, parts) else { continue }
      let match = Match(
        places: kept.places, first: kept.first, last: kept.last, nextGroup: end + 1)
      if kept.places.count == 18 { return match }
      best = best ?? match
    }
    return best
  }

  private func kept(
    _ places: [Int], _ parts: [[Int]]
  ) -> (places: [Int], first: Int, last: Int)? {
    let number = parts.flatMap(\.self)
    let isWhole = parts.count == 1
    let end = (places.last ?? 0) + 1
    if number.count == 17, lettersX.contains(end), Self.isIdentity(number + [0], isWhole: isWhole) {
      return (places + [end], 6, 4)
    }
    if number.count == 18, Self.isIdentity(number, isWhole: isWhole) { return (places, 6, 4) }
    if number.count == 15, Self.isOldIdentity(number), isWhole || !Self.holdsMonth(parts) {
      return (places, 6, 4)
    }
    if number.count == 11, number[0] == 1, isWhole || (3...9).contains(number[1]),
      isWhole || !Self.holdsMonth(parts)
    {
      return (places, 3, 4)
    }
    if Self.isLandline(number, parts) {
      return (places, min(3, number.count - 4 - PersonalMask.leastHidden), 4)
    }
    // The country's number before it, without anything between.
    for prefix in [[8, 6], [0, 0, 8, 6]]
    where isWhole && number.count == prefix.count + 11 && number.starts(with: prefix) {
      let phone = number.dropFirst(prefix.count)
      guard phone.first == 1 else { continue }
      return (Array(places.dropFirst(prefix.count)), 3, 4)
    }
    return nil
  }

  /// 18 digits with a year of birth, and a month and day where the digits stand apart; a credit code
  /// whose check digits are right is none.
  private static func isIdentity(_ number: [Int], isWhole: Bool) -> Bool {
    let year = number[6] * 10 + number[7]
    guard year == 19 || year == 20 else { return false }
    guard isWhole else { return isMonthAndDay(number[10..<14]) }
    return (try? CreditCode(number.map(String.init).joined())) == nil
  }

  /// 15 digits from a province, with month and day of birth.
  private static func isOldIdentity(_ number: [Int]) -> Bool {
    (1...8).contains(number[0]) && isMonthAndDay(number[8..<12])
  }

  private static func isMonthAndDay(_ digits: ArraySlice<Int>) -> Bool {
    let parts = Array(digits)
    return (1...12).contains(parts[0] * 10 + parts[1])
      && (1...31).contains(parts[2] * 10 + parts[3])
  }

  /// A year and a month beside each other: a date and something else, no number of a person.
  private static func holdsMonth(_ parts: [[Int]]) -> Bool {
    zip(parts, parts.dropFirst()).contains { year, month in
      year.count == 4 && (year[0] * 10 + year[1] == 19 || year[0] * 10 + year[1] == 20)
        && month.count <= 2 && (1...12).contains(month.reduce(0) { $0 * 10 + $1 })
    }
  }

  /// An area's number (010, 02x or 0xxx) and 7 or 8 digits that do not begin with 0, 1 or 9.
  private static func isLandline(_ number: [Int], _ parts: [[Int]]) -> Bool {
    guard parts.count <= 2, number.count > 9, number[0] == 0, number[1] != 0 else { return false }
    let area = number[1] <= 2 ? 3 : 4
    guard parts.count == 1 || parts[0].count == area else { return false }
    let local = number.dropFirst(area)
    return (7...8).contains(local.count) && (2...8).contains(local.first ?? 0)
  }
}
