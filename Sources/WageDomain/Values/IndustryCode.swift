/// A code of the national industry classification: a section letter, two to four digits, or both.
///
/// - Source: GB/T 4754-2017, sections A-T and divisions 01-97.
public struct IndustryCode: Hashable, Comparable, Sendable {
  /// Upper case, e.g. `C1751`, `1751`, `E`.
  public let text: String

  /// - Returns: nil for an unknown section, a division outside the classification, or a section
  ///   letter that does not hold the division.
  public init?(_ text: some StringProtocol) {
    let upper = text.uppercased()
    var digits = Array(upper.utf8)
    var letter: UInt8?
    if let first = digits.first, first >= 0x41 { letter = first; digits.removeFirst() }
    if let letter, !(UInt8(ascii: "A")...UInt8(ascii: "T")).contains(letter) { return nil }
    guard letter != nil || !digits.isEmpty else { return nil }
    if !digits.isEmpty {
      guard (2...4).contains(digits.count), let number = Int(asciiDigits: digits),
        let section = Self.section(division: Int(asciiDigits: digits.prefix(2)) ?? 0), number > 0,
        letter == nil || letter == section
      else { return nil }
    }
    self.text = upper
  }

  /// The section letter A-T, also when the code was given as digits alone.
  public var section: Character {
    let bytes = Array(text.utf8)
    if let first = bytes.first, first >= 0x41 { return Character(UnicodeScalar(first)) }
    let division = Int(asciiDigits: bytes.prefix(2)) ?? 0
    return Character(UnicodeScalar(Self.section(division: division) ?? 0x3F))
  }

  /// The first two digits; nil for a section letter alone.
  public var division: Int? { digits.isEmpty ? nil : Int(asciiDigits: digits.prefix(2)) }

  /// The division with its section letter, e.g. `C17`; the letter alone where no digits are given.
  public var divisionText: String {
    let digits = String(decoding: digits.prefix(2), as: UTF8.self)
    return "\(section)\(digits)"
  }

  /// Whether `other` is this industry or a part of it, with or without its section letter.
  public func includes(_ other: IndustryCode) -> Bool {
    section == other.section && other.digits.starts(with: digits)
  }

  private var digits: [UInt8] { text.utf8.filter { $0 < 0x41 } }

  /// Section E: divisions 47-50.
  public var isConstruction: Bool { section == "E" }

  public static func < (left: IndustryCode, right: IndustryCode) -> Bool { left.text < right.text }

  private static let lastDivisions: [(letter: Character, last: Int)] = [
    ("A", 5), ("B", 12), ("C", 43), ("D", 46), ("E", 50), ("F", 52), ("G", 60), ("H", 62),
    ("I", 65), ("J", 69), ("K", 70), ("L", 72), ("M", 75), ("N", 79), ("O", 82), ("P", 83),
    ("Q", 85), ("R", 90), ("S", 96), ("T", 97),
  ]

  private static func section(division: Int) -> UInt8? {
    guard (1...97).contains(division) else { return nil }
    return lastDivisions.first { division <= $0.last }?.letter.asciiValue
  }
}

extension IndustryCode: CustomStringConvertible {
  public var description: String { text }
}
