import SignalIngest
import WageDomain
import WorkbookReading

/// A workbook written by hand, part by part.
struct SmallWorkbook {
  /// What stands between `<sheetData>` and its end.
  var rows = ""
  var afterRows = ""
  var sharedTexts: [String]?
  var formatCodes: [String] = []
  /// For each look a number format; 200 and on are ``formatCodes``.
  var looks: [Int] = []
  var workbookProperties = ""
  var firstSheet = "<sheet name=\"用电\" sheetId=\"1\" r:id=\"rId1\"/>"
  var moreSheets: [String] = []
  var sheetType = "worksheet"
  var mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
  var prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  var leftOut: Set<String> = []
  var moreParts: [(name: String, text: String)] = []
  var isDeflated = true
  var prefix = ""
  /// A part that ends before a text.
  var cutAt: (part: String, before: String)?

  var parts: [(name: String, text: String)] {
    let more = moreSheets.indices.map { index in
      ("xl/worksheets/sheet\(index + 2).xml", sheet(moreSheets[index], ""))
    }
    return
      ([
        ("[Content_Types].xml", contentTypes), ("_rels/.rels", packageRelationships),
        ("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", relationships),
        ("xl/worksheets/sheet1.xml", sheet(rows, afterRows)), ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", shared),
      ] + more + moreParts.map { ($0.name, $0.text) }).filter { !leftOut.contains($0.0) }
  }

  func bytes() -> [UInt8] {
    var zip = SmallZip()
    for part in parts {
      let cut = cutAt.flatMap { $0.part == part.name ? part.text.firstRange(of: $0.before) : nil }
      let text = cut.map { String(part.text[..<$0.lowerBound]) } ?? part.text
      zip.add(part.name, Array(text.utf8), deflated: isDeflated)
    }
    return zip.finished()
  }

  func read() throws -> WrittenDocument {
    try Workbook.firstSheet(of: AgencyFile(bytes: bytes(), path: "test.xlsx"))
  }

  private var contentTypes: String {
    "\(prologue)<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"\(mainType)\"/></Types>"
  }

  private var packageRelationships: String {
    "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/officeDocument\""
      + " Target=\"xl/workbook.xml\"/></Relationships>"
  }

  private var workbook: String {
    let more = moreSheets.indices.map {
      "<sheet name=\"S\($0 + 2)\" sheetId=\"\($0 + 2)\" r:id=\"more\($0)\"/>"
    }.joined()
    return
      "<workbook xmlns:r=\"http://r\">\(workbookProperties)<sheets>\(firstSheet)\(more)</sheets>"
      + "</workbook>"
  }

  private var relationships: String {
    let more = moreSheets.indices.map {
      "<Relationship Id=\"more\($0)\" Type=\"http://x/worksheet\" "
        + "Target=\"/xl/worksheets/sheet\($0 + 2).xml\"/>"
    }.joined()
    return "<Relationships>"
      + "<Relationship Id=\"rId1\" Type=\"http://x/\(sheetType)\" Target=\"worksheets/sheet1.xml\"/>"
      + "<Relationship Id=\"rId2\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"
      + (sharedTexts == nil
        ? ""
        : "<Relationship Id=\"rId3\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/>")
      + more + "</Relationships>"
  }

  private func sheet(_ rows: String, _ after: String) -> String {
    let p = prefix
    return
      "\(prologue)<\(p)worksheet\(p.isEmpty ? "" : " xmlns:x=\"http://m\"")><\(p)sheetData>\(rows)"
      + "</\(p)sheetData>\(after)</\(p)worksheet>"
  }

  private var styles: String {
    let codes = formatCodes.enumerated().map { index, code in
      "<numFmt numFmtId=\"\(200 + index)\" formatCode=\"\(code.replacing("\"", with: "&quot;").replacing("<", with: "&lt;"))\"/>"
    }.joined()
    let formats = ([0] + looks).map { "<xf numFmtId=\"\($0)\"/>" }.joined()
    return
      "<styleSheet><numFmts>\(codes)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs>\(formats)</cellXfs></styleSheet>"
  }

  private var shared: String {
    "<sst>" + (sharedTexts ?? []).map { "<si>\($0)</si>" }.joined() + "</sst>"
  }
}

extension SmallWorkbook {
  /// One column: a header and a cell, as XML without its reference.
  static func cell(_ attributes: String, _ content: String, at reference: String = "A2") -> String {
    "<row r=\"2\"><c r=\"\(reference)\" \(attributes)>\(content)</c></row>"
  }

  static let header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>h</t></is></c></row>"

  /// The text of one cell, after the header `h`.
  func value(_ attributes: String, _ content: String) throws -> String {
    var workbook = self
    workbook.rows = Self.header + Self.cell(attributes, content)
    let text = String(decoding: try workbook.read().text, as: UTF8.self)
    return String(text.dropFirst(2).dropLast())
  }
}
