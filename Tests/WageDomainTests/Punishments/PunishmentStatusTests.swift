import Testing
import WageDomain

@Suite("The list of joint punishment (令45)")
struct PunishmentStatusTests {
  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  static func event(_ act: PunishmentAct, _ on: String) -> PunishmentEvent {
    PunishmentEvent(act, effectiveOn: day(on), actor: "clerk")
  }

  static func entered(_ on: String = "2026-06-01") -> PunishmentEvent {
    event(
      .entered(
        PunishmentEntry(
          party: 1, ground: .groupEvent, order: "LJ-1", orderDueOn: day("2026-05-20"),
          caseNo: nil, endsOn: day("2029-06-01"))), on)
  }

  static let repaired = event(
    .repaired(
      PunishmentRepair(
        paidOn: day("2026-07-01"), removableFrom: day("2027-01-02"), promiseHash: "ef")),
    "2026-07-02")
  static func removed(_ ground: RemovalGround, _ on: String) -> PunishmentEvent {
    event(.removed(ground, reasonHash: "ef"), on)
  }

  struct Example: CustomTestStringConvertible, Sendable {
    let why: String
    let events: [PunishmentEvent]
    let fault: IllegalPunishmentEvent?
    var testDescription: String { why }
  }

  @Test(
    "Each step has its day and its state",
    arguments: [
      Example(
        why: "the day after the order ran out",
        events: [PunishmentStatusTests.entered("2026-05-21")], fault: nil),
      Example(
        why: "the order can still be obeyed on its last day",
        events: [PunishmentStatusTests.entered("2026-05-20")],
        fault: .orderRuns(
          dueOn: PunishmentStatusTests.day("2026-05-20"),
          found: PunishmentStatusTests.day("2026-05-20"))),
      Example(
        why: "nothing before the entry", events: [PunishmentStatusTests.repaired],
        fault: .notEntered),
      Example(
        why: "published twice",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.event(.published, "2026-06-03"),
          PunishmentStatusTests.event(.published, "2026-06-04"),
        ],
        fault: .notAllowed(
          .published, in: .published, allowed: [.renewed, .repaired, .removed])),
      Example(
        why: "the term's last day is still the term's",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.removed(.termOver, "2029-06-01"),
        ],
        fault: .termRuns(
          to: PunishmentStatusTests.day("2029-06-01"),
          found: PunishmentStatusTests.day("2029-06-01"))),
      Example(
        why: "the day after it is over",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.removed(.termOver, "2029-06-02"),
        ], fault: nil),
      Example(
        why: "repaired without a repair",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.removed(.repaired, "2027-06-02"),
        ], fault: .notRepaired),
      Example(
        why: "repaired, a day too early",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.repaired,
          PunishmentStatusTests.removed(.repaired, "2027-01-01"),
        ],
        fault: .repairRuns(
          until: PunishmentStatusTests.day("2027-01-02"),
          found: PunishmentStatusTests.day("2027-01-01"))),
      Example(
        why: "repaired, on its day",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.repaired,
          PunishmentStatusTests.removed(.repaired, "2027-01-02"),
        ], fault: nil),
      Example(
        why: "annulled at once",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.removed(.revoked, "2026-06-01"),
        ], fault: nil),
      Example(
        why: "who paid is not renewed",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.repaired,
          PunishmentStatusTests.event(
            .renewed(endsOn: PunishmentStatusTests.day("2031-06-01")), "2029-06-01"),
        ], fault: .paid(on: PunishmentStatusTests.day("2026-07-01"))),
      Example(
        why: "nothing after the removal",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.removed(.revoked, "2026-06-02"),
          PunishmentStatusTests.event(.published, "2026-06-03"),
        ], fault: .notAllowed(.published, in: .removed, allowed: [])),
      Example(
        why: "before what was recorded last",
        events: [
          PunishmentStatusTests.entered(), PunishmentStatusTests.event(.published, "2026-05-31"),
        ],
        fault: .before(
          PunishmentStatusTests.day("2026-05-31"),
          latest: PunishmentStatusTests.day("2026-06-01"))),
    ])
  func steps(_ example: Example) {
    if let fault = example.fault {
      #expect(throws: fault) { try PunishmentStatus(example.events) }
      #expect(fault.text.zh != fault.text.en)
    } else {
      #expect(throws: Never.self) { try PunishmentStatus(example.events) }
    }
  }

  @Test("A renewal runs on from the term's end, and can be over too")
  func renewed() throws {
    let renewal = Self.event(.renewed(endsOn: Self.day("2031-06-01")), "2029-06-01")
    let status = try PunishmentStatus([Self.entered(), renewal])
    #expect(status.endsOn == Self.day("2031-06-01"))
    #expect(status.renewals == 1)
    #expect(throws: IllegalPunishmentEvent.self) {
      try PunishmentStatus([Self.entered(), renewal, Self.removed(.termOver, "2030-01-01")])
    }
    let over = try PunishmentStatus(
      [Self.entered(), renewal, Self.removed(.termOver, "2031-06-02")])
    #expect(over.state == .removed)
  }

  @Test("Every act reads back from its payload")
  func payload() {
    let acts =
      [Self.entered(), Self.repaired, Self.removed(.revoked, "2026-06-02")].map(\.act)
      + [.published, .renewed(endsOn: Self.day("2031-06-01"))]
    #expect(Set(acts.map(\.kind)) == Set(PunishmentActKind.allCases))
    for act in acts {
      #expect(PunishmentAct(type: act.kind.rawValue, payload: act.payload) == act)
    }
  }

  @Test("Early removal counts from the later of payment and decision")
  func early() throws {
    let policy = PunishmentPolicy(
      term: TermLength(months: 36),
      publication: try #require(DeadlineRule(days: 7, kind: .working, roll: .none)),
      renewal: TermLength(months: 24), repair: TermLength(months: 6))
    let decided = Self.day("2026-06-01")
    #expect(
      policy.removableFrom(paidOn: Self.day("2026-05-25"), enteredOn: decided)
        == Self.day("2026-12-02"))
    #expect(
      policy.removableFrom(paidOn: Self.day("2026-08-31"), enteredOn: decided)
        == Self.day("2027-03-01"))
  }
}
