import Testing
import WageDomain

@Suite("CountyCode and TownCode")
struct RegionCodeTests {
  @Test(
    "What is a county's code",
    arguments: [
      ("330503", true, "a district"), ("110101", true, "the first of all"),
      ("330500", false, "a prefecture"), ("330000", false, "a province"),
      ("33050", false, "five digits"), ("3305030", false, "seven digits"),
      ("０30503", false, "a full-width digit"), ("-30503", false, "a sign"),
      ("100101", false, "no province 10"), ("", false, "nothing"),
    ])
  func county(text: String, valid: Bool, why: String) {
    #expect((CountyCode(text) != nil) == valid, "\(why)")
    if valid { #expect(CountyCode(text)?.description == text) }
  }

  @Test(
    "What is a town's code",
    arguments: [
      ("330503100", "330503100", "nine digits"),
      ("330503100000", "330503100", "the statistical code of the town itself"),
      ("330503100001", nil, "a village"), ("330503000", nil, "the county as a whole"),
      ("330500001", nil, "no county"), ("330503", nil, "a county"),
      ("33050310", nil, "eight digits"), ("3305031000", nil, "ten digits"),
      ("33050310a", nil, "a letter"), ("", nil, "nothing"),
    ] as [(String, String?, String)])
  func town(text: String, expected: String?, why: String) {
    #expect(TownCode(text)?.description == expected, "\(why)")
  }

  @Test("A town knows its county, and codes sort by number")
  func order() throws {
    let town = try #require(TownCode("330503100"))
    #expect(town.county == CountyCode("330503"))
    #expect(try town < #require(TownCode("330521001")))
    #expect(try town.county < #require(CountyCode("330521")))
  }
}
