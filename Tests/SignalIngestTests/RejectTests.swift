import SignalIngest
import Testing
import WageDomain

/// One electricity, complaints or other row and what becomes of it.
struct RejectExample: CustomTestStringConvertible, Sendable {
  let why: String
  let feed: Feed
  let header: String
  let row: String
  let code: RejectCode
  let column: String?

  init(_ why: String, _ row: String, _ code: RejectCode, _ column: String?) {
    self.init(why, .electricity, "account_no,month,quantity,fee_yuan", row, code, column)
  }

  init(
    _ why: String, _ feed: Feed, _ header: String, _ row: String, _ code: RejectCode,
    _ column: String?
  ) {
    self.why = why
    self.feed = feed
    self.header = header
    self.row = row
    self.code = code
    self.column = column
  }

  var testDescription: String { why }
}

@Suite("Rejects")
struct RejectTests {
  static let code = Support.codes[0]
  static let firms = "credit_code,name,town_code,industry,registered_on"
  static let complaints = "complaint_no,channel,received_at,complainant_id_no,complainant_phone"

  static let examples: [RejectExample] = [
    RejectExample("an extra cell", "A1,2026-10,5,1,9", .tooManyCells, nil),
    RejectExample("a missing cell", "A1,2026-10,5", .tooFewCells, nil),
    RejectExample("a byte after a closing quote", "\"A1\"x,2026-10,5,1", .textAfterQuote, nil),
    RejectExample("a quote in plain text", "A\"1,2026-10,5,1", .quoteInText, nil),
    RejectExample("no quantity", "A1,2026-10,,1", .missingValue, "quantity"),
    RejectExample("only ideographic spaces", "A1,2026-10,　,1", .missingValue, "quantity"),
    RejectExample("names no firm", ",2026-10,5,1", .missingKey, nil),
    RejectExample("N/A is no number", "A1,2026-10,N/A,1", .number, "quantity"),
    RejectExample("an exponent is no spelling", "A1,2026-10,1e3,1", .number, "quantity"),
    RejectExample("a plus is no spelling", "A1,2026-10,+1,1", .number, "quantity"),
    RejectExample("a point needs a digit after it", "A1,2026-10,1.,1", .number, "quantity"),
    RejectExample("a point needs a digit before it", "A1,2026-10,.5,1", .number, "quantity"),
    RejectExample("groups of two", "A1,2026-10,\"12,34\",1", .number, "quantity"),
    RejectExample("a first group of four", "A1,2026-10,\"1234,567\",1", .number, "quantity"),
    RejectExample("a comma in the fraction", "A1,2026-10,\"1.2,345\",1", .number, "quantity"),
    RejectExample("three decimals of a kWh", "A1,2026-10,5.125,1", .decimals, "quantity"),
    RejectExample("three decimals of a yuan", "A1,2026-10,5,1.125", .decimals, "fee_yuan"),
    RejectExample("a negative quantity", "A1,2026-10,-5,1", .negative, "quantity"),
    RejectExample("beyond 9e13 fen", "A1,2026-10,5,900000000000.01", .tooLarge, "fee_yuan"),
    RejectExample("far below", "A1,2026-10,5,-900000000000.01", .tooLarge, "fee_yuan"),
    RejectExample(
      "thirty digits", "A1,2026-10,5,\(String(repeating: "9", count: 30))", .tooLarge, "fee_yuan"),
    RejectExample("month 13", "A1,2026-13,5,1", .month, "month"),
    RejectExample("a dash needs two digits", "A1,2026-1,5,1", .month, "month"),
    RejectExample("a day is no month", "A1,2026-10-01,5,1", .month, "month"),
    RejectExample("known before the month began", "A1,2026-12,5,1", .knownTooEarly, "month"),
    RejectExample("short code", .firms, firms, "91330503,甲,,,", .creditCodeLength, "credit_code"),
    RejectExample(
      "the letter O", .firms, firms, "\(code.dropLast())O,甲,,,", .creditCodeCharacter, "credit_code"
    ),
    RejectExample(
      "two digits exchanged", .firms, firms, "913305030000000010,甲,,,",
      .creditCodeOrganisationCheck,
      "credit_code"),
    RejectExample(
      "wrong last character", .firms, firms,
      "\(code.dropLast())\(code.last == "1" ? "2" : "1"),甲,,,",
      .creditCodeCheck, "credit_code"),
    RejectExample(
      "a county is no town", .firms, firms, "\(code),甲,330503,,", .townCode, "town_code"),
    RejectExample("section Z", .firms, firms, "\(code),甲,,Z99,", .industryCode, "industry"),
    RejectExample("30 February", .firms, firms, "\(code),甲,,,2026-02-30", .day, "registered_on"),
    RejectExample(
      "dots are no spelling", .firms, firms, "\(code),甲,,,2026.02.03", .day, "registered_on"),
    RejectExample("an empty name", .firms, firms, "\(code),,,,", .missingValue, "name"),
    RejectExample(
      "a cell beyond 1 MiB", .firms, firms,
      "\(code),\(String(repeating: "x", count: 1_048_577)),,,", .tooLong,
      "name"),
    RejectExample("an error of a formula", "A1,2026-10,#N/A,1", .cellError, "quantity"),
    RejectExample("an error in a text", "#REF!,2026-10,5,1", .cellError, "account_no"),
    RejectExample(
      "a code shown as a number", .firms, firms, "9.13305E+17,甲,,,", .roundedNumber, "credit_code"),
    RejectExample(
      "an account shown as a number", "3.30012E+15,2026-10,5,1", .roundedNumber, "account_no"),
    RejectExample(
      "a channel nobody knows", .complaints, complaints, "C1,fax,2026-10-05 08:30,,", .notInList,
      "channel"),
    RejectExample(
      "24 o'clock", .complaints, complaints, "C1,qr,2026-10-05 24:00,,", .instant, "received_at"),
    RejectExample(
      "a day without a time", .complaints, complaints, "C1,qr,2026-10-05,,", .instant, "received_at"
    ),
    RejectExample(
      "received after it was known", .complaints, complaints, "C1,qr,2026-11-21 00:00,,",
      .knownTooEarly,
      "received_at"),
    RejectExample(
      "a complaint of nobody", .complaints, "complaint_no,channel,received_at,persons",
      "C1,qr,2026-10-05 08:30,0", .negative, "persons"),
    RejectExample(
      "owed since a month after the complaint", .complaints,
      "owed_since,complaint_no,channel,received_at", "2026-11,C1,qr,2026-10-31 23:59", .tooLate,
      "owed_since"),
    RejectExample(
      "maybe", .tax, "credit_code,month,filed", "\(code),2026-10,maybe", .boolean, "filed"),
    RejectExample(
      "TRUE is not true", .tax, "credit_code,month,filed", "\(code),2026-10,TRUE", .boolean, "filed"
    ),
  ]

