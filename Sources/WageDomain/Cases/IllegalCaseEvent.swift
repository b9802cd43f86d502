/// An event that a case cannot take; nothing was changed.
public indirect enum IllegalCaseEvent: Error, Hashable, Sendable {
  /// The state does not allow it; holds what it does allow.
  case notAllowed(CaseEventKind, in: CaseState, allowed: [CaseEventKind])
  /// A case begins with its registration and nothing else.
  case notRegistered(CaseEventKind)
  /// Received below the level that the head-count demands (N8).
  case receptionBelow(demanded: CaseLevel, found: CaseLevel)
  /// A transfer order before a leader received the visitors (N8).
  case notReceived(demanded: CaseLevel)
  /// Not one of the ways of the policy's resolution standard (N14).
  case notAResolution(ResolutionKind, accepted: [ResolutionKind])
  /// The body has this case already.
  case alreadyWith(body: String)
  /// The body sent this very case back.
  case bouncedBy(body: String)
  /// An answer after the due day without the signature that it takes (N9).
  case unsigned(clock: String, dueOn: Day, demanded: CaseLevel)
  /// There is no transfer order to sign.
  case nothingToSign
  /// No round of this clock runs.
  case notRunning(clock: String, running: [String])
  /// The policy gives this clock no more days.
  case notExtendable(clock: String, extendable: [String])
  /// An extension after the due day.
  case extendedTooLate(clock: String, dueOn: Day)
  /// More days than the policy leaves.
  case extendedTooFar(clock: String, days: Int, left: Int)
  /// No clock runs that may stand still.
  case nothingToPause(pausable: [String], running: [String])
  case alreadyPaused(since: Day)
  case notPaused
  /// A step of an authority that the case was never taken to.
  case notTakenTo(Forum, takenTo: [Forum])
  /// The authority has it already: its clock runs.
  case alreadyAccepted(Forum, clock: String)
  /// The authority has not decided on what it was given; holds its clock, where one runs.
  case alreadyBefore(Forum, since: Day, acceptedOn: Day?, clock: String?)
  /// The authority has decided, and the case was not taken there again.
  case alreadyConcluded(Forum, on: Day)
  /// An instalment due on the day of the agreement or before.
  case instalmentNotAfter(Day, found: Day)
  /// The number is of no instalment that is still to be paid.
  case noUnpaidInstalment(Int, unpaid: [Int])
  /// The instalment's agreement was broken, given up or replaced; with those that are still to be paid.
  case instalmentVoid(Int, since: Day, unpaid: [Int])
  /// The instalment was paid already, on whatever day.
  case paidTwice(Int)
  /// With the new event on its day, one that was recorded before could not have been.
  case standsAgainst(CaseEventKind, recorded: CaseEvent, IllegalCaseEvent)
  /// Closed while instalments are still to be paid.
  case instalmentsUnpaid([Int])
  /// Closed although instalments were paid late, which no night has recorded as a breach yet.
  case instalmentsLate([Int])
  /// Money for a case that was merged into another, which goes on.
  case paidElsewhere(String, Money)
  /// Taken out of a case in which wages were paid or advanced.
  case advancedFor(String, Money)
  /// Takes effect before the case was registered.
  case beforeRegistration(Instant, registeredAt: Instant)
  /// Takes effect later than now.
  case inTheFuture(Instant, now: Instant)
  /// The case does not hold this complaint, or no other.
  case cannotLeave(String, complaints: [String])
  /// Money from the district's petition account, or back into it, that the case may not take.
  case fund(FundFault)
  /// The other case was registered later, or is finished; a merge may not lose a running clock.
  case cannotMergeInto(String, reason: Bilingual)
}

extension IllegalCaseEvent: CustomStringConvertible {
  /// The English text.
  public var description: String { text.en }
}
