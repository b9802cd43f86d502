import Testing
import WageDomain

@testable import SignalIngest

@Suite("Rows of totals")
struct TotalRowTests {
  private static let good = "A1,2026-10,1.50\nA2,2026-10,2\n"

  @Test(
    "A total is known by its word, however it is typed",
    arguments: [
      (why: "a space within", cells: "合 计,,3.50"), ("an ideographic one", "合　计,,3.50"),
      ("one that does not break", "合\u{00A0}计,,3.50"), ("spaces around", "  总 计　,,3.50"),
      ("a colon", "合计：,,3.50"), ("the unit", "合计(元),,3.50"), ("a count", "合计2户,,3.50"),
      ("of the page", "本页小计,,3.50"), ("of the month", "本月合计,,3.50"), ("so far", "累计,,3.50"),
      ("together", "共计,,3.50"), ("of all", "全部合计,,3.50"), ("twice over", "总合计,,3.50"),
      ("of this time", "本次总计,,3.50"), ("a noun", "合计金额（元）:,,3.50"),
      ("a count of firms", "共计 2 家企业,,3.50"), ("the whole in brackets", "合计【全部】,,3.50"),
      ("in the second cell", ",合计,3.50"), ("in quotes", "\"合 计\",,3.50"),
    ])
  func word(why: String, cells: String) throws {
    for encoding in [TextEncoding.utf8, .gb18030] {
      for (total, findings) in [(cells, 0), (cells.replacing("3.50", with: "9"), 1)] {
        let text = "account_no,month,quantity\n\(Self.good)\(total)\n"
        let bytes = encoding == .utf8 ? Array(text.utf8) : Self.gb18030(text)
        let read = try Support.read(.gas, bytes)
        #expect(read.count == 2 && read.reader.dataRows == 2, "\(why) \(encoding)")
        #expect(read.rejects == [], "\(why) \(encoding)")
        #expect(read.reader.findings.map(\.code).count == findings, "\(why) \(encoding)")
      }
    }
  }

  @Test(
    "Behind a running number it is known, too",
    arguments: ["3,合计,,3.50", ",合 计,,3.50", "合计,,,3.50", " ,总计：,,3.50"])
  func runningNumber(_ total: String) throws {
    let rows = "1,A1,2026-10,1.50\n2,A2,2026-10,2\n"
    let read = try Support.read(.gas, "序号,account_no,month,quantity\n\(rows)\(total)\n")
    #expect(read.count == 2 && read.rejects == [])
    #expect(read.reader.findings.map(\.code) == ["unknown-column"])
  }

  @Test(
    "Other rows are data",
    arguments: [
      (why: "the word in another column", row: "A3,合计,2026-10,1"),
      ("a firm of a like name", "总部大楼,甲,2026-10,1"), ("小 alone", "小河,甲,2026-10,1"),
      ("总 alone", "总,甲,2026-10,1"),
      ("the word behind other text", "甲合计,乙,2026-10,1"), ("本 alone", "本页,甲,2026-10,1"),
    ])
  func data(why: String, row: String) throws {
    let read = try Support.read(.gas, "account_no,name,month,quantity\n\(row)\n")
    #expect(read.count == 1, "\(why)")
  }

  @Test(
    "A firm whose name begins with the word is no total, nor is a row that names its account",
    arguments: [
      (why: "a firm of telecommunication", row: "合计通信科技有限公司,,A1,2026-10,1"),
      ("a firm of metrology", "总计量检测所,,A1,2026-10,1"),
      ("a repair shop", "小计算机维修部,,A1,2026-10,1"),
      ("one without an account", "累计信息科技有限公司,,,2026-10,1"),
      ("the word alone beside an account", "合计,,A1,2026-10,1"),
      ("the word alone beside a code", "合计,\(Support.codes[0]),,2026-10,1"),
    ])
  func firm(why: String, row: String) throws {
    let header = "name,credit_code,account_no,month,quantity\n"
    for encoding in [TextEncoding.utf8, .gb18030] {
      let text = header + row + "\n"
      let read = try Support.read(
        .gas, encoding == .utf8 ? Array(text.utf8) : EncodingTests.gb18030(text))
      #expect(read.count == 1 && read.reader.totalRows == 0, "\(why)")
    }
    for total in ["合计,,,,1", "合计,-,无,,1", "合计,,1户,,1", "合计,合计,合计,,1"] {
      let read = try Support.read(.gas, header + row + "\n" + total + "\n")
      #expect(read.count == 1 && read.rejects == [] && read.reader.totalRows == 1, "\(total)")
    }
  }

  /// The space that does not break has four bytes in GB18030.
  private static func gb18030(_ text: String) -> [UInt8] {
    let parts = text.split(separator: "\u{00A0}", omittingEmptySubsequences: false)
    return Array(
      parts.map { EncodingTests.gb18030(String($0)) }.joined(separator: [0x81, 0x30, 0x84, 0x32]))
  }

  @Test("A sentence about people may begin with the word; alone it is a total")
  func sentence() throws {
    let read = try Support.read(
      .complaints,
      "content,complaint_no,channel,received_at\n合计欠薪三万元,C1,qr,2026-10-05 08:30\n合计,,,\n")
    #expect(read.count == 1 && read.rejects == [])
  }

  @Test("Each word sums its own rows: of the page, of the month, so far, of the file")
  func scopes() throws {
    let rows = """
      A1,2026-09,1
      本页小计,,1
      A2,2026-09,2
      本页小计,,2
      本月合计,,3
      累计,,3
      A3,2026-10,4
      本月合计,,4
      累计,,7
      本年累计,,999
      合计,,7

      """
    let read = try Support.read(.gas, "account_no,month,quantity\n\(rows)")
    #expect(read.reader.findings == [])
    #expect(read.count == 3)
  }
}
