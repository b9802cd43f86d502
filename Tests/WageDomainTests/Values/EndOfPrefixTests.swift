import Testing
import WageDomain

@Suite("The end of a beginning")
struct EndOfPrefixTests {
  @Test("is where a search from the front stops", arguments: 0...20)
  func likeAScan(count: Int) {
    for bound in -1...count + 1 {
      let all = Array(0..<count)
      #expect(all.endOfPrefix { $0 < bound } == all.prefix { $0 < bound }.endIndex)
      #expect(all[(count / 2)...].endOfPrefix { $0 < bound } == max(count / 2, min(bound, count)))
    }
  }
}
