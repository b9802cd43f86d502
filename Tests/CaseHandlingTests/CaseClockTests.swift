import CaseHandling
import Testing
import WageDomain

@Suite("Clocks of a case")
struct CaseClockTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let from: String
    let reply: String
    let promise: String
    var testDescription: String { why }
  }

  @Test(
    "Registered and dispatched on one day: reply in 5, promise in 7 calendar days, no rolling",
    arguments: [
      Example(
        why: "a Friday: the weekend counts", from: "2026-05-08", reply: "2026-05-13",
        promise: "2026-05-15"),
      Example(
        why: "a Monday: due on a Saturday, which stays", from: "2026-03-02", reply: "2026-03-07",
        promise: "2026-03-09"),
      Example(
        why: "before Spring Festival: the holiday counts", from: "2026-02-13",
        reply: "2026-02-18", promise: "2026-02-20"),
      Example(
        why: "the end of a short month", from: "2026-02-26", reply: "2026-03-03",
        promise: "2026-03-05"),
      Example(
        why: "a leap day counts", from: "2028-02-26", reply: "2028-03-02", promise: "2028-03-04"),
      Example(
        why: "over New Year into a year without a notice", from: "2031-12-29",
        reply: "2032-01-03", promise: "2032-01-05"),
    ])
  func dueDays(_ example: Example) throws {
    let status = try Fixture.history().replay([
      Fixture.registered(example.from), Fixture.event(Fixture.order(), example.from),
    ])
    #expect(status.clocks.map(\.id) == ["promise-7", "reply-5"])
    #expect(status.clocks.map(\.dueOn?.description) == [example.promise, example.reply])
    #expect(status.clocks.map(\.deadline.counted.count) == [7, 5])
    #expect(status.clocks.allSatisfy { $0.deadline.skipped.isEmpty })
    #expect(status.nextDue?.id == "reply-5")
  }

  @Test("The day of the transfer order is day 0 up to its last second")
  func lastSecond() throws {
    let status = try Fixture.history().replay([
      Fixture.registered("2026-05-07"),
      Fixture.event(Fixture.order(), "2026-05-08T23:59:59+08:00"),
    ])
    #expect(status.clocks.last?.dueOn == Fixture.day("2026-05-13"))
  }

  struct Ending: CustomTestStringConvertible, Sendable {
    let why: String
    let reply: String?
    let asOf: String
    let state: ClockState
    var testDescription: String { why }
  }

  @Test(
    "A reply due on 13 May",
    arguments: [
      Ending(why: "runs on the due day", reply: nil, asOf: "2026-05-13", state: .running),
      Ending(why: "late the next civil day", reply: nil, asOf: "2026-05-14", state: .late),
      Ending(
        why: "met in the last second of the due day", reply: "2026-05-13T23:59:59+08:00",
        asOf: "2026-05-20", state: .met),
      Ending(
        why: "late one second after midnight", reply: "2026-05-14T00:00:01+08:00",
        asOf: "2026-05-20", state: .late),
    ])
  func replyClock(_ example: Ending) throws {
    var events = [
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-08"),
    ]
    if let reply = example.reply { events.append(Fixture.event(Fixture.reply, reply)) }
    let status = try Fixture.history().replay(events)
    let clock = try #require(status.clocks.last)
    #expect(clock.state(asOf: Fixture.day(example.asOf)) == example.state)
    #expect(status.lateReplyNeedsSignature == (example.reply != nil && example.state == .late))
  }

  @Test("A reply typed in late counts from the day it came")
  func backdatedReply() throws {
    let status = try Fixture.history().replay([
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-08"),
      Fixture.event(.resolved(.wagesPaid), "2026-05-20"),
      Fixture.event(Fixture.reply, "2026-05-12"),
    ])
    #expect(status.state == .resolved)
    #expect(
      status.clocks.map { $0.state(asOf: Fixture.day("2026-05-21")) } == [.late, .met, .running])
  }

  @Test("A second transfer order starts the new body's own clock; the first runs on")
  func secondOrder() throws {
    let status = try Fixture.history().replay([
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(1), "2026-05-08"),
      Fixture.event(Fixture.order(2, body: "water"), "2026-05-11"),
    ])
    let replies = status.clocks.filter { $0.id == "reply-5" }
    #expect(replies.map(\.round) == [1, 2])
    #expect(replies.map(\.body) == ["housing", "water"])
    #expect(replies.map(\.dueOn) == [Fixture.day("2026-05-13"), Fixture.day("2026-05-16")])
    #expect(status.body == "water")
  }

  @Test("Closing or merging stops what still runs, neither met nor late")
  func stopped() throws {
    let closed = try Fixture.history().replay([
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-08"),
      Fixture.event(.resolved(.wagesPaid), "2026-05-10"), Fixture.event(.closed, "2026-05-11"),
    ])
    #expect(
      closed.clocks.map { "\($0.id) \($0.state(asOf: Fixture.day("2026-06-01")))" }
        == ["promise-7 met", "reply-5 stopped", "callback-15 stopped"])
    #expect(closed.nextDue == nil)
  }

  @Test("What ran out before the end of the case was late, though nobody answered it")
  func stoppedLate() throws {
    let closed = try Fixture.history().replay([
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-08"),
      Fixture.event(.resolved(.wagesPaid), "2026-05-15"), Fixture.event(.closed, "2026-05-16"),
    ])
    let day = Fixture.day("2026-06-01")
    #expect(
      closed.clocks.map { "\($0.id) \($0.state(asOf: day))" }
        == ["promise-7 met", "reply-5 late", "callback-15 stopped"])
  }

  @Test(
    "What is due is due from the body that has the case; the clock of one it has left names nobody")
  func dueFromTheNextBody() throws {
    let dues = try Fixture.history().replay([
      Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(1), "2026-05-08"),
      Fixture.event(Fixture.order(2, body: "water"), "2026-05-11"),
    ]).dues(caseNo: "2026-000001", asOf: Fixture.day("2026-05-12"))
    #expect(dues.map(\.clock) == ["reply-5", "promise-7", "reply-5"])
    #expect(dues.map(\.body) == [nil, "water", "water"])
  }

  @Test("What is due on a day: running clocks by due day, days left negative when overdue")
  func dues() throws {
    let events = [
      Fixture.registered("2026-05-08", persons: 3),
      Fixture.event(Fixture.order(), "2026-05-09"),
    ]
    let history = try Fixture.history()
    let dues = try history.replay(events)
      .dues(caseNo: "2026-000001", asOf: Fixture.day("2026-05-15"))
    #expect(dues.map(\.clock) == ["reply-5", "promise-7"])
    #expect(dues.map(\.daysLeft) == [-1, 0])
    #expect(dues.map(\.body) == ["housing", "housing"])
    let before = try history.replay(Array(events.prefix(1)))
      .dues(caseNo: "2026-000001", asOf: Fixture.day("2026-05-08"))
    #expect(before.map(\.clock) == ["assign-2", "promise-7"])
  }

  @Test("An event before the registration, or a case that begins otherwise, is refused")
  func beginnings() throws {
    let history = try Fixture.history()
    #expect(throws: IllegalCaseEvent.self) {
      try history.replay([
        Fixture.registered("2026-05-08"), Fixture.event(Fixture.order(), "2026-05-07"),
      ])
    }
    #expect(throws: IllegalCaseEvent.notRegistered(.closed)) {
      try history.replay([Fixture.event(.closed, "2026-05-08")])
    }
  }
}
