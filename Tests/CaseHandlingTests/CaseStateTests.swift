import CaseHandling
import Testing
import WageDomain

@Suite("Every state answers every event")
struct CaseStateTests {
  /// What each state takes and where it leads; all other pairs are refused.
  static let legal: [CaseState: [CaseEventKind: CaseState]] = [
    .registered: [
      .linked: .registered, .received: .received, .dispatched: .dispatched, .resolved: .resolved,
      .raised: .registered, .escalated: .escalated, .detailsChanged: .registered, .merged: .merged,
    ],
    .received: [
      .linked: .received, .received: .received, .dispatched: .dispatched, .resolved: .resolved,
      .raised: .received, .escalated: .escalated, .detailsChanged: .received, .merged: .merged,
    ],
    .dispatched: [
      .linked: .dispatched, .dispatched: .dispatched, .replied: .replied, .resolved: .resolved,
      .raised: .dispatched, .escalated: .escalated, .detailsChanged: .dispatched, .merged: .merged,
    ],
    .replied: [
      .linked: .replied, .dispatched: .dispatched, .replied: .replied, .resolved: .resolved,
      .raised: .replied, .escalated: .escalated, .detailsChanged: .replied, .merged: .merged,
    ],
    .escalated: [
      .linked: .escalated, .dispatched: .dispatched, .replied: .escalated, .resolved: .resolved,
      .raised: .escalated, .escalated: .escalated, .detailsChanged: .escalated, .merged: .merged,
    ],
    .resolved: [
      .linked: .resolved, .replied: .resolved, .raised: .resolved, .detailsChanged: .resolved,
      .closed: .closed,
    ],
    .closed: [.raised: .closed, .detailsChanged: .closed],
    .merged: [.raised: .merged],
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
        == "a case that is replied cannot take the event closed; it can take: linked, dispatched, "
        + "replied, resolved, raised, escalated, details-changed, merged")
  }
}
