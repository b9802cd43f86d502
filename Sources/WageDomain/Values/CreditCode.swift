/// A unified social credit code (统一社会信用代码) whose both check digits were proven.
///
/// Digits 3-8 name the authority that registered the firm, often one that no longer exists: they
/// never place or refuse a firm.
///
/// - Source: GB 32100-2015 (characters, check character mod 31); GB 11714 (organisation code at
///   positions 9-17, mod 11).
public struct CreditCode: Hashable, Comparable, Sendable {
  /// Eighteen characters of five bits each, first character highest; sorts as the text does.
  public let packed: UInt128

  /// - Parameter text: eighteen characters; lower-case letters are read as their upper case.
  /// - Throws: ``CreditCodeFault``, the first of length, character, organisation check, check.
  public init(_ text: some StringProtocol) throws(CreditCodeFault) {
    var copy = String(text)
    packed = try copy.withUTF8 { Self.parse(UnsafeRawBufferPointer($0)) }.get()
  }

  /// The same from bytes, without making a string; ingest reads millions of them.
  public init(utf8 bytes: UnsafeRawBufferPointer) throws(CreditCodeFault) {
    packed = try Self.parse(bytes).get()
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer) -> Result<UInt128, CreditCodeFault> {
    guard bytes.count == 18, bytes.allSatisfy({ $0 < 0x80 }) else {
      // A character of several bytes is one character: continuation bytes are not counted.
      let characters = bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      guard characters == 18 else { return .failure(.length(characters)) }
      return .failure(.character(firstUnknown(bytes)))
    }
    var packed: UInt128 = 0
    var sum = 0
    for position in 0..<18 {
      let value = values[Int(bytes[position])]
      guard value >= 0 else { return .failure(.character(position + 1)) }
      packed = packed << 5 | UInt128(truncatingIfNeeded: value)
      if position < 17 { sum += Int(value) * weights[position] }
    }
    guard organisationCheckHolds(bytes) else { return .failure(.organisationCheck) }
    guard (31 - sum % 31) % 31 == Int(values[Int(bytes[17])]) else { return .failure(.check) }
    return .success(packed)
  }

  /// A code read back from its own ``packed`` form, as the store keeps it in memory.
  public init(checkedPacked packed: UInt128) { self.packed = packed }

  /// Eighteen characters in upper case.
  public var text: String {
    String(unsafeUninitializedCapacity: 18) { buffer in
      for position in 0..<18 {
        buffer[position] =
          Self.alphabet[Int(truncatingIfNeeded: packed >> UInt128((17 - position) * 5) & 31)]
      }
      return 18
    }
  }

  public static func < (left: CreditCode, right: CreditCode) -> Bool { left.packed < right.packed }

  /// The code that a 17-character beginning leads to, both check digits computed.
  ///
  /// - Parameters:
  ///   - authorityAndRegion: positions 1-8.
  ///   - organisation: the eight characters of the organisation code's body, positions 9-16.
  /// - Returns: nil unless both are eight characters of the alphabet.
  public static func completing(authorityAndRegion: String, organisation: String) -> CreditCode? {
    guard authorityAndRegion.utf8.count == 8, organisation.utf8.count == 8,
      let inner = organisationCheckCharacter(Array(organisation.utf8))
    else { return nil }
    let body = Array(authorityAndRegion.utf8) + Array(organisation.utf8) + [inner]
    var sum = 0
    for (position, byte) in body.enumerated() {
      guard values[Int(byte)] >= 0 else { return nil }
      sum += Int(values[Int(byte)]) * weights[position]
    }
    let all = body + [alphabet[(31 - sum % 31) % 31]]
    return try? CreditCode(String(decoding: all, as: UTF8.self))
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8) + [0x3F]
  /// Powers of 3 modulo 31, GB 32100-2015 table 3.
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  /// GB 11714, the weights of the organisation code's eight characters.
  private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

  /// Byte to value 0...30, or -1.
  private static let values: [Int8] = {
    var table = [Int8](repeating: -1, count: 256)
    for (index, byte) in alphabet.dropLast().enumerated() {
      table[Int(byte)] = Int8(index)
      if byte >= 0x41 { table[Int(byte) + 32] = Int8(index) }
    }
    return table
  }()

  private static func organisationCheckHolds(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var sum = 0
    for position in 0..<8 {
      sum += organisationValue(bytes[8 + position]) * organisationWeights[position]
    }
    let expected = organisationCheck(sum)
    let found = bytes[16] >= 0x61 ? bytes[16] - 32 : bytes[16]
    return found == expected
  }

  private static func organisationCheckCharacter(_ body: [UInt8]) -> UInt8? {
    organisationCheck(
      zip(body, organisationWeights).reduce(0) { $0 + organisationValue($1.0) * $1.1 })
  }

  private static func organisationCheck(_ sum: Int) -> UInt8 {
    switch 11 - sum % 11 {
    case 10: UInt8(ascii: "X")
    case 11: UInt8(ascii: "0")
    case let digit: UInt8(0x30 + digit)
    }
  }

  /// GB 11714 counts letters from A = 10 to Z = 35.
  private static func organisationValue(_ byte: UInt8) -> Int {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x5A: Int(byte) - 55
    case 0x61...0x7A: Int(byte) - 87
    default: 0
    }
  }

  /// The 1-based position, in characters, of the first one outside the alphabet: those before it
  /// are one byte each.
  private static func firstUnknown(_ bytes: UnsafeRawBufferPointer) -> Int {
    (bytes.firstIndex { values[Int($0)] < 0 } ?? 0) + 1
  }
}

extension CreditCode: CustomStringConvertible {
  public var description: String { text }
}

/// Why a text is not a unified social credit code; the first fault, in this order.
public enum CreditCodeFault: Error, Hashable, Sendable {
  /// Not eighteen characters; holds how many there are.
  case length(Int)
  /// A character outside the alphabet (no I, O, S, V, Z); holds its position, 1-based.
  case character(Int)
  /// The organisation code's check digit at position 17 is wrong (GB 11714).
  case organisationCheck
  /// The check character at position 18 is wrong (GB 32100-2015).
  case check

  /// What was found and expected, in words.
  public var explanation: String { text.en }

  /// What was found and expected, in both languages.
  public var text: Bilingual {
    switch self {
    case .length(let count):
      Bilingual(zh: "发现 \(count) 位，应为 18 位", en: "found \(count) characters, expected 18")
    case .character(let position):
      Bilingual(
        zh: "第 \(position) 位不是数字或 I、O、S、V、Z 以外的大写字母",
        en: "character \(position) is none of 0-9, A-Z without I, O, S, V, Z")
    case .organisationCheck:
      Bilingual(
        zh: "第 17 位与第 9 至 16 位的校验不符（GB 11714）",
        en: "character 17 is not the check digit of characters 9 to 16 (GB 11714)")
    case .check:
      Bilingual(
        zh: "第 18 位与前 17 位的校验不符（GB 32100）",
        en: "character 18 is not the check character of the first 17 (GB 32100)")
    }
  }

  /// The stable name used in `code check --batch` and in rejects.
  public var code: String {
    switch self {
    case .length: "length"
    case .character: "character"
    case .organisationCheck: "organisation-check"
    case .check: "check"
    }
  }
}
