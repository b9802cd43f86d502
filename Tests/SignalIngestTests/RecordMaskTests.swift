import Testing
import WageDomain

@testable import SignalIngest

@Suite("Raw text of rows in lists")
struct RecordMaskTests {
  static let code = Support.codes[0]

  @Test(
    "Personal data is hidden by the feed, whatever columns the file names",
    arguments: [
      (
        why: "a complaints file without a personal column, a name one cell off",
        feed: Feed.complaints, header: "complaint_no,channel,received_at,persons",
        row: "C1,王小明,2026-10-05 08:30,3", shown: "C1,王**,2026-10-05 08:30,3"
      ),
      (
        "a number of a person in it", .complaints, "complaint_no,channel,received_at,firm_name",
        "C1,fax,2026-10-05 08:30,甲公司13812345678",
        "C1,fax,2026-10-05 08:30,甲公司138****5678"
      ),
      (
        "a column of the agency's own may hold anything", .complaints,
        "complaint_no,channel,received_at,姓名,经办", "C1,fax,2026-10-05 08:30,\"王小明\",",
        "C1,fax,2026-10-05 08:30,王**,"
      ),
      (
        "a cell too many: nobody knows where the name stands", .complaints,
        "complaint_no,channel,received_at", "C1,fax,2026-10-05 08:30,王小明", "**"
      ),
      (
        "text behind a quote: nobody knows what of it is a value", .complaints,
        "complaint_no,channel,received_at,place", "C1,qr,2026-10-05 08:30,\"甲\"张三",
        "C1,qr,2026-10-05 08:30,**"
      ),
      (
        "a feed without personal data shows all, its own columns too", .payroll,
        "credit_code,wage_month,paid_on,persons,amount_yuan,经办",
        "\(code),2026-10,2026-11-15,x,5,劳资科", "\(code),2026-10,2026-11-15,x,5,劳资科"
      ),
    ])
  func masked(why: String, feed: Feed, header: String, row: String, shown: String) throws {
    let read = try Support.read(feed, "\(header)\n\(row)\n")
    let raw = try #require(read.rejects.first?.raw)
    #expect(raw == row)
    #expect(read.reader.recordText.masked(raw) == shown, "\(why)")
  }
}
