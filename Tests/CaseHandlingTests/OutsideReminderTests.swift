import CaseHandling
import Testing
import WageDomain

@Suite("What the worker and the firm are told, and when")
struct OutsideReminderTests {
  private func reminders(_ events: [CaseEvent], asOf day: String) throws -> [CaseReminder] {
    let rules = WorkflowRules(
      policy: try Fixture.policy(), routing: try Fixture.routing(), calendar: Fixture.plainYear)
    return try rules.reminders(ofCase: "2026-000001", events, asOf: Fixture.day(day))
      .filter { $0.recipient == .worker || $0.recipient == .firm }
  }

  private func told(_ events: [CaseEvent], asOf day: String) throws -> [String] {
    try reminders(events, asOf: day).map {
      "\($0.clock)/\($0.round)/\($0.step) \($0.recipient.rawValue) \($0.effectiveAt.day) for \($0.dueOn) "
        + ($0.overtaken?.rawValue ?? "-")
    }
  }

  static let agreed = RepaymentAgreement(
    fileHash: "ab",
    instalments: [Instalment(dueOn: Fixture.day("2026-06-01"), amount: Money(fen: 100))])

  struct Example: CustomTestStringConvertible {
    let why: String
    let events: [CaseEvent]
    let asOf: String
    let told: [String]
    var testDescription: String { why }
  }

  @Test(
    "Each at its moment, once",
    arguments: [
      Example(
        why: "registered: the worker has a number and a day",
        events: [Fixture.registered("2026-05-08")], asOf: "2026-05-08",
        told: ["promise-7/1/3 worker 2026-05-08 for 2026-05-15 -"]),
      Example(
        why: "sent to its body: the firm hears of it", events: ReminderTests.open,
        asOf: "2026-05-15",
        told: [
          "promise-7/1/3 worker 2026-05-08 for 2026-05-15 -",
          // The reply was due on the 13th: a letter now would come after it.
          "reply-5/1/3 firm 2026-05-08 for 2026-05-13 past",
        ]),
      Example(
        why:
          "the promised day passed: the worker hears so, and what was promised is not sent any more",
        events: [Fixture.registered("2026-05-08")], asOf: "2026-05-16",
        told: [
          "promise-7/1/3 worker 2026-05-08 for 2026-05-15 past",
          "promise-7/1/4 worker 2026-05-16 for 2026-05-15 -",
        ]),
      Example(
        why: "paid the day after: the firm is not asked to pay, though the body has still to reply",
        events: ReminderTests.open + [
          Fixture.event(.resolved(.wagesPaid), "2026-05-09T10:00:00+08:00")
        ], asOf: "2026-05-09",
        told: [
          "promise-7/1/3 worker 2026-05-08 for 2026-05-15 answered",
          "reply-5/1/3 firm 2026-05-08 for 2026-05-13 settled",
          "callback-15/1/2 worker 2026-05-09 for 2026-05-24 -",
        ]),
      Example(
        why: "an agreement: the worker hears what was recorded, the firm of each instalment",
        events: ReminderTests.open + [
          Fixture.event(.resolved(.repaymentAgreement(agreed)), "2026-05-12T10:00:00+08:00")
        ], asOf: "2026-06-01",
        told: [
          "promise-7/1/3 worker 2026-05-08 for 2026-05-15 answered",
          "reply-5/1/3 firm 2026-05-08 for 2026-05-13 settled",
          "callback-15/1/2 worker 2026-05-12 for 2026-05-27 past",
          "instalment/1/1 firm 2026-05-29 for 2026-06-01 -",
          "instalment/1/2 firm 2026-06-01 for 2026-06-01 -",
        ]),
      Example(
        why: "an instalment that was paid: nothing is asked of the firm",
        events: ReminderTests.open + [
          Fixture.event(.resolved(.repaymentAgreement(agreed)), "2026-05-12T10:00:00+08:00"),
          Fixture.event(.instalmentPaid(1), "2026-05-20"),
        ], asOf: "2026-05-20",
        told: [
          "promise-7/1/3 worker 2026-05-08 for 2026-05-15 answered",
          "reply-5/1/3 firm 2026-05-08 for 2026-05-13 settled",
          "callback-15/1/2 worker 2026-05-12 for 2026-05-27 -",
        ]),
    ])
  func moments(_ example: Example) throws {
    #expect(try told(example.events, asOf: example.asOf) == example.told)
  }

  @Test("A firm that nobody knows is told nothing; once it is known, it is")
  func firmUnknown() throws {
    func complaint(isFirmKnown: Bool) -> RegisteredComplaint {
      RegisteredComplaint(
        complaintNo: "C-1", details: CaseDetails(persons: 1, amount: nil, town: nil),
        placeHash: nil,
        isFirmKnown: isFirmKnown)
    }
    let open = [
      Fixture.event(.registered(complaint(isFirmKnown: false)), "2026-05-08"),
      Fixture.event(Fixture.order(), "2026-05-08T10:00:00+08:00"),
    ]
    #expect(try !reminders(open, asOf: "2026-05-10").contains { $0.recipient == .firm })
    let named =
      open + [
        Fixture.event(.detailsChanged(complaint(isFirmKnown: true)), "2026-05-10T09:00:00+08:00")
      ]
    let told = try reminders(named, asOf: "2026-05-10").filter { $0.recipient == .firm }
    #expect(told.map(\.effectiveAt.day) == [Fixture.day("2026-05-10")])
    #expect(told.map(\.overtaken) == [nil])
  }

  @Test("Texts name the case and the day, and no level, clock or person")
  func texts() throws {
    let told = try reminders(ReminderTests.open, asOf: "2026-05-08")
    #expect(
      told.map(\.text.zh) == [
        "您反映的欠薪问题正在办理，编号 2026-000001。最迟 2026-05-15 告知您结果。",
        "贵单位被反映拖欠工资（案件 2026-000001），已转区住房和城乡建设局办理。请配合核查，及时足额支付所欠工资。",
      ])
    #expect(told.allSatisfy { $0.addressee == nil && !$0.text.en.contains("seven-day promise") })
  }
}
