import Testing
import WageDomain

@Suite("A warning's events")
struct WarningStatusTests {
  private static func day(_ number: Int) -> Day { Day(number: Int32(20_000 + number)) }

  private static func event(_ act: WarningAct, _ number: Int) -> WarningEvent {
    WarningEvent(act, effectiveOn: day(number), actor: "officer")
  }

  private static let fired = event(.fired(.red, firm: 7, run: 3, dueOn: day(1)), 0)

  struct Illegal: CustomTestStringConvertible, Sendable {
    let why: String
    let events: [WarningEvent]
    let fault: IllegalWarningEvent
    var testDescription: String { why }
  }

  @Test(
    "that cannot follow one another are refused",
    arguments: [
      Illegal(why: "nothing fired", events: [], fault: .notFired),
      Illegal(why: "fired twice", events: [fired, fired], fault: .firedTwice),
      Illegal(
        why: "an outcome twice",
        events: [
          fired, event(.recorded(.valid, noteHash: nil), 2),
          event(.recorded(.falseAlarm, noteHash: nil), 3),
        ], fault: .alreadyRecorded(.valid, on: day(2))),
      Illegal(
        why: "assigned after it was closed",
        events: [fired, event(.recorded(.valid, noteHash: nil), 2), event(.assigned(to: "a"), 2)],
        fault: .alreadyRecorded(.valid, on: day(2))),
      Illegal(
        why: "a day before the firing", events: [fired, event(.assigned(to: "a"), -1)],
        fault: .before(day(-1), latest: day(0), isFiring: true)),
      Illegal(
        why: "a day before what was recorded last",
        events: [fired, event(.assigned(to: "a"), 3), event(.recorded(.valid, noteHash: nil), 2)],
        fault: .before(day(2), latest: day(3), isFiring: false)),
      Illegal(
        why: "the same person again",
        events: [fired, event(.assigned(to: "a"), 1), event(.assigned(to: "a"), 2)],
        fault: .alreadyWith("a")),
    ])
  func illegal(_ example: Illegal) {
    #expect(throws: example.fault) { try WarningStatus(example.events) }
    #expect(example.fault.text.zh != example.fault.text.en)
  }

  @Test("tell where it stands on a day: late is the day after the due day")
  func states() throws {
    let open = try WarningStatus([Self.fired])
    #expect(open.state(asOf: Self.day(1)) == .open)
    #expect(open.state(asOf: Self.day(2)) == .overdue)
    let assigned = try WarningStatus([Self.fired, Self.event(.assigned(to: "a"), 1)])
    #expect(assigned.state(asOf: Self.day(1)) == .assigned)
    #expect(assigned.state(asOf: Self.day(2)) == .overdue)
    let closed = try WarningStatus([
      Self.fired, Self.event(.recorded(.dataLate, noteHash: "ff"), 9),
    ])
    #expect(closed.state(asOf: Self.day(99)) == .closed)
  }

  @Test("are the same after their payloads were written and read")
  func payloads() {
    for act in [
      .fired(.orange, firm: 9, run: 2, dueOn: Self.day(5)), .assigned(to: "a"),
      .recorded(.alreadyKnown, noteHash: nil), .recorded(.valid, noteHash: "ff"),
    ] as [WarningAct] {
      #expect(WarningAct(type: act.type, payload: act.payload) == act)
    }
    #expect(WarningAct(type: "fired", payload: ["tier": "green"]) == nil)
    #expect(WarningAct(type: "withdrawn", payload: [:]) == nil)
  }
}
