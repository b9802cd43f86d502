import Testing
import WageDomain

@Suite("Names and parts of industries")
struct IndustryNameTests {
  struct Named: CustomTestStringConvertible, Sendable {
    let why: String
    let code: String
    let name: String
    let division: String
    var testDescription: String { why }
  }

  @Test(
    "A code has the name of its division, a letter that of its section",
    arguments: [
      Named(why: "a section", code: "E", name: "建筑业", division: "E"),
      Named(why: "the first division", code: "01", name: "农业", division: "A01"),
      Named(why: "a division without its letter", code: "17", name: "纺织业", division: "C17"),
      Named(why: "a class", code: "C1819", name: "纺织服装、服饰业", division: "C18"),
      Named(why: "a class without its letter", code: "4710", name: "房屋建筑业", division: "E47"),
      Named(why: "the last of manufacturing", code: "C43", name: "金属制品、机械和设备修理业", division: "C43"),
      Named(why: "trade", code: "F52", name: "零售业", division: "F52"),
      Named(why: "catering", code: "6210", name: "餐饮业", division: "H62"),
      Named(why: "software", code: "I65", name: "软件和信息技术服务业", division: "I65"),
      Named(why: "real estate", code: "K70", name: "房地产业", division: "K70"),
      Named(why: "education", code: "P83", name: "教育", division: "P83"),
      Named(why: "the last division", code: "T97", name: "国际组织", division: "T97"),
    ])
  func name(_ named: Named) throws {
    let code = try #require(IndustryCode(named.code))
    #expect(IndustryName.name(of: code)?.zh == named.name)
    #expect(code.divisionText == named.division)
  }

  @Test("Every section and division has a name in both languages")
  func all() {
    let letters = "ABCDEFGHIJKLMNOPQRST".map(String.init)
    let divisions = (1...97).map { $0 < 10 ? "0\($0)" : "\($0)" }
    for code in letters + divisions {
      let name = IndustryCode(code).flatMap(IndustryName.name)
      #expect(name?.zh.isEmpty == false && name?.en.isEmpty == false, "\(code)")
    }
  }

  @Test(
    "An industry includes its parts, with and without letters",
    arguments: [
      ("C", "C1751", true), ("C", "1751", true), ("C17", "1751", true), ("17", "C1751", true),
      ("1751", "C17", false), ("17", "5175", false), ("C17", "C18", false), ("E", "C1751", false),
    ])
  func includes(_ whole: String, _ part: String, _ isPart: Bool) throws {
    let (whole, part) = (try #require(IndustryCode(whole)), try #require(IndustryCode(part)))
    #expect(whole.includes(part) == isPart)
  }
}
