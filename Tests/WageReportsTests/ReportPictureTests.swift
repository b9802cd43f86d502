import Foundation
import FoundationXML
import Testing
import WageDomain

@testable import WageReports

@Suite("Pictures of reports")
struct ReportPictureTests {
  private static func picture(
    _ form: ReportPicture.Form, _ values: [Int64?], unit: PictureUnit = .percent
  ) -> ReportPicture {
    ReportPicture(
      title: Bilingual(zh: "命中 <1>", en: "hits <1>"), form: form,
      labels: values.indices.map { .same("\($0) & more") },
      series: [
        .init(Bilingual(zh: "甲", en: "first"), values),
        .init(Bilingual(zh: "乙", en: "second"), values.reversed()),
      ], unit: unit, ranges: values.map { value in value.map { ($0 / 2, $0 * 2) } })
  }

  @Test(
    "They are well formed, in both languages",
    arguments: [ReportPicture.Form.lines, .bars], Language.allCases)
  func form(_ form: ReportPicture.Form, _ language: Language) {
    let svg = Self.picture(form, [100_000, nil, 340_000, 0]).svg(language)
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(svg.contains(language == .chinese ? "命中 &lt;1&gt;" : "hits &lt;1&gt;"))
    #expect(svg.contains("0 &amp; more"))
  }

  @Test("A gap in the values is a gap in the line")
  func gap() {
    let svg = Self.picture(.lines, [100_000, 200_000, nil, 300_000]).svg(.english)
    #expect(svg.components(separatedBy: "<polyline").count == 1 + 2 + 2)
  }

  @Test(
    "The axis ends at or above the most, with at most six marks",
    arguments: [
      (values: [Int64](), lowest: Int64(0), finest: Int64(1_000)), ([3_000], 0, 1_000),
      ([412_345, 7], 0, 1_000), ([999_999], 400_000, 1_000), ([1_000_000], 0, 1_000_000),
      ([7_000_000], 0, 1_000_000), ([130_000_000_000], 0, 1_000_000),
    ])
  func axis(_ values: [Int64], _ lowest: Int64, _ finest: Int64) throws {
    let scale = PictureScale(values, lowest: lowest, finest: finest)
    #expect(scale.highest >= values.max() ?? 0 && scale.lowest == lowest)
    #expect((2...6).contains(scale.marks.count) && scale.marks.last == scale.highest)
    #expect(zip(scale.marks, scale.marks.dropFirst()).allSatisfy { $1 - $0 >= finest })
    #expect(scale.place(scale.highest) == PictureScale.top)
    #expect(scale.place(lowest) == PictureScale.bottom)
  }

  @Test(
    "The axis begins at a mark below what was asked for when a value lies lower",
    arguments: [
      (why: "below it", values: [Int64(301_000), 700_000], lowest: Int64(300_000)),
      ("far below it", [250_000, 950_000], 200_000),
      ("just below it", [399_999, 450_000], 380_000),
      ("nothing", [0, 1_000_000], 0),
    ])
  func lower(_ why: String, _ values: [Int64], _ lowest: Int64) throws {
    let scale = PictureScale(values, lowest: 400_000)
    #expect(scale.lowest == lowest && scale.marks.first == lowest)
    #expect(scale.highest >= values.max() ?? 0)
    #expect(Set(values.map(scale.place)).count == 2)
    #expect(values.map(scale.place).allSatisfy { (PictureScale.top...PictureScale.bottom) ~= $0 })
  }

  @Test("A series without a value is not named below the picture")
  func unnamed() {
    let picture = ReportPicture(
      title: .same("t"), form: .lines, labels: [.same("1"), .same("2")],
      series: [
        .init(.same("card"), [500_000, nil]), .init(.same("random"), [nil, nil]),
        .init(.same("before"), [nil, 300_000]),
      ], unit: .fraction, lowest: 400_000)
    let svg = picture.svg(.english)
    #expect(svg.contains(">card<") && svg.contains(">before<") && !svg.contains(">random<"))
  }

  @Test("Numbers at the axis are those of their unit")
  func units() {
    #expect(PictureUnit.percent.text(55_000) == "5.5 %" && PictureUnit.percent.text(0) == "0 %")
    #expect(PictureUnit.fraction.text(1_000_000) == "1.000")
    #expect(PictureUnit.fraction.text(4_500) == "0.005")
    #expect(PictureUnit.count.text(12_000_000) == "12")
  }

  @Test("A picture without a value is left out of a page")
  func empty() {
    let document = ReportDocument(
      title: .same("t"), lines: [],
      sections: [
        ReportSection(heading: .same("h"), pictures: [Self.picture(.bars, [nil, nil])])
      ])
    #expect(!document.html(.english).contains("<svg"))
  }
}
