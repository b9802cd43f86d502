import Testing
import WageDomain

@testable import WageStore

@Suite("What happened to the firms, in little room")
struct FirmEventsTests {
  @Test(
    "An event comes back as it was put in",
    arguments: [
      (Int64?.none, Int64?.none, "a row that says neither"),
      (0, 0, "none is not unknown"),
      (12, -5, "a refund"),
      (Int64(Int32.max), 1, "the most that a row has room for"),
      (Int64(Int32.max) + 1, 1, "one more"),
      (Int64(Int32.min), Int64.max, "the mark of an unknown number as a number"),
      (Int64.max, Int64.min + 1, "a column's widest"),
    ])
  func comesBack(persons: Int64?, fen: Int64?, why: String) throws {
    let event = try event(7, on: "2026-03-02", persons: persons, amount: fen.map { Money(fen: $0) })
    var events = FirmEvents()
    events.add(event, firm: 3)
    events.sort()
    #expect(events[3] == [event], "\(why)")
    #expect(events[2] == nil && events[4] == nil)
  }

  @Test("Events of a firm come by day, then by feed, then by id, also those that have no room")
  func order() throws {
    let sorted = try [
      event(9, on: "2026-03-01"), event(4, on: "2026-03-02", persons: .max),
      event(5, on: "2026-03-02"), event(8, on: "2026-03-02", feed: .inspections),
      event(1, on: "2026-03-03"),
    ]
    var events = FirmEvents()
    for place in [3, 0, 4, 2, 1] { events.add(sorted[place], firm: 3) }
    events.sort()
    #expect(events[3] == sorted)
  }

  private func event(
    _ id: Int64, on day: String, feed: Feed = .complaints, persons: Int64? = 2,
    amount: Money? = nil
  ) throws -> FirmEvent {
    FirmEvent(
      feed: feed, id: id, occurredOn: try #require(Day(day)), word: "hotline", persons: persons,
      amount: amount)
  }
}
