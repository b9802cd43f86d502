import CaseHandling
import PolicyFiles
import WageDomain
import WagewatchSchemas

/// The policies as they are shipped, and short ways to write events.
enum Fixture {
  static func policy() throws -> WorkflowPolicy {
    try WorkflowFile.read(
      WagewatchSchemas.text("workflows/nanxun.yaml") ?? "", file: "nanxun.yaml")
  }

  static func routing() throws -> RoutingPolicy {
    try RoutingFile.read(
      WagewatchSchemas.text("workflows/nanxun-routing.yaml") ?? "", file: "nanxun-routing.yaml")
  }

  /// Without any notice: the clocks of the shipped policy must not need one.
  static let emptyCalendar = WorkCalendar(entries: [], asOf: Day(number: 0))

  /// The fewest days off that make a year a loaded one.
  static func plainNotice(_ year: Int, publishedOn: String) -> [CalendarEntry] {
    ["01-01", "02-17", "05-01", "10-01", "10-02", "10-03"].map {
      CalendarEntry(
        day: day("\(year)-\($0)"), kind: .off, festival: "节", noticeNo: "\(year)",
        publishedOn: day(publishedOn))
    }
  }

  static let plainYear = WorkCalendar(
    entries: plainNotice(2026, publishedOn: "2025-11-01"), asOf: day("2026-01-01"))

  /// With a calendar, for clocks of working days.
  static func workingHistory() throws -> CaseHistory {
    CaseHistory(policy: try policy(), calendar: plainYear)
  }

  static func history() throws -> CaseHistory {
    CaseHistory(policy: try policy(), calendar: emptyCalendar)
  }

  static func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

  /// `2026-05-08` or `2026-05-08T15:30:00+08:00`.
  static func at(_ text: String) -> Instant { Instant(text) ?? Instant(day: day(text)) }

  static func event(_ act: CaseAct, _ when: String) -> CaseEvent {
    CaseEvent(act, effectiveAt: at(when), actor: "clerk")
  }

  static func registered(_ when: String, persons: Int64? = 1) -> CaseEvent {
    event(.registered(complaint(persons: persons)), when)
  }

  static func complaint(_ number: String = "C-1", persons: Int64?) -> RegisteredComplaint {
    RegisteredComplaint(
      complaintNo: number, details: CaseDetails(persons: persons, amount: nil, town: nil))
  }

  static func order(_ number: Int = 1, body: String = "housing") -> CaseAct {
    .dispatched(TransferOrder(number: "ZB-\(number)", body: body, helper: nil, rule: nil))
  }

  static let reply = CaseAct.replied(Reply(textHash: "00"))

  /// One act of each kind.
  static func act(_ kind: CaseEventKind) -> CaseAct {
    switch kind {
    case .registered: .registered(complaint(persons: 1))
    case .linked:
      .linked(
        LinkedComplaint(
          complaintNo: "C-2", fromCase: "2026-000002",
          details: CaseDetails(persons: 2, amount: Money(fen: 5), town: nil)))
    case .unlinked: .unlinked(Unlinking(complaintNo: "C-2", reasonHash: "ef"))
    case .received: .received(.principal)
    case .dispatched: order(7, body: "water")
    case .replied: reply
    case .bounced: .bounced(Bounce(body: "housing", reasonHash: "ef"))
    case .signed: .signed(Signature(level: .principal, by: "head"))
    case .extended:
      .extended(
        ClockExtension(clock: "investigate-60", days: 30, approver: "head", reasonHash: "ef"))
    case .paused: .paused(Pause(reasonHash: "ef"))
    case .resumed: .resumed
    case .resolved:
      .resolved(
        .repaymentAgreement(
          RepaymentAgreement(
            fileHash: "ab",
            instalments: [Instalment(dueOn: day("2026-07-01"), amount: Money(fen: 12_345))])))
    case .instalmentPaid: .instalmentPaid(1)
    case .paid: .paid(Money(fen: 250_050))
    case .breached: .breached(BrokenInstalment(number: 1, dueOn: day("2026-07-01")))
    case .breachWithdrawn:
      .breachWithdrawn(BrokenInstalment(number: 1, dueOn: day("2026-07-01")))
    case .raised:
      .raised(
        OverdueStep(
          clock: "reply-5", round: 1, step: 1, dueOn: day("2026-05-13"), level: .leader))
    case .raiseWithdrawn:
      .raiseWithdrawn(
        WithdrawnRaise(
          step: OverdueStep(
            clock: "reply-5", round: 1, startsOn: day("2026-05-08"), step: 1,
            dueOn: day("2026-05-13"), level: .leader), why: .ended))
    case .escalated: .escalated(Escalation(forum: .police, reasonHash: "cd"))
    case .accepted: .accepted(.police)
    case .concluded: .concluded(.fastTrack)
    case .advanced: .advanced(Advance(amount: Money(fen: 3_600_000), reasonHash: "ef"))
    case .recovered: .recovered(Recovery(amount: Money(fen: 1_050), body: "housing"))
    case .calledBack: .calledBack(.unreached)
    case .reopened: .reopened(Reopening(reasonHash: "ef"))
    case .withdrawn: .withdrawn(Withdrawal(reasonHash: "ef"))
    case .rescheduled:
      .rescheduled(
        MovedDueDay(
          clock: "conference-5", round: 1, from: day("2026-05-13"), to: day("2026-05-14"),
          calendar: "cn@2026-05-01"))
    case .detailsChanged: .detailsChanged(complaint(persons: 12))
    case .firmNamed:
      .firmNamed(
        FirmNaming(
          complaintNo: "C-1", firm: "91330503MA2B4XYT6D", former: "91330503NXQ0QRP269"))
    case .merged: .merged(into: "2026-000001")
    case .closed: .closed
    case .unmasked: .unmasked(Unmasking(parties: [3, 7], reasonHash: "ef"))
    case .erased: .erased(Erasure(parties: [], policy: "nanxun@4"))
    }
  }
}
