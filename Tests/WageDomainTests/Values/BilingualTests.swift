import Testing
import WageDomain

@Suite("Bilingual")
struct BilingualTests {
  @Test("Each language has its own text and its own code")
  func languages() {
    let text = Bilingual(zh: "逾期", en: "overdue")
    #expect(text.text(.chinese) == "逾期")
    #expect(text.text(.english) == "overdue")
    #expect(Language.allCases.map(\.rawValue) == ["zh", "en"])
    #expect(Language(rawValue: "fr") == nil)
  }
}
