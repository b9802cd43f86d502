import Testing
import WageDomain

@testable import WageStore

@Suite("Room for a block's accounts")
struct SeriesRoomTests {
  @Test("A block that is full refuses the file, and says whose accounts there are too many of")
  func full() throws {
    var index = SeriesIndex(feed: .water)
    for account in 1...3 { _ = index.series(account: "A\(account)", firm: 1025) }
    #expect(index.refusal(slotsPerBlock: 3) == nil)
    let refusal = try #require(index.refusal(slotsPerBlock: 2))
    #expect(refusal.code == "too-many-accounts")
    #expect(refusal.found.en == "3 accounts of water for the firms numbered 1025 to 2048")
    #expect(index.refusal() == nil)
  }
}
