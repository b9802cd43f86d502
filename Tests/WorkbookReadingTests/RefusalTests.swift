import SignalIngest
import Testing
import WageDomain
import WagewatchSchemas

@testable import WorkbookReading

@Suite("Workbooks that stay out")
struct RefusalTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let bytes: [UInt8]
    let code: RefusalCode
    /// Part of what was found.
    let found: String
    let line: Int?
    var testDescription: String { why }

    init(
      _ why: String, _ code: RefusalCode, _ found: String, line: Int? = nil, bytes: [UInt8]
    ) {
      self.why = why
      self.bytes = bytes
      self.code = code
      self.found = found
      self.line = line
    }

    init(
      _ why: String, _ code: RefusalCode, _ found: String, line: Int? = nil,
      _ change: (inout SmallWorkbook) -> Void
    ) {
      var workbook = SmallWorkbook()
      workbook.rows = SmallWorkbook.header + SmallWorkbook.cell("", "<v>1</v>")
      change(&workbook)
      self.init(why, code, found, line: line, bytes: workbook.bytes())
    }
  }

  static let container: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  static func zip(_ build: (inout SmallZip) -> Void) -> [UInt8] {
    var zip = SmallZip()
    build(&zip)
    return zip.finished()
  }

  static let whole: [UInt8] = {
    var workbook = SmallWorkbook()
    workbook.rows = SmallWorkbook.header
    return workbook.bytes()
  }()

  static let examples: [Example] = [
    Example(
      "a password", .workbookLocked, "password",
      bytes: container + "EncryptedPackage".utf16.flatMap { [UInt8($0), 0] }),
    Example("an old .xls", .workbookKind, "old .xls", bytes: container + [0, 1, 2]),
    Example("another archive", .workbookKind, "no workbook", bytes: zip { $0.add("a.txt", [65]) }),
    Example(
      "an OpenDocument file", .workbookKind, "OpenDocument", bytes: zip { $0.add("mimetype", [65]) }
    ),
    Example("an .xlsb", .workbookKind, ".xlsb") {
      $0.mainType = "application/vnd.ms-excel.sheet.binary.macroEnabled.main".replacing(
        "macroEnabled.", with: "")
    },
    Example("a chart first", .workbookKind, "chartsheet") { $0.sheetType = "chartsheet" },
    Example("an .xlsm", .workbookMacros, "macros") {
      $0.mainType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    },
    Example("a macro project", .workbookMacros, "macros") {
      $0.moreParts = [("xl/vbaProject.bin", "x")]
    },
    Example("a macro sheet", .workbookMacros, "macros") { $0.sheetType = "xlMacrosheet" },
    Example(
      "encrypted parts", .workbookLocked, "password", bytes: zip { $0.add("a", [65], flags: 1) }),
    Example(
      "a formula without a value", .workbookFormula, "sheet 用电, cell C2", line: 2
    ) { $0.rows = SmallWorkbook.header + SmallWorkbook.cell("", "<f>1+1</f>", at: "C2") },
    Example("a formula with an empty value", .workbookFormula, "cell A2", line: 2) {
      $0.rows = SmallWorkbook.header + SmallWorkbook.cell("", "<f>1+1</f><v></v>")
    },
    Example("merged rows", .workbookMerged, "A2:A3 in sheet 用电", line: 2) {
      $0.rows += "<row r=\"3\"><c r=\"B3\"><v>1</v></c></row>"
      $0.afterRows = "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>"
    },
    Example(
      "cut off", .workbookDamaged, "without its directory", bytes: Array(whole.dropLast(200))),
    Example("no workbook part", .workbookDamaged, "part xl/workbook.xml") {
      $0.leftOut = ["xl/workbook.xml"]
    },
    Example("no sheet part", .workbookDamaged, "part xl/worksheets/sheet1.xml") {
      $0.leftOut = ["xl/worksheets/sheet1.xml"]
    },
    Example("no shared texts", .workbookDamaged, "no shared text 3 for sheet 用电, cell A2", line: 2)
    {
      $0.rows = SmallWorkbook.header + SmallWorkbook.cell("t=\"s\"", "<v>3</v>")
      $0.sharedTexts = ["<t>x</t>"]
    },
    Example("rows that end too early", .workbookDamaged, "cut XML in xl/worksheets/sheet1.xml") {
      $0.cutAt = ("xl/worksheets/sheet1.xml", "</sheetData>")
    },
    Example("a text that ends too early", .workbookDamaged, "cut XML in xl/sharedStrings.xml") {
      $0.sharedTexts = ["a"]
      $0.rows = SmallWorkbook.header + SmallWorkbook.cell("s", "<v>0</v>")
      $0.cutAt = ("xl/sharedStrings.xml", "</sst>")
    },
    Example("bad XML", .workbookDamaged, "bad or cut XML in xl/worksheets/sheet1.xml") {
      $0.rows = "<row>"
    },
    Example("rows out of order", .workbookDamaged, "row 1 of sheet 用电 after row 2", line: nil) {
      $0.rows = SmallWorkbook.cell("", "<v>1</v>") + SmallWorkbook.header
    },
    Example("cells out of order", .workbookDamaged, "cell A1 out of place", line: 1) {
      $0.rows = "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"
    },
    Example("a number that is none", .workbookDamaged, "the value x", line: 2) {
      $0.rows = SmallWorkbook.header + SmallWorkbook.cell("", "<v>x</v>")
    },
    Example("an external entity", .workbookDamaged, "") {
      $0.prologue = "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
      $0.rows = SmallWorkbook.header + SmallWorkbook.cell("t=\"inlineStr\"", "<is><t>&e;</t></is>")
    },
    Example("an inner entity", .workbookDamaged, "") {
      $0.prologue = "<!DOCTYPE worksheet [<!ENTITY e \"boom\">]>"
      $0.rows = SmallWorkbook.header + SmallWorkbook.cell("t=\"inlineStr\"", "<is><t>&e;</t></is>")
    },
    Example(
      "a size that is not true", .workbookDamaged, "larger than the zip archive declares",
      bytes: zip {
        $0.add(
          "[Content_Types].xml", Array(repeating: 32, count: 9000), deflated: true, declaredSize: 9)
      }),
    Example(
      "a check sum that does not match", .workbookDamaged, "check sum",
      bytes: zip { $0.add("[Content_Types].xml", Array("<a/>".utf8), checksum: 1) }),
    Example(
      "a bomb", .workbookTooLarge, "1025 MiB unpacked",
      bytes: zip { $0.add("x", [0], declaredSize: 1025 << 20) }),
  ]

  @Test("A workbook that cannot be trusted stays out as a whole", arguments: examples)
  func refusal(_ example: Example) throws {
    let file = try AgencyFile(bytes: example.bytes, path: "x.xlsx")
    #expect(Workbook.isWorkbook(file))
    let refusal = try #require(throws: FileRefusal.self) { try Workbook.firstSheet(of: file) }
    #expect(refusal.code == example.code.rawValue)
    #expect(refusal.found.en.contains(example.found), "\(refusal)")
    #expect(refusal.line == example.line)
    #expect(!refusal.remedy.zh.isEmpty && !refusal.found.en.contains("root:"))
  }

  @Test(
    "Merged cells of a title are told as a title, those of a header as merged",
    arguments: [
      (
        why: "a title over a header", rows: ["用电明细"], names: ["户号", "年月", "用量"],
        code: "header-below"
      ),
      ("a title over nothing", ["用电明细"], [], "workbook-merged"),
      ("a header that is whole", ["户号", "年月", "用量"], [], "workbook-merged"),
    ])
  func mergedTitle(why: String, rows: [String], names: [String], code: String) throws {
    var workbook = SmallWorkbook()
    workbook.rows = Self.row(1, rows) + (names.isEmpty ? "" : Self.row(3, names))
    workbook.afterRows = "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>"
    let feeds = try FeedSchemas(files: WagewatchSchemas.files(in: "feeds"))
    let file = try AgencyFile(document: try workbook.read(), path: "x.xlsx")
    let refusal = try #require(throws: FileRefusal.self) {
      _ = try FeedReader(
        file: file, schema: #require(feeds[.electricity]),
        defaultKnownOn: #require(Day("2026-11-05")))
    }
    #expect(refusal.code == code, "\(why)")
    guard code == "header-below" else { return }
    #expect(refusal.found.en == "what looks like a title; the header is in row 3")
    #expect(refusal.remedy.en.hasPrefix("Delete rows 1-2 and send the file again. If a unit"))
  }

  private static func row(_ number: Int, _ texts: [String]) -> String {
    let cells = Swift.zip("ABC", texts).map { column, text in
      "<c r=\"\(column)\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(number)\">\(cells.joined())</row>"
  }

  @Test("A short text repeated into gigabytes is stopped at the limit")
  func laughs() throws {
    var writer = SheetWriter(sheet: "a", largestText: 1 << 20)
    let refusal = #expect(throws: FileRefusal.self) {
      for row in 1...100 {
        try writer.beginRow(row, isHidden: false)
        writer.add([UInt8](repeating: 0x41, count: 1 << 15), at: 1)
        try writer.endRow()
      }
    }
    #expect(refusal?.code == "workbook-too-large")
    #expect(refusal?.found.en == "more than 1 MiB of text in 32 rows")
  }

  @Test("Damaged bytes never crash")
  func mutations() throws {
    var workbook = SmallWorkbook()
    workbook.isDeflated = false
    workbook.rows = SmallWorkbook.header + SmallWorkbook.cell("", "<v>1</v>")
    let whole = workbook.bytes()
    var random = Seeded(state: 5)
    var refused = 0
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 4..<bytes.count, using: &random)
        bytes[at] = UInt8.random(in: 0...255, using: &random)
      }
      let file = try AgencyFile(bytes: bytes, path: "x.xlsx")
      do { _ = try Workbook.firstSheet(of: file) } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}

struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 31)
  }
}
