import Testing
import WageDomain
import WageReports

@Suite("Reports as pages")
struct ReportDocumentTests {
  private static let document = ReportDocument(
    title: Bilingual(zh: "标题 <1>", en: "Title <1>"), lines: [.same("a & b")],
    sections: [
      ReportSection(
        heading: Bilingual(zh: "表", en: "Table"),
        table: ReportTable(
          columns: [
            ReportColumn(zh: "单位", en: "firm"), ReportColumn(zh: "数", en: "n", isNumber: true),
          ],
          rows: [
            ReportRow([.same("甲\"乙|丙"), .same("1")], weight: .warning),
            ReportRow([Bilingual(zh: "全区", en: "district"), .same("1")], weight: .total),
          ]))
    ])

  @Test("A page is escaped, says its language and needs nothing from elsewhere")
  func html() {
    let page = Self.document.html(.chinese)
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"zh-CN\">"))
    #expect(page.contains("<h1>标题 &lt;1&gt;</h1>"))
    #expect(page.contains("<p>a &amp; b</p>"))
    #expect(
      page.contains(
        "<tr class=\"warning\"><td>甲&quot;乙|丙</td><td class=\"number\">1</td></tr>"))
    #expect(!page.contains("http"))
    #expect(!page.contains("<script"))
    #expect(page.contains("@page"))
  }

  @Test("Markdown keeps a bar within its cell")
  func markdown() {
    #expect(
      Self.document.markdown(.english) == """
        # Title <1>

        a & b

        ## Table

        | firm | n |
        | --- | ---: |
        | 甲"乙\\|丙 | 1 |
        | district | 1 |

        """)
  }
}
