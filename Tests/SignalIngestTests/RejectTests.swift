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
    RejectExample(
      "a row within a cell", "\"A1,2026-10,5,1\nA2\",2026-10,5,1", .rowsInCell, nil),
    RejectExample("no quantity", "A1,2026-10,,1", .missingValue, "quantity"),
    RejectExample("only ideographic spaces", "A1,2026-10,　,1", .missingValue, "quantity"),
    RejectExample("names no firm", ",2026-10,5,1", .missingKey, nil),
    RejectExample("N/A is no number", "A1,2026-10,N/A,1", .number, "quantity"),
    RejectExample("an exponent is no spelling", "A1,2026-10,1e3,1", .number, "quantity"),
    RejectExample("a share is no number", "A1,2026-10,15%,1", .number, "quantity"),
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
    RejectExample(
      "line ends alone beyond 1 MiB", .firms, firms,
      "\(code),甲,\"\(String(repeating: "\r\n", count: 524_289))\",,", .tooLong, "town_code"),
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

  /// A file in which quotes of two rows may make one cell.
  struct QuoteExample: CustomTestStringConvertible, Sendable {
    let why: String
    let feed: Feed
    let text: String
    /// Lines of each reject, none where the text is a row as it stands.
    let rejects: [String]
    let rows: Int
    var testDescription: String { why }
  }

  static let supply = "credit_code,name,account_no,month,quantity\n"
  static let petition = "complaint_no,channel,received_at,content\n"

  static let quoteExamples: [QuoteExample] = [
    QuoteExample(
      why: "two stray quotes over four rows", feed: .electricity,
      text: supply + "\(code),\"甲,A1,2026-01,5\n\(code),乙,A2,2026-01,6\n"
        + "\(code),乙,A3,2026-01,7\n\(code),丙\",A4,2026-01,8\n\(code),丁,A5,2026-01,9\n",
      rejects: ["2 rows-in-cell lines 2 to 5, 4 of them, made one row by cell 2"], rows: 1),
    QuoteExample(
      why: "two neighbouring rows", feed: .electricity,
      text: supply + "\(code),\"甲,A1,2026-01,5\r\n\(code),丙\",A4,2026-01,8",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 2"], rows: 0),
    QuoteExample(
      why: "a whole row between, and cells too many", feed: .electricity,
      text: supply + "\(code),甲,\"A1,2026-01,5\n\(code),乙,A2,2026-01,6\n\",A4,2026-01,8,9\n",
      rejects: ["2 rows-in-cell lines 2 to 4, 3 of them, made one row by cell 3"], rows: 0),
    QuoteExample(
      why: "a name broken over two lines", feed: .electricity,
      text: supply + "\(code),\"甲,\n乙厂\",A1,2026-01,5\n", rejects: [], rows: 1),
    QuoteExample(
      why: "a line end after the last word", feed: .electricity,
      text: supply + "\(code),\"甲,a,b,c,d\n\",A1,2026-01,5\n", rejects: [], rows: 1),
    QuoteExample(
      why: "sentences with commas, none of them a day", feed: .complaints,
      text: petition + "C1,qr,2026-10-05 08:30,\"名单\n甲,1,2,3\n乙,1,2,3\"\n", rejects: [],
      rows: 1),
    QuoteExample(
      why: "a name with commas and no month", feed: .electricity,
      text: supply + "\(code),\"甲,,\n,,厂\",A1,2026-01,5\n", rejects: [], rows: 1),
    QuoteExample(
      why: "an export, whose own two cells stand before the first line only", feed: .electricity,
      text: "reject_id,known_on," + supply + "7,2026-02-05,\(code),\"甲,A1,2026-01,5\n"
        + "\(code),乙,A2,2026-01,6\n\(code),丙\",A4,2026-01,8\n",
      rejects: ["2 rows-in-cell lines 2 to 4, 3 of them, made one row by cell 4"], rows: 0),
    QuoteExample(
      why: "an export with a day of the agency's own", feed: .electricity,
      text: "reject_id," + supply + "7,\(code),\"甲,A1,2026-01,5\n\(code),丙\",A4,2026-01,8\n",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 3"], rows: 0),
    QuoteExample(
      why: "an export with a column of remarks behind", feed: .electricity,
      text: "reject_id,known_on,credit_code,name,account_no,month,quantity,备注\n"
        + "7,2026-02-05,\(code),\"甲,A1,2026-01,5\n\(code),丙,A3,2026-01,6\n\(code),乙\",A2,2026-01,7,see\n",
      rejects: ["2 rows-in-cell lines 2 to 4, 3 of them, made one row by cell 4"], rows: 0),
    QuoteExample(
      why: "an export without the numbers of rejects", feed: .electricity,
      text: "known_on," + supply
        + "2026-02-05,\(code),\"甲,A1,2026-01,5\n\(code),丙,A3,2026-01,6\n\(code),乙\",A2,2026-01,7\n",
      rejects: ["2 rows-in-cell lines 2 to 4, 3 of them, made one row by cell 3"], rows: 0),
    QuoteExample(
      why: "an export with a column in the middle", feed: .electricity,
      text: "reject_id,known_on,credit_code,备注,name,account_no,month,quantity\n"
        + "7,2026-02-05,\(code),see,\"甲,A1,2026-01,5\n\(code),丙,A3,2026-01,6\n\(code),乙\",A2,2026-01,7\n",
      rejects: ["2 rows-in-cell lines 2 to 4, 3 of them, made one row by cell 5"], rows: 0),
    QuoteExample(
      why: "a complaint within a complaint", feed: .complaints,
      text: petition + "C1,qr,2026-10-05 08:30,\"欠薪\nC2,qr,2026-10-06 09:30,欠薪\"\n",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 4"], rows: 0),
    QuoteExample(
      why: "a firm's business scope in its two usual lines, of a column nobody knows", feed: .firms,
      text: "credit_code,name,status,经营范围,备注\n\(code),甲,active,"
        + "\"许可项目:建筑施工。\n一般项目:建材,五金,木材加工。\",x\n", rejects: [], rows: 1),
    QuoteExample(
      why: "two firms, the second's code mistyped", feed: .firms,
      text: "credit_code,name,status\n\(code),\"甲,active\n91330503MA2T0037XX,乙\",active\n",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 2"], rows: 0),
    QuoteExample(
      why: "firms behind a column nobody knows", feed: .firms,
      text: "credit_code,name,status,备注\n\(code),甲,active,\"x\n\(code),乙,active,y\"\n",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 4"], rows: 0),
    QuoteExample(
      why: "what is built, in two lines", feed: .projects,
      text: "project_code,name,kind,general_contractor_code,建设内容\n"
        + "P1,一号,housing,\(code),\"一期:住宅,车库,\n二期:商业,办公,道路,绿化\"\n", rejects: [], rows: 1),
    QuoteExample(
      why: "two projects, told by the first one's contractor", feed: .projects,
      text: "project_code,name,kind,general_contractor_code\n"
        + "P1,\"一号,housing,\(code)\nP2,二号\",housing,\(code)\n",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 2"], rows: 0),
    QuoteExample(
      why: "two payments due", feed: .disbursement,
      text: "project_code,due_on,due_yuan\nP1,2026-01-05,\"5\nP2,2026-02-05,6\"\n",
      rejects: ["2 rows-in-cell lines 2 to 3, 2 of them, made one row by cell 3"], rows: 0),
  ]

  @Test(
    "Rows that stray quotes made one cell are set aside with all their lines",
    arguments: quoteExamples)
  func swallowed(_ example: QuoteExample) throws {
    let read = try Support.read(example.feed, example.text)
    #expect(read.rejects.map { "\($0.line) \($0.code) \($0.found.en)" } == example.rejects)
    #expect(read.count == example.rows)
    for reject in read.rejects {
      #expect(example.text.contains(reject.raw) && reject.raw.utf8.contains(0x0A), "kept whole")
    }
  }

  @Test("A record over several lines says from which to which, whatever is wrong with it")
  func spannedLines() throws {
    let long = try Support.read(
      .electricity,
      Self.supply + "\(code),\"\(String(repeating: "甲\n", count: 300_000))\",A1,2026-01,5\n")
    #expect(
      long.rejects.map { "\($0.line) \($0.code) \($0.found.en)" }
        == ["2 too-long 1200000 bytes, lines 2 to 300002, 300001 of them"])
    let few = try Support.read(.electricity, Self.supply + "\(code),\"甲\n\n乙\",A1\n")
    #expect(few.rejects.map(\.found.en) == ["3 cells, lines 2 to 4, 3 of them"])
    #expect(few.rejects.map(\.found.zh) == ["3 个单元格，第 2 至 4 行（共 3 行）"])
  }

  @Test("A minus before nothing is zero", arguments: ["-0", "-0.00", "\"-0\"", "－０"])
  func minusZero(_ text: String) throws {
    let read = try Support.read(
      .electricity, "account_no,month,quantity,fee_yuan\nA1,2026-10,\(text),\(text)\n")
    #expect(read.rejects.isEmpty)
    #expect(read.integers("quantity") == [0] && read.integers("fee_yuan") == [0])
  }

  @Test("A cell of a workbook needs no quotes: whatever its lines hold, it is one cell")
  func writtenCell() throws {
    let text = "\(code),\"甲,A1,2026-01,5\n\(code),丙\",A4,2026-01,8\n"
    let file = try AgencyFile(
      document: WrittenDocument(
        text: Array((Self.supply + text).utf8), lineNumbers: [1, 2, 2]), path: "test.xlsx")
    let reader = try FeedReader(
      file: file, schema: Support.schema(.electricity), defaultKnownOn: Support.day("2026-11-20"))
    #expect(try reader.next()?.count == 1)
  }

  private var code: String { Self.code }

  @Test(
    "A number beyond the limit is told the limit",
    arguments: [
      ("fee_yuan", "a number with at most 2 decimals from -900000000000 to 900000000000"),
      ("quantity", "a number with at most 2 decimals from 0 to 90000000000"),
    ])
  func limit(_ column: String, _ expected: String) throws {
    let digits = "1234567890123456789"
    let row = column == "quantity" ? "A1,2026-10,\(digits),1" : "A1,2026-10,1,\(digits)"
    let read = try Support.read(.electricity, "account_no,month,quantity,fee_yuan\n\(row)\n")
    #expect(read.rejects.map(\.expected.en) == [expected])
  }

  @Test(
    "A name that slipped under a number or a day is hidden where the feed has persons",
    arguments: [
      ("persons", "王五德", "王**"), ("persons", "3人", "3人"), ("persons", "1e3", "1e3"),
      ("persons", "Wang Wude", "W**"), ("received_at", "2026年13月5日", "2026年13月5日"),
      ("received_at", "张三丰", "张**"), ("channel", "fax", "fax"), ("channel", "张三丰", "张**"),
      ("town_code", "３３０５", "３３０５"), ("town_code", "李四", "李**"),
    ])
  func slippedName(_ column: String, _ text: String, _ shown: String) throws {
    let names = ["complaint_no", "channel", "received_at", "persons", "town_code", "content"]
    let usual = ["C1", "qr", "2026-10-05 08:30", "3", "330503101", "欠薪"]
    let cells = zip(names, usual).map { $0 == column ? text : $1 }
    let read = try Support.read(
      .complaints,
      names.joined(separator: ",") + "\n" + cells.joined(separator: ",") + "\n")
    #expect(read.rejects.map(\.found.en) == [shown])
    let raw = try #require(read.rejects.first?.raw)
    #expect(read.reader.recordText.masked(raw).contains(shown))
    #expect(shown == text || !read.reader.recordText.masked(raw).contains(text))
  }

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
    #expect(read.rejects.first?.found.en == "1200000 bytes")
    let short = try Support.read(
      .complaints,
      "complaint_no,channel,received_at,complainant_name\nC1,fax,2026-10-05 08:30,=张三李四\n")
    #expect(short.rejects.allSatisfy { !$0.found.en.contains("三") })
    #expect(PersonalMask.identityNumber("330503199001011234") == "330503********1234")
    #expect(PersonalMask.phone("13800001234") == "138****1234")
    #expect(PersonalMask.phone("1380") == "1**")
    #expect(PersonalMask.name("") == "")
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
    let refusal = #expect(throws: FileRefusal.self) {
      try AgencyFileName("masked-complaints_2026-11-21_rejects.csv", feed: .complaints)
    }
    #expect(refusal?.code == "masked-export")
  }

  @Test(
    "Under another name it is known by its first column",
    arguments: [
      "masked_reject_id,known_on,complaint_no,channel,received_at,complainant_name\n",
      "masked_reject_id;known_on;编号;渠道;收到时间;反映人\n",
      "complaint_no\tchannel\treceived_at\t masked_reject_id\n",
      "\"Masked_Reject_ID\",complaint_no\n",
    ])
  func renamedExport(_ header: String) throws {
    let row = "7,2026-11-01,C1,qr,2026-08-05 08:30,王**\n"
    let refusal = try Support.refusal(.complaints, Array((header + row).utf8))
    #expect(refusal?.code == "masked-export")
    #expect(refusal?.line == 1)
    #expect(refusal?.remedy.en.contains("--unmask --reason") == true)
  }
}
