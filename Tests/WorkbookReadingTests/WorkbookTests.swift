import Foundation
import SignalIngest
import Testing
import WageDomain
import WagewatchSchemas
import WorkbookReading

@Suite("Workbooks")
struct WorkbookTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let attributes: String
    let content: String
    let text: String
    var testDescription: String { why }

    init(_ why: String, _ attributes: String, _ content: String, _ text: String) {
      self.why = why
      self.attributes = attributes
      self.content = content
      self.text = text
    }
  }

  @Test(
    "A cell becomes what the office sees",
    arguments: [
      Example("a whole number", "", "<v>5</v>", "5"),
      Example("a fraction", "", "<v>0.1</v>", "0.1"),
      Example("a calculated fraction", "", "<v>0.30000000000000004</v>", "0.3"),
      Example("a calculated amount", "", "<v>1234.5600000000001</v>", "1234.56"),
      Example("a number with an exponent", "", "<v>1E5</v>", "100000"),
      Example("a small number", "", "<v>1.5E-3</v>", "0.0015"),
      Example("a negative number", "", "<v>-12.50</v>", "-12.50"),
      Example("fifteen digits", "", "<v>123456789012345</v>", "123456789012345"),
      Example("eighteen digits are lost", "", "<v>9.1330503123456E+17</v>", "9.1330503123456E+17"),
      Example("sixteen digits are lost", "", "<v>1234567890123456</v>", "1.23456789012346E+15"),
      Example("true", "t=\"b\"", "<v>1</v>", "true"),
      Example("false", "t=\"b\"", "<v>0</v>", "false"),
      Example("an error", "t=\"e\"", "<v>#N/A</v>", "#N/A"),
      Example("a formula's text", "t=\"str\"", "<f>A1</f><v>甲</v>", "甲"),
      Example("a formula's number", "", "<f>1+1</f><v>2</v>", "2"),
      Example("a shared text", "t=\"s\"", "<v>0</v>", "南浔"),
      Example(
        "runs joined, phonetics left out", "t=\"s\"", "<v>1</v>", "南浔木业"),
      Example("an inline text with a comma", "t=\"inlineStr\"", "<is><t>a,b</t></is>", "\"a,b\""),
      Example(
        "a quote and a new line", "t=\"inlineStr\"", "<is><t>a\"&#10;b</t></is>", "\"a\"\"\nb\""),
      Example("Excel's escapes", "t=\"inlineStr\"", "<is><t>a_x005F_b_x0041_</t></is>", "a_bA"),
      Example("an ISO day", "t=\"d\"", "<v>2026-10-05</v>", "2026-10-05"),
      Example("an ISO moment", "t=\"d\"", "<v>2026-10-05T08:30:00Z</v>", "2026-10-05 08:30:00"),
    ])
  func cell(_ example: Example) throws {
    var workbook = SmallWorkbook()
    workbook.sharedTexts = [
      "<t>南浔</t>",
      "<r><t>南浔</t></r><rPh sb=\"0\" eb=\"1\"><t>nanxun</t></rPh><r><t>木业</t></r>",
    ]
    #expect(try workbook.value(example.attributes, example.content) == example.text)
  }

  static let formats: [(code: String, serial: String, text: String)] = [
    ("yyyy-mm-dd", "46300", "2026-10-05"), ("yyyy/m/d", "46300", "2026-10-05"),
    ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "46300", "2026-10-05"), ("yyyy-mm", "46300", "2026-10"),
    ("yyyy\"年\"m\"月\"", "46300", "2026-10"), ("mmm-yy", "46300", "2026-10"),
    ("m\"月\"d\"日\"", "46300", "2026-10-05"),
    ("yyyy-mm-dd hh:mm", "46300.375", "2026-10-05 09:00:00"),
    ("yyyy-mm-dd", "46300.999999999", "2026-10-06"), ("[h]:mm", "0.5", "12:00:00"),
    ("yyyy-mm-dd", "1", "1900-01-01"), ("yyyy-mm-dd", "59", "1900-02-28"),
    ("yyyy-mm-dd", "60", "1900-02-29"), ("yyyy-mm-dd", "61", "1900-03-01"),
    ("yyyy-mm-dd", "-5", "-5"), ("#,##0.00", "1234.5", "1234.5"), ("General", "46300", "46300"),
    ("0000000000", "12345", "0000012345"), ("0.00E+00", "12345", "12345"), ("@", "46300", "46300"),
    ("\"d\"0", "7", "d7"), ("[Red]0", "7", "7"),
    // Not the hundredth that is stored: 100 % of a labour fee is no single basis point.
    ("0%", "0.15", "15%"), ("0%", "1", "100%"), ("0.00%", "0.1534", "15.34%"),
    ("0%;[Red]-0%", "-0.5", "-50%"), ("#,##0%", "12", "1200%"), ("0%", "0", "0%"),
    ("0%", "0.15000000000000002", "15%"), ("0%", "1E-4", "0.01%"),
    // The sign is a text of the format: the number is the percentage itself.
    ("0\"%\"", "7", "7%"), ("0.0\\%", "7.5", "7.5%"), ("0\" ％\"", "7", "7%"), ("0\"m\"", "7", "7m"),
    // Other words and signs of a format, too: the scale is a guess, an account is what the bill shows.
    ("0\"万\"", "5", "5万"), ("0.00\"万元\"", "5.25", "5.25万元"), ("0\"亿\"", "5", "5亿"),
    ("0\"千\"", "5", "5千"), ("0\"‰\"", "5", "5‰"), ("0‰", "5", "5‰"), ("\"-\"0", "5", "-5"),
    ("\\-0", "5", "-5"), ("0\"-\"", "5", "5-"), ("0\"万\"", "-5", "-5万"),
    ("[Red]0.0 \"万元\";0", "1234.5", "1234.5万元"), ("\"A\"0", "17", "A17"),
    ("\"A\"00000", "17", "A00017"), ("0000-0000", "12345678", "1234-5678"),
    ("0000-0000", "345678", "0034-5678"), ("General\"号\"", "17", "17号"), ("\"0\"0", "5", "05"),
    ("000\"-\"000\"号\"", "1234567", "1234-567号"),
    // A currency's brackets may hold any word.
    ("#,##0.00[$万元-804]", "12345", "12345万元"), ("0[$万]", "5", "5万"), ("0[$千]", "5", "5千"),
    ("#,##0[$ MWh]", "5", "5MWh"), ("0[$ kWh]", "5", "5"), ("[$￥-804]#,##0.00", "5.5", "5.5"),
    ("[$€-2] 0", "5", "5"), ("0[$%]", "5", "5%"), ("[$-804]0", "5", "5"),
    // Of sections with conditions the one counts that the number meets.
    ("[>=20000]0\"万\";0", "12345", "12345"), ("[>=10000]0\"万\";0", "12345", "12345万"),
    ("[<20000]0\"千\";0", "12345", "12345千"), ("[<20000]0\"千\";0", "20000", "20000"),
    ("[Red][>100]0\"万\";0", "100", "100"), ("[=0]\"无\"0;0", "5", "5"), ("[<1]0%;0", "0.5", "50%"),
    ("[<1]0%;0", "7", "7"), ("[>9]0\"万\";[>5]0\"千\";0", "7", "7千"),
    ("[>9]0\"万\";[>5]0\"千\";0", "5", "5"), ("[>9]0\"万\";0\"负\";0", "-5", "-5负"),
    ("[<0]-0;0", "5", "5"), ("[<0]-0;0", "-5", "-5"), ("[>=20000]0\"万\"", "5", "5"),
    // What says a column's own unit, or divides by itself, changes nothing.
    ("0.00\"元\"", "5.5", "5.5"), ("¥#,##0.00", "5.5", "5.5"), ("0 \"m³\"", "5", "5"),
    ("0!.0,\"万\"", "50000", "50000"), ("#,##0,", "5000", "5000"), ("0.00_);(0.00)", "-5", "-5"),
    ("_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ", "-5", "-5"), ("# ?/?", "0.5", "0.5"),
    ("0;\"-\"0;0", "-5", "-5"),
  ]

  @Test("A number is shown by its format", arguments: formats)
  func format(code: String, serial: String, text: String) throws {
    var workbook = SmallWorkbook()
    workbook.formatCodes = [code]
    workbook.looks = [200]
    #expect(try workbook.value("s=\"1\"", "<v>\(serial)</v>") == text)
  }

  @Test(
    "The built-in formats, also those of Chinese programs",
    arguments: [
      (14, "2026-10-05"), (17, "2026-10"), (22, "2026-10-05 09:00:00"), (31, "2026-10-05"),
      (57, "2026-10"), (58, "2026-10-05"), (2, "46300.375"), (9, "4630037.5%"),
      (10, "4630037.5%"),
    ])
  func builtIn(id: Int, text: String) throws {
    var workbook = SmallWorkbook()
    workbook.looks = [id]
    #expect(try workbook.value("s=\"1\"", "<v>46300.375</v>") == text)
  }

  @Test("Days from 1904 on")
  func from1904() throws {
    var workbook = SmallWorkbook()
    workbook.looks = [14]
    workbook.workbookProperties = "<workbookPr date1904=\"1\"/>"
    #expect(try workbook.value("s=\"1\"", "<v>0</v>") == "1904-01-01")
    #expect(try workbook.value("s=\"1\"", "<v>44838</v>") == "2026-10-05")
  }

  @Test("Gaps stay empty, rows without values are none, lines are the sheet's rows")
  func gaps() throws {
    var workbook = SmallWorkbook()
    workbook.rows = """
      <row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c>\
      <c r="C2" t="inlineStr"><is><t>c</t></is></c><c r="H2" s="1"/></row>
      <row r="3"><c r="A3" s="1"/></row>
      <row r="7"><c r="B7" t="inlineStr"><is><t>x&#10;y</t></is></c></row>
      <row><c><v>1</v></c><c><v>2</v></c></row>
      """
    let document = try workbook.read()
    #expect(String(decoding: document.text, as: UTF8.self) == "a,,c\n,\"x\ny\",\n1,2,\n")
    #expect(document.lineNumbers == [2, 7, 7, 8])
    #expect(document.findings == [])
  }

  @Test("Stored and deflated parts, and elements with a prefix, read the same")
  func spellings() throws {
    var workbook = SmallWorkbook()
    workbook.isDeflated = false
    #expect(try workbook.value("", "<v>5</v>") == "5")
    workbook.prefix = "x:"
    workbook.rows = "<x:row><x:c><x:v>5</x:v></x:c></x:row>"
    #expect(try workbook.read().text == Array("5\n".utf8))
  }

  @Test("Hidden sheets, hidden rows and further sheets with values are told")
  func findings() throws {
    var workbook = SmallWorkbook()
    workbook.rows =
      SmallWorkbook.header + "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>"
    workbook.firstSheet = "<sheet name=\"a\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
    workbook.moreSheets = ["<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", ""]
    let document = try workbook.read()
    #expect(document.findings.map(\.code) == ["hidden-sheet", "hidden-rows", "more-sheets"])
    #expect(document.findings.last?.found.en == "sheet S2 with values, not read")
    #expect(document.text == Array("h\n1\n".utf8))
  }

  @Test("A sheet is checked as a CSV file is, by its own rows")
  func checked() throws {
    var workbook = SmallWorkbook()
    workbook.looks = [57]
    let titles = ["户号", "年月", "用量"].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
    func row(_ number: Int, _ account: String, _ quantity: String) -> String {
      "<row r=\"\(number)\">\(account)<c s=\"1\"><v>46296</v></c>\(quantity)</row>"
    }
    let account = "<c t=\"inlineStr\"><is><t>A1</t></is></c>"
    workbook.rows =
      "<row r=\"1\">\(titles)</row>" + row(3, account, "<c><v>1.5</v></c>")
      + row(5, account, "<c t=\"e\"><v>#N/A</v></c>")
      + row(6, "<c><v>1234567890123456</v></c>", "<c><v>2</v></c>")
      + row(7, "<c><v>330012345678</v></c>", "<c><v>2</v></c>")
      + row(8, "<c t=\"e\"><v>#REF!</v></c>", "<c><v>2</v></c>")
      + "<row r=\"9\"><c t=\"inlineStr\"><is><t>合计</t></is></c><c/><c><v>7.5</v></c></row>"
    workbook.afterRows = "<mergeCells><mergeCell ref=\"A9:B9\"/></mergeCells>"
    let feeds = try FeedSchemas(files: WagewatchSchemas.files(in: "feeds"))
    let reader = try FeedReader(
      file: AgencyFile(document: try workbook.read(), path: "electricity_2026-10.xlsx"),
      schema: try #require(feeds[.electricity]), defaultKnownOn: try #require(Day("2026-11-05")))
    let batch = try #require(try reader.next())
    #expect(batch.lines == [3, 7])
    #expect(batch.integers("quantity") == [1500, 2000])
    #expect(
      batch.texts("account_no").map { [$0.string(0), $0.string(1)] } == ["A1", "330012345678"])
    #expect(batch.rejects.map(\.line) == [5, 6, 8])
    #expect(batch.rejects.map(\.code) == ["cell-error", "rounded-number", "cell-error"])
    #expect(batch.rejects.first?.raw == "A1,2026-10,#N/A")
    #expect(try reader.next() == nil)
    #expect(reader.findings == [])
  }

  @Test("A workbook cut short while it is read is still being written, and the process lives")
  func cut() throws {
    var book = SmallWorkbook()
    book.isDeflated = false
    book.rows = (1...20_000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(book.bytes()).write(to: path)
    let file = try AgencyFile(path: path.path())
    #expect(truncate(path.path(), 4096) == 0)
    // Whatever is made of the zeros behind the cut, it does not count.
    _ = try? Workbook.firstSheet(of: file)
    #expect(file.change?.code == "still-written")
  }
}
