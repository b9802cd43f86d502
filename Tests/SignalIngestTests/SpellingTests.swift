import SignalIngest
import Testing
import WageDomain

@Suite("Accepted spellings")
struct SpellingTests {
  @Test(
    "Numbers are exact in the stored unit",
    arguments: [
      ("5", 5000), ("5.1", 5100), ("5.12", 5120), ("\"1,234.50\"", 1_234_500), ("007", 7000),
      ("１２．５", 12_500), ("\"１，２３４\"", 1_234_000), (" 5 ", 5000), ("　5　", 5000), ("-0", 0),
      ("\"1,234,567\"", 1_234_567_000), ("90000000000", 90_000_000_000_000),
    ] as [(String, Int64)])
  func number(_ text: String, _ stored: Int64) throws {
    let read = try Support.read(.electricity, "account_no,month,quantity\nA1,2026-10,\(text)\n")
    #expect(read.rejects == [])
    #expect(read.integers("quantity") == [stored])
  }

  @Test("A negative fee is a refund, an empty one absent")
  func fees() throws {
    let read = try Support.read(
      .electricity, "account_no,month,quantity,fee_yuan\nA1,2026-10,5,-12.30\nA2,2026-10,5,\n")
    #expect(read.integers("fee_yuan") == [-1230, ColumnValues.absent])
  }

  @Test(
    "Months in every spelling", arguments: ["2026-10", "202610", "2026/10", "2026年10月", "２０２６年１０月"])
  func month(_ text: String) throws {
    let read = try Support.read(.water, "account_no,month,quantity\nA1,\(text),5\n")
    #expect(read.integers("month") == [Int64(Month(year: 2026, month: 10).index)])
  }

  @Test(
    "Days in every spelling",
    arguments: ["2026-10-05", "20261005", "2026/10/5", "2026/10/05", "2026年10月5日", "２０２６－１０－０５"])
  func day(_ text: String) throws {
    let read = try Support.read(
      .firms, "credit_code,name,registered_on\n\(Support.codes[0]),甲,\(text)\n")
    #expect(read.integers("registered_on") == [Int64(try Support.day("2026-10-05").number)])
  }

  @Test(
    "Moments in every spelling",
    arguments: ["2026-10-05 08:30", "2026/10/5 08:30:00", "20261005 08:30", "2026年10月5日　08：30"])
  func instant(_ text: String) throws {
    let read = try Support.read(.complaints, "complaint_no,channel,received_at\nC1,12345,\(text)\n")
    let moment = try #require(Instant("2026-10-05T08:30:00+08:00"))
    #expect(read.integers("received_at") == [moment.secondsSince1970])
  }

  @Test("Booleans in every spelling", arguments: ["1", "true", "是", "0", "false", "否"])
  func boolean(_ text: String) throws {
    let read = try Support.read(
      .tax, "credit_code,month,filed\n\(Support.codes[0]),2026-10,\(text)\n")
    #expect(read.integers("filed") == [["1", "true", "是"].contains(text) ? 1 : 0])
  }

  @Test("Codes are proven and brought to one form")
  func codes() throws {
    let wide = String(
      String.UnicodeScalarView(
        Support.codes[0].unicodeScalars.compactMap {
          Unicode.Scalar($0.value + 0xFEE0)
        }))
    let read = try Support.read(
      .firms,
      """
      credit_code,name,town_code,industry
      \(Support.codes[0].lowercased()),甲,330503100,c1751
      \(wide),乙,330503100000,E
      """)
    #expect(read.rejects == [])
    let code = try CreditCode(Support.codes[0]).packed
    #expect(read.batches.flatMap { $0.codes("credit_code") ?? [] } == [code, code])
    #expect(read.strings("town_code") == ["330503100", "330503100"])
    #expect(read.strings("industry") == ["C1751", "E"])
  }

  @Test("The fast check of credit codes says what the exact one says")
  func fastCodes() throws {
    var random = Seeded(state: 7)
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXYIOabx?")
    var lines = "credit_code,name\n"
    var expected: [String?] = []
    for number in 0..<20_000 {
      var code = Array(Support.codes[number % Support.codes.count])
      if number % 3 > 0 {
        let at = Int.random(in: 0..<18, using: &random)
        code[at] = alphabet.randomElement(using: &random) ?? "0"
      }
      lines += "\(String(code)),甲\n"
      expected.append(try? CreditCode(String(code)).text)
    }
    let read = try Support.read(.firms, lines)
    let codes = read.batches.flatMap { $0.codes("credit_code") ?? [] }
    #expect(codes.map { CreditCode(checkedPacked: $0).text } == expected.compactMap(\.self))
  }
}
