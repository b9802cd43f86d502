import WageDomain

/// A policy and a calendar as replays look things up in them: made once for all cases.
final class ReplayRules: Sendable {
  let policy: WorkflowPolicy
  let calendar: WorkCalendar
  /// The policy's, in its order; a clock's place is its index here.
  let clocks: [ClockRule]
  /// What starts clocks, those of one clock together, in the policy's order.
  let starts: [ClockStart]
  /// The clocks that run as long as a case lacks something, in the policy's order.
  let held: [HeldClock]

  init(policy: WorkflowPolicy, calendar: WorkCalendar) {
    self.policy = policy
    self.calendar = calendar
    clocks = policy.clocks
    starts = policy.clocks.enumerated().flatMap { place, clock in
      // A clock that transfer orders start is the body's, whatever starts it again.
      let isOfBody = clock.starts.contains { $0.kind == .dispatched }
      return clock.starts.map { ClockStart(place: place, trigger: $0, isOfBody: isOfBody) }
    }
    held = policy.clocks.enumerated().compactMap { place, clock in
      clock.lack.map { HeldClock(place: place, lack: $0) }
    }
  }
}

/// One event that starts a clock.
struct ClockStart: Sendable {
  let place: Int
  let trigger: ClockTrigger
  let isOfBody: Bool
}

/// A clock that starts and stops with a lack.
struct HeldClock: Sendable {
  let place: Int
  let lack: CaseLack
}
