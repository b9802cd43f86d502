import CaseHandling
import Testing
import WageDomain

@Suite("Every state answers every event")
struct CaseStateTests {
  /// What each state takes and where it leads; all other pairs are refused.
  static let legal: [CaseState: [CaseEventKind: CaseState]] = [
    .registered: [
      .unlinked: .registered, .unmasked: .registered, .erased: .registered,
      .recovered: .registered, .advanced: .registered,
      .linked: .registered, .received: .received, .dispatched: .dispatched,
      .extended: .registered, .paused: .registered, .resumed: .registered, .resolved: .resolved,
      .instalmentPaid: .registered, .paid: .registered, .raised: .registered,
      .raiseWithdrawn: .registered,
      .breachWithdrawn: .registered,
      .escalated: .escalated,
      .accepted: .registered, .concluded: .registered, .withdrawn: .withdrawn,
      .detailsChanged: .registered, .firmNamed: .registered, .rescheduled: .registered,
      .merged: .merged,
    ],
    .received: [
      .unlinked: .received, .unmasked: .received, .erased: .received,
      .recovered: .received, .advanced: .received,
      .linked: .received, .received: .received, .dispatched: .dispatched, .extended: .received,
      .paused: .received, .resumed: .received, .resolved: .resolved, .instalmentPaid: .received,
      .paid: .received,
      .raised: .received, .raiseWithdrawn: .received, .breachWithdrawn: .received,
      .escalated: .escalated, .accepted: .received,
      .concluded: .received,
      .withdrawn: .withdrawn, .detailsChanged: .received, .firmNamed: .received,
      .rescheduled: .received,
      .merged: .merged,
    ],
    .dispatched: [
      .unlinked: .dispatched, .unmasked: .dispatched, .erased: .dispatched,
      .recovered: .dispatched, .advanced: .dispatched,
      .linked: .dispatched, .dispatched: .dispatched, .bounced: .bounced, .replied: .replied,
      .signed: .dispatched, .extended: .dispatched, .paused: .dispatched, .resumed: .dispatched,
      .resolved: .resolved, .instalmentPaid: .dispatched, .paid: .dispatched, .raised: .dispatched,
      .raiseWithdrawn: .dispatched, .breachWithdrawn: .dispatched,
      .escalated: .escalated, .accepted: .dispatched, .concluded: .dispatched,
      .withdrawn: .withdrawn, .detailsChanged: .dispatched, .firmNamed: .dispatched,
      .rescheduled: .dispatched,
      .merged: .merged,
    ],
    .bounced: [
      .unlinked: .bounced, .unmasked: .bounced, .erased: .bounced,
      .recovered: .bounced, .advanced: .bounced,
      .linked: .bounced, .dispatched: .dispatched, .signed: .bounced, .extended: .bounced,
      .paused: .bounced, .resumed: .bounced, .resolved: .resolved, .instalmentPaid: .bounced,
      .paid: .bounced,
      .raised: .bounced, .raiseWithdrawn: .bounced, .breachWithdrawn: .bounced,
      .escalated: .escalated, .accepted: .bounced,
      .concluded: .bounced,
      .withdrawn: .withdrawn, .detailsChanged: .bounced, .firmNamed: .bounced,
      .rescheduled: .bounced,
      .merged: .merged,
    ],
    .replied: [
      .unlinked: .replied, .unmasked: .replied, .erased: .replied,
      .recovered: .replied, .advanced: .replied,
      .linked: .replied, .dispatched: .dispatched, .replied: .replied, .signed: .replied,
      .extended: .replied, .paused: .replied, .resumed: .replied, .resolved: .resolved,
      .instalmentPaid: .replied, .paid: .replied, .raised: .replied, .raiseWithdrawn: .replied,
      .breachWithdrawn: .replied,
      .escalated: .escalated, .accepted: .replied,
      .concluded: .replied, .withdrawn: .withdrawn, .detailsChanged: .replied, .firmNamed: .replied,
      .rescheduled: .replied, .merged: .merged,
    ],
    .escalated: [
      .unlinked: .escalated, .unmasked: .escalated, .erased: .escalated,
      .recovered: .escalated, .advanced: .escalated,
      .received: .escalated,
      .linked: .escalated, .dispatched: .dispatched, .replied: .escalated, .signed: .escalated,
      .extended: .escalated, .paused: .escalated, .resumed: .escalated, .resolved: .resolved,
      .instalmentPaid: .escalated, .paid: .escalated, .raised: .escalated,
      .raiseWithdrawn: .escalated,
      .breachWithdrawn: .escalated,
      .escalated: .escalated,
      .accepted: .escalated, .concluded: .escalated, .withdrawn: .withdrawn,
      .detailsChanged: .escalated, .firmNamed: .escalated, .rescheduled: .escalated,
      .merged: .merged,
    ],
    .resolved: [
      .unlinked: .resolved, .unmasked: .resolved, .erased: .resolved,
      .recovered: .resolved,
      .linked: .resolved, .replied: .resolved, .signed: .resolved, .instalmentPaid: .resolved,
      .paid: .resolved,
      .breached: .reopened, .raised: .resolved, .raiseWithdrawn: .resolved,
      .breachWithdrawn: .resolved, .calledBack: .resolved,
      .reopened: .reopened,
      .detailsChanged: .resolved, .firmNamed: .resolved, .rescheduled: .resolved, .closed: .closed,
    ],
    .closed: [
      .unmasked: .closed, .erased: .closed,
      .recovered: .closed,
      .raised: .closed, .raiseWithdrawn: .closed, .breachWithdrawn: .closed, .calledBack: .closed,
      .reopened: .reopened,
      .detailsChanged: .closed,
      .firmNamed: .closed,
      .rescheduled: .closed,
    ],
    .reopened: [
      .unlinked: .reopened, .unmasked: .reopened, .erased: .reopened,
      .recovered: .reopened, .advanced: .reopened,
      .received: .reopened,
      .linked: .reopened, .dispatched: .dispatched, .replied: .replied, .signed: .reopened,
      .extended: .reopened, .paused: .reopened, .resumed: .reopened, .resolved: .resolved,
      .instalmentPaid: .reopened, .paid: .reopened, .raised: .reopened, .raiseWithdrawn: .reopened,
      .breachWithdrawn: .reopened,
      .escalated: .escalated,
      .accepted: .reopened, .concluded: .reopened, .withdrawn: .withdrawn,
      .detailsChanged: .reopened, .firmNamed: .reopened, .rescheduled: .reopened, .merged: .merged,
    ],
    .withdrawn: [
      .unmasked: .withdrawn, .erased: .withdrawn,
      .recovered: .withdrawn,
      .raised: .withdrawn, .raiseWithdrawn: .withdrawn, .breachWithdrawn: .withdrawn,
      .reopened: .reopened,
      .detailsChanged: .withdrawn,
      .firmNamed: .withdrawn,
      .rescheduled: .withdrawn,
    ],
    .merged: [
      .unmasked: .merged, .erased: .merged,
      .recovered: .merged,
      .raised: .merged, .raiseWithdrawn: .merged, .breachWithdrawn: .merged, .rescheduled: .merged,
    ],
  ]

