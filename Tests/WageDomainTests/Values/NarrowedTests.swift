import Testing
import WageDomain

@Suite("Full-width characters")
struct NarrowedTests {
  @Test(
    "Full-width forms are ASCII, whatever else is folded",
    arguments: [
      (why: "letters of both cases and digits", wide: "ＡＺａｚ０９", narrow: "AZaz09"),
      ("the first, the last, and the space", "！～\u{3000}", "!~ "),
      ("what is no full-width form of ASCII stays", "甲。￥｟ａ\u{301}", "甲。￥｟a\u{301}"),
    ])
  func narrowed(why: String, wide: String, narrow: String) {
    let scalars = wide.unicodeScalars.map(\.narrowed)
    #expect(scalars == Array(narrow.unicodeScalars), "\(why)")
    #expect(scalars.map(\.narrowed) == scalars, "\(why)")
  }
}
