import Foundation
import Testing

@testable import WageStore

@Suite("Payloads of case events as text")
struct CasePayloadTests {
  @Test("Any words come back as they were, by the short way or the long one")
  func roundTrip() throws {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "a", "due_on", "2026-05-08", "\"", "\\", "\n", "乙", "\u{7F}", "\u{1F600}", "/", ":", ",",
      "{", "}", "", " ", "\u{0}", "\u{2028}",
    ]
    func word() -> String {
      (0..<Int.random(in: 0..<4, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
    for _ in 0..<2_000 {
      let payload = Dictionary(
        (0..<Int.random(in: 0..<5, using: &random)).map { _ in (word(), word()) },
        uniquingKeysWith: { first, _ in first })
      let text = try CasePayload.text(payload)
      #expect(CasePayload.values(text) == payload)
      #expect(
        try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == payload)
    }
  }

  @Test(
    "A text that is no flat object of strings is none",
    arguments: [
      "", "{", "}", "{}x", "[]", "{\"a\":1}", "{\"a\":\"b\" \"c\":\"d\"}",
      "{\"a\":{\"b\":\"c\"}}", "{\"a\"}", "{,}", "{\"a\":\"b}",
    ])
  func refused(_ text: String) { #expect(CasePayload.values(text) == nil) }

  @Test("Spaces and escapes are read as JSON has them")
  func spaces() {
    #expect(CasePayload.values("{ \"a\" : \"b\\u4e59\" }") == ["a": "b乙"])
  }
}
