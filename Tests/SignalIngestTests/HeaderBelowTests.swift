import SignalIngest
import Testing
import WageDomain

@Suite("A header that is not the first line")
struct HeaderBelowTests {
  struct Title: CustomTestStringConvertible, Sendable {
    let why: String
    let above: String
    let found: String
    let remedy: String
    var testDescription: String { why }
  }

  private static let table = "户号,企业名称,年月,用量\nA1,南浔甲,2026-10,5\n"

  static let titles: [Title] = [
    Title(
      why: "a title", above: "湖州市南浔区2026年10月用电明细\n",
      found: "what looks like a title; the header is in line 2", remedy: "Delete line 1 and send"),
    Title(
      why: "a title, an empty line and who sent it",
      above: "湖州市南浔区2026年10月用电明细,,,\n\n填报单位：南浔供电所,,,单位：度\n",
      found: "what looks like a title; the header is in line 4", remedy: "Delete lines 1-3 and send"
    ),
    Title(
      why: "a title in quotes over two lines", above: "\"用电\n明细\",,,\n",
      found: "what looks like a title; the header is in line 3", remedy: "Delete lines 1-2 and send"
    ),
    Title(
      why: "a title with stray quotes", above: "2026年\"10月\"用电明细\n",
      found: "what looks like a title; the header is in line 2", remedy: "Delete line 1 and send"),
    Title(
      why: "a title that names the month", above: "年月,2026-10\n",
      found: "what looks like a title; the header is in line 2", remedy: "Delete line 1 and send"),
    Title(
      why: "Excel's note", above: "sep=,\n",
      found: "a note on the delimiter for Excel (sep=); the header is in line 2",
      remedy: "Delete line 1 and send"),
    Title(
      why: "Excel's note in quotes", above: "\"sep=,\"\n",
      found: "a note on the delimiter for Excel (sep=); the header is in line 2",
      remedy: "Delete line 1 and send"),
  ]

  @Test("The file stays out with the header's line and the lines to delete", arguments: titles)
  func title(_ title: Title) throws {
    for lineEnd in ["\n", "\r\n"] {
      let text = (title.above + Self.table).replacing("\n", with: lineEnd)
      for bytes in [Array(text.utf8), EncodingTests.gb18030(title.above + Self.table)] {
        let refusal = try #require(try Support.refusal(.electricity, bytes))
        #expect(refusal.code == "header-below" && refusal.line == 1)
        #expect(refusal.found.en == title.found)
        #expect(refusal.remedy.en.hasPrefix(title.remedy))
        #expect(refusal.found.zh.contains("表头在第"))
        let hasUnits = refusal.remedy.en.contains("first convert the values: quantity in kWh")
        #expect(hasUnits != title.above.contains("sep="))
        #expect(refusal.remedy.zh.contains("用量(kWh)、费用(元)、欠费(元)") == hasUnits)
      }
    }
  }

  @Test(
    "A table of another kind is told as what it is",
    arguments: [
      (
        why: "bars", text: table.replacing(",", with: "|"), code: "missing-column",
        says: "'|' divides"
      ),
      ("full-width commas", table.replacing(",", with: "，"), "missing-column", "'，' divides"),
      ("a web page", "<html>\n<table>\n", "workbook-kind", "a web page"),
      ("an XML sheet", "  <?xml version=\"1.0\"?>\n<Workbook/>\n", "workbook-kind", "XML"),
    ])
  func otherTable(why: String, text: String, code: String, says: String) throws {
    let refusal = try #require(try Support.refusal(.electricity, Array(text.utf8)))
    #expect(refusal.code == code && refusal.found.en.contains(says), "\(why): \(refusal)")
  }

  @Test("A header without rows is a finding where rows come every month")
  func noRows() throws {
    let header = "户号,年月,用量\n"
    for text in [header, header + ",,\n", header + "合计,,5\n"] {
      let read = try Support.read(.electricity, text)
      #expect(read.reader.findings.contains { $0.code == "no-rows" })
    }
    #expect(try Support.read(.electricity, header + "A1,2026-13,5\n").reader.findings == [])
    let event = "complaint_no,channel,received_at\n"
    #expect(try Support.read(.complaints, event).reader.findings == [])
  }

  @Test("With another delimiter, too")
  func delimiters() throws {
    for delimiter in ["\t", ";"] {
      let text = "sep=\(delimiter)\n" + Self.table.replacing(",", with: delimiter)
      let refusal = try Support.refusal(.electricity, Array(text.utf8))
      #expect(refusal?.code == "header-below")
    }
  }

  @Test(
    "No line is taken for a title that may be a row",
    arguments: [
      (
        why: "rows above a header, as in two exports put together", text: "A1,甲,2026-09,5\n" + table
      ),
      ("no header anywhere", "A1,甲,2026-09,5\nA2,乙,2026-09,5\n"),
      ("a header too far down", String(repeating: "说明\n", count: 10) + table),
      ("a header that lacks a column", "户号,企业名称,年月\nA1,甲,2026-10\n"),
      ("a column's name below in a row", "标题\n甲,年月,1,2\n"),
    ])
  func noTitle(why: String, text: String) throws {
    let refusal = try Support.refusal(.electricity, Array(text.utf8))
    #expect(refusal?.code == "missing-column", "\(why)")
  }
}
