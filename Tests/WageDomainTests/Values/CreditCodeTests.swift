import Testing
import WageDomain

@Suite("CreditCode")
struct CreditCodeTests {
  private func code(_ index: Int) throws -> CreditCode {
    let body = "T" + String(repeating: "0", count: 7 - "\(index)".count) + "\(index)"
    return try #require(CreditCode.completing(authorityAndRegion: "91330503", organisation: body))
  }

  private func fault(_ text: String) -> CreditCodeFault? {
    do {
      _ = try CreditCode(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("Both check digits follow from the seventeen characters before them, by a plain sum")
  func completing() throws {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    for index in 0..<500 {
      let text = Array(try code(index).text)
      #expect(text.count == 18)
      let inner = (0..<8).map { place in
        (Int(String(text[8 + place]), radix: 36) ?? 0) * [3, 7, 9, 10, 5, 8, 4, 2][place]
      }.reduce(0, +)
      #expect(Array("0123456789X0")[11 - inner % 11] == text[16])
      var power = 1
      var outer = 0
      for character in text.dropLast() {
        outer += (alphabet.firstIndex(of: character) ?? 0) * power
        power = power * 3 % 31
      }
      #expect(alphabet[(31 - outer % 31) % 31] == text[17])
    }
  }

  @Test("A completed code is read, in either case, and reads back in upper case")
  func bothCases() throws {
    for index in 0..<500 {
      let code = try code(index)
      #expect(try CreditCode(code.text) == code)
      #expect(try CreditCode(code.text.lowercased()) == code)
      #expect(try CreditCode(code.text.lowercased()).text == code.text)
      #expect(CreditCode(checkedPacked: code.packed) == code)
      #expect(code.description == code.text)
    }
  }

  @Test("Every organisation check digit occurs, X and 0 among them")
  func innerDigits() throws {
    let digits = Set(try (0..<200).map { Array(try code($0).text)[16] })
    #expect(digits == Set("0123456789X"))
  }

  @Test("Bytes are read as text is")
  func bytes() throws {
    let code = try code(1)
    let read = try Array(code.text.utf8).withUnsafeBytes { bytes throws(CreditCodeFault) in
      try CreditCode(utf8: bytes)
    }
    #expect(read == code)
  }

  @Test("Codes sort as their texts do")
  func order() throws {
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let codes = (0..<2_000).compactMap { _ in
      let text = String((0..<16).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
      return CreditCode.completing(
        authorityAndRegion: String(text.prefix(8)), organisation: String(text.suffix(8)))
    }
    #expect(codes.count == 2_000)
    #expect(codes.sorted().map(\.text) == codes.map(\.text).sorted())
  }

  @Test(
    "The first fault: length, character, organisation check, check",
    arguments: [
      ("", CreditCodeFault.length(0), "nothing"),
      ("9133050300000", .length(13), "an old registration number"),
      ("913305030000000000000", .length(21), "three too many"),
      ("一二三", .length(3), "characters are counted, not bytes"),
      ("９１３３０５０３0000000000", .character(1), "full-width digits"),
      ("9133050300000000中0", .character(17), "eighteen characters, one of them Chinese"),
      ("91I30503000000中000", .character(3), "the first of two"),
      ("O1330503000000000X", .character(1), "the letter O"),
      ("91330503S00000000X", .character(9), "the letter S"),
      ("9133050300000000 0", .character(17), "a space"),
      ("91330503\u{0}000000000", .character(9), "a zero byte"),
      ("91330503000000000?", .character(18), "a mark"),
    ] as [(String, CreditCodeFault, String)])
  func faults(text: String, expected: CreditCodeFault, why: String) {
    #expect(fault(text) == expected, "\(why)")
  }

  @Test("Each of I, O, S, V, Z is outside the alphabet, in either case")
  func missingLetters() throws {
    for letter in "IOSVZiosvz" {
      var text = Array(try code(1).text)
      text[10] = letter
      #expect(fault(String(text)) == .character(11))
    }
  }

  @Test("Every change of one character is found, and named by the check that finds it")
  func oneCharacterChanged() throws {
    let text = Array(try code(42).text)
    for place in 0..<18 {
      for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != text[place] {
        var changed = text
        changed[place] = other
        let found = fault(String(changed))
        switch place {
        case 0..<8, 17: #expect(found == .check)
        case 16: #expect(found == .organisationCheck)
        default: #expect(found == .organisationCheck || found == .check)
        }
      }
    }
  }

  @Test(
    "What cannot be completed",
    arguments: [
      ("9133050", "T0000001", "seven characters"), ("91330503", "T000001", "seven characters"),
      ("91330503", "O0000001", "the letter O"), ("9133050I", "T0000001", "the letter I"),
      ("91330503", "中中T1", "eight bytes that are no eight characters"),
    ])
  func notCompleted(authority: String, organisation: String, why: String) {
    #expect(
      CreditCode.completing(authorityAndRegion: authority, organisation: organisation) == nil,
      "\(why)")
  }

  @Test("The stable names of the faults")
  func names() {
    #expect(
      [CreditCodeFault.length(1), .character(1), .organisationCheck, .check].map(\.code)
        == ["length", "character", "organisation-check", "check"])
  }
}
