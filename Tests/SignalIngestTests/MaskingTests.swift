import Testing
import WageDomain

@testable import SignalIngest

@Suite("Numbers and names that slipped into another cell")
struct MaskingTests {
  @Test(
    "A number of a person is hidden however it is typed",
    arguments: [
      (why: "plain digits", text: "13800001111", shown: "138****1111"),
      ("full-width digits", "电话１３８００００１１１１", "电话１３８****１１１１"),
      ("hyphens", "138-0000-1111", "138-****-1111"),
      ("spaces", "138 0000 1111", "138 **** 1111"),
      ("a space after each digit", "1 3 8 0 0 0 0 1 1 1 1", "1 3 8 * * * * 1 1 1 1"),
      ("dots and full-width hyphens", "138.0000－1111", "138.****－1111"),
      ("spaces around a hyphen", "138 - 0000 - 1111", "138 - **** - 1111"),
      ("the country's number", "+8613800002222", "+86138****2222"),
      ("with zeros", "008613800002222", "0086138****2222"),
      ("apart from it", "+86 138 0000 2222", "+86 138 **** 2222"),
      ("a landline", "0572-8888888", "057*-***8888"),
      ("of a large city", "010-62345678", "010-****5678"),
      ("of seven digits there", "010-6234567", "01*-***4567"),
      ("in brackets", "(0572)8888888", "(057*)***8888"),
      ("not divided", "05728888888", "057****8888"),
      ("an old identity number", "330501800101123", "330501*****1123"),
      ("a new one", "330501198001011231", "330501********1231"),
      ("ending in a small x", "身份证33050119800101123x", "身份证330501********123x"),
      ("in parts", "330501 19800101 123X", "330501 ******** 123X"),
      ("in full width", "３３０５０１１９８００１０１１２３Ｘ", "３３０５０１********１２３Ｘ"),
      ("a mistyped month of birth", "330501198013011231", "330501********1231"),
      ("a mobile and a landline", "138-0000-1111 0572-8888888", "138-****-1111 057*-***8888"),
      ("two of them", "13800001111 13900002222", "138****1111 139****2222"),
    ])
  func numbers(why: String, text: String, shown: String) {
    #expect(Masking.hidingNumbers(text) == shown, "\(why)")
  }

  @Test(
    "At least four characters of a number are hidden; a shorter one shows its first alone",
    arguments: [
      (why: "a mobile phone", kind: PersonalData.phone, text: "13800001111", shown: "138****1111"),
      ("a landline without its area", .phone, "39123456", "3**"),
      ("one with it", .phone, "0572-3000000", "057*****0000"),
      ("ten digits", .phone, "0106234567", "0**"),
      ("an identity number", .identityNumber, "330501198001011231", "330501********1231"),
      ("an old one", .identityNumber, "330501800101123", "330501*****1123"),
      ("one that was cut", .identityNumber, "33050119800", "3**"),
      ("one cut after the year and month", .identityNumber, "33050119800101", "330501****0101"),
    ])
  func kinds(why: String, kind: PersonalData, text: String, shown: String) {
    #expect(Masking.masked(text, as: kind) == shown, "\(why)")
  }

  @Test(
    "What is no number of a person stays",
    arguments: [
      (why: "a credit code", text: "91330503MA2B4XYT6D"), ("a town", "330503100"),
      ("a village", "330503100001"), ("a case", "(2026)浙0503民初1234号"),
      ("a document", "浔劳监字(2026)00086号"), ("an amount", "1,380,000.11"),
      ("a large one", "213800001111.5"), ("a month", "2026-10"), ("a day", "2026-10-05 08:30"),
      ("a hotline and a day", "12345 2026-10-05"), ("an hour and a day", "15 2026-10-05 08"),
      ("a small amount and a day", "1.5 2026-10-05 8"), ("a town and a month", "330503100 2026-10"),
      ("a registration number of 15 digits", "330503000012345"), ("a meter", "NX2024110400001"),
      ("a padded number", "00012345678"), ("a project", "330503-2024-0017"),
      ("two days", "2026-10-05 - 2026-11-05"),
    ])
  func otherNumbers(why: String, text: String) {
    #expect(Masking.hidingNumbers(text) == text, "\(why)")
  }

  @Test("A valid credit code of digits alone is no identity number")
  func codeOfDigits() throws {
    let codes = (0..<2000).compactMap { number in
      CreditCode.completing(
        authorityAndRegion: "91330519", organisation: "\(19_800_000 + number)")?.text
    }.filter { $0.allSatisfy(\.isNumber) }
    let code = try #require(codes.first { $0.dropFirst(6).hasPrefix("19") })
    #expect(Masking.hidingNumbers(code) == code)
  }

  @Test(
    "In a text column of a feed with persons what looks like a name is hidden",
    arguments: [
      (why: "a name", text: "王小明", shown: "王**"), ("in quotes", "\"王小明\"", "王**"),
      ("spaced out", "王 小 明", "王**"), ("of four characters", "欧阳小明", "欧**"),
      ("with a dot", "阿依古丽·买买提", "阿**"), ("Latin", "Wang Xiaoming", "W**"),
      ("beside a number", "王小明 138-0000-1111", "王**"),
      ("a short place may be a name, too", "刘镇", "刘**"),
      ("a company", "甲公司", "甲公司"), ("a firm's full name", "湖州甲乙纺织有限公司", "湖州甲乙纺织有限公司"),
      ("a place in full", "南浔镇某某路88号", "南浔镇某某路88号"), ("a house", "3号楼", "3号楼"),
      ("a company and a phone", "甲公司13812345678", "甲公司138****5678"),
      ("a Latin company", "Acme Ltd.", "Acme Ltd."), ("a code", "GR-2026-0001", "GR-2026-0001"),
      ("one character", "是", "是"), ("nothing", "", ""),
    ])
  func names(why: String, text: String, shown: String) throws {
    let field = try #require(try Support.schema(.complaints).field("place"))
    #expect(Masking.hidingSlips(text, in: field) == shown, "\(why)")
  }

  @Test(
    "The register's usual states are no names",
    arguments: [("存续", "存续"), ("注销", "注销"), ("李四光", "李**"), ("歇业", "歇业")])
  func states(_ text: String, _ shown: String) throws {
    #expect(try Support.schema(.firms).shown(text, in: "status") == shown)
    #expect(try Support.schema(.payroll).shown(text, in: "batch_no") == text, "no persons")
  }

  @Test("A control total with a name and a phone in its cell is told without them")
  func controlTotal() throws {
    let read = try Support.read(
      .complaints,
      "complaint_no,channel,received_at,persons\nC1,fax,2026-10-05 08:30,3\n"
        + "合计,,,制表人王小明13800001111\n")
    #expect(read.reader.findings.map(\.code) == ["control-total"])
    #expect(read.reader.findings.map(\.found.zh) == ["制**"])
  }
}
