import Testing
import WageDomain

@Suite("IndustryCode")
struct IndustryCodeTests {
  @Test(
    "Codes and the section they lie in",
    arguments: [
      ("E", "E"), ("e", "E"), ("C1751", "C"), ("c1751", "C"), ("1751", "C"), ("47", "E"),
      ("E50", "E"), ("501", "E"), ("01", "A"), ("0111", "A"), ("05", "A"), ("06", "B"),
      ("12", "B"), ("13", "C"), ("43", "C"), ("44", "D"), ("46", "D"), ("51", "F"), ("52", "F"),
      ("53", "G"), ("60", "G"), ("61", "H"), ("62", "H"), ("63", "I"), ("65", "I"), ("66", "J"),
      ("69", "J"), ("70", "K"), ("71", "L"), ("72", "L"), ("73", "M"), ("75", "M"), ("76", "N"),
      ("79", "N"), ("80", "O"), ("82", "O"), ("83", "P"), ("84", "Q"), ("85", "Q"), ("86", "R"),
      ("90", "R"), ("91", "S"), ("96", "S"), ("97", "T"),
    ] as [(String, Character)])
  func sections(text: String, section: Character) throws {
    let code = try #require(IndustryCode(text))
    #expect(code.section == section)
    #expect(code.text == text.uppercased())
    #expect(code.isConstruction == (section == "E"))
  }

  @Test(
    "What is no code of the classification",
    arguments: [
      ("", "nothing"), ("U", "no such section"), ("98", "no such division"), ("00", "division 0"),
      ("C47", "division 47 is construction"), ("1", "one digit"), ("C1", "one digit"),
      ("17511", "five digits"), ("CC17", "two letters"), ("C 17", "a space"), ("中", "Chinese"),
      ("Ｅ47", "full width"), ("17-5", "a dash"),
    ])
  func refused(text: String, why: String) {
    #expect(IndustryCode(text) == nil, "\(why)")
  }

  @Test("Codes sort as their texts do")
  func order() throws {
    #expect(try #require(IndustryCode("C17")) < #require(IndustryCode("E47")))
  }
}
