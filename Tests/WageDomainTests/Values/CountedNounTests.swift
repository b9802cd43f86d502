import Testing
import WageDomain

@Suite("A number and what it counts")
struct CountedNounTests {
  @Test(
    "One of a thing stands in the singular, any other number in the plural",
    arguments: [
      (0, "row", nil, "0 rows"), (1, "row", nil, "1 row"), (2, "row", nil, "2 rows"),
      (-1, "row", nil, "-1 rows"), (1, "entry", "entries", "1 entry"),
      (0, "entry", "entries", "0 entries"), (1, "row waits", "rows wait", "1 row waits"),
      (21, "row waits", "rows wait", "21 rows wait"),
    ] as [(Int, String, String?, String)])
  func counted(number: Int, one: String, many: String?, text: String) {
    #expect(number.counted(one, many) == text)
  }
}