  @Test("A faulty row is set aside with its code, column and raw text", arguments: examples)
  func reject(_ example: RejectExample) throws {
    let read = try Support.read(example.feed, "\(example.header)\n\(example.row)\n")
    let reject = try #require(read.rejects.first)
    #expect(reject.code == example.code.rawValue)
    #expect(reject.column == example.column)
    #expect(reject.line == 2)
    #expect(reject.row == 1)
    #expect(reject.raw == example.row)
    #expect(!reject.expected.zh.isEmpty)
    #expect(read.count == 0 && read.reader.dataRows == 1 && read.reader.rejectedRows == 1)
  }

  @Test("Every reject code has an example")
  func everyCode() {
    let shown = Set(Self.examples.map(\.code))
    #expect(RejectCode.allCases.filter { !shown.contains($0) } == [.duplicateKey])
    #expect(Set(RejectCode.allCases.map(\.remedy.en)).count == RejectCode.allCases.count)
  }

  @Test("Found personal data is masked, the raw text is not")
  func masking() throws {
    let schema = "credit_code,name,legal_representative"
    let long = String(repeating: "测", count: 400_000)
    let read = try Support.read(.firms, "\(schema)\n\(Self.code),甲,\(long)\n")
    #expect(read.rejects.first?.found.en == "测**")
    #expect(Masking.identityNumber("330503199001011234") == "330503********1234")
    #expect(Masking.phone("13800001234") == "138****1234")
    #expect(Masking.phone("1380") == "1**")
    #expect(Masking.name("") == "")
  }

  @Test(
    "Numbers that may be a person's are hidden wherever they slipped to",
    arguments: [
      ("330503198001011234", "330503********1234"), ("33050319800101123x", "330503********123x"),
      ("王五 13912345678", "王五 139****5678"), ("NX2024110400001", "NX2024110400001"),
      ("91330503MA2B4XYT6D", "91330503MA2B4XYT6D"), ("330503101", "330503101"),
    ])
  func slipped(_ text: String, _ shown: String) {
    #expect(Masking.hidingNumbers(text) == shown)
  }

  @Test("An export with hidden personal data is refused, whatever feed is named for it")
  func maskedExport() {
    #expect(throws: FileRefusal.self) {
      try AgencyFileName("masked-complaints_2026-11-21_rejects.csv", feed: .complaints)
    }
  }
}