  @Test(
    "A pair is legal with its next state, or refused naming what is allowed",
    arguments: CaseState.allCases, CaseEventKind.allCases)
  func pair(_ state: CaseState, _ kind: CaseEventKind) throws {
    let next = Self.legal[state]?[kind]
    #expect(state.next(kind) == next)
    if let next {
      #expect(try state.after(Fixture.act(kind)) == next)
    } else {
      let allowed = CaseEventKind.allCases.filter { Self.legal[state]?[$0] != nil }
      #expect(throws: IllegalCaseEvent.notAllowed(kind, in: state, allowed: allowed)) {
        try state.after(Fixture.act(kind))
      }
    }
  }

  @Test("Only a resolution leads to the end (N14)")
  func onlyResolutionCloses() {
    #expect(CaseState.allCases.filter { $0.next(.closed) != nil } == [.resolved])
  }

  @Test("An act reads back from its payload", arguments: CaseEventKind.allCases)
  func payload(_ kind: CaseEventKind) {
    let act = Fixture.act(kind)
    #expect(CaseAct(kind: kind, payload: act.payload) == act)
  }

  @Test("A refusal names the state, the event and what the case can take")
  func refusalText() {
    let refusal = IllegalCaseEvent.notAllowed(
      .closed, in: .replied, allowed: CaseState.replied.allowed)
    #expect(
      refusal.description
        == "a case that is replied cannot take case close; it can take: complaint attach, "
        + "complaint detach, complaint assign, case dispatch, case reply, case sign, case extend, case pause, case resume, case resolve, "
        + "case pay, case escalate, case accept, case conclude, case advance, case recover, case withdraw, "
        + "case merge")
    #expect(
      refusal.text.zh.hasPrefix(
        "案件已回复，不能办结；可以：并入投诉（complaint attach）、移出投诉（complaint detach）、确认单位（complaint assign）、转办（case dispatch）、"
      ))
    let ids = CaseEventKind.allCases.filter { $0.verb == nil }.map(\.rawValue)
    #expect(ids.filter(refusal.text.zh.contains) == [])
  }
}
