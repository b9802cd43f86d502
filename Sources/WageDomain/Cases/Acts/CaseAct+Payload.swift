extension CaseAct {
  /// What the event holds besides its kind, as plain words; absent values are left out.
  ///
  /// This is what `caseEvent.payload` stores and what the hash chain covers: never rename a key.
  public var payload: [String: String] {
    switch self {
    case .registered(let complaint), .detailsChanged(let complaint): complaint.payload
    case .linked(let linked): linked.payload
    case .unlinked(let unlinking): unlinking.payload
    case .received(let level): ["level": level.rawValue]
    case .dispatched(let order): order.payload
    case .bounced(let bounce): ["body": bounce.body, "reason_hash": bounce.reasonHash]
    case .replied(let reply): ["text_hash": reply.textHash]
    case .signed(let signature): ["level": signature.level.rawValue, "by": signature.by]
    case .extended(let more): more.payload
    case .paused(let pause): ["reason_hash": pause.reasonHash]
    case .resolved(let resolution): resolution.payload
    case .instalmentPaid(let number): ["instalment": String(number)]
    case .paid(let amount): ["amount_fen": String(amount.fen)]
    case .breached(let broken), .breachWithdrawn(let broken):
      ["instalment": String(broken.number), "due_on": broken.dueOn.description]
    case .raised(let step): step.payload
    case .raiseWithdrawn(let raise): raise.payload
    case .escalated(let escalation): escalation.payload
    case .accepted(let forum): ["forum": forum.rawValue]
    case .concluded(let forum, let hash):
      ["forum": forum.rawValue, "text_hash": hash].compactMapValues(\.self)
    case .advanced(let advance): advance.payload
    case .recovered(let recovery): recovery.payload
    case .calledBack(let answer): ["answer": answer.rawValue]
    case .reopened(let reopening): ["reason_hash": reopening.reasonHash]
    case .withdrawn(let withdrawal): ["reason_hash": withdrawal.reasonHash]
    case .firmNamed(let naming): naming.payload
    case .rescheduled(let moved): moved.payload
    case .merged(let into): ["into": into]
    case .unmasked(let look): look.payload
    case .erased(let erasure): erasure.payload
    case .resumed, .closed: [:]
    }
  }

  /// The inverse of ``payload``.
  ///
  /// - Returns: nil when a value is missing or not what the kind demands.
  public init?(kind: CaseEventKind, payload: [String: String]) {
    self.init(kind: kind, values: CasePayloadValues(payload))
  }

  /// As ``init(kind:payload:)``; a check of a year reads hundreds of thousands.
  public init?(kind: CaseEventKind, values: CasePayloadValues) {
    let act: CaseAct? =
      switch kind {
      case .registered: RegisteredComplaint(values).map(CaseAct.registered)
      case .detailsChanged: RegisteredComplaint(values).map(CaseAct.detailsChanged)
      case .linked: LinkedComplaint(values).map(CaseAct.linked)
      case .unlinked: Unlinking(values).map(CaseAct.unlinked)
      case .received: values.word("level").map(CaseAct.received)
      case .dispatched: TransferOrder(values).map(CaseAct.dispatched)
      case .bounced: Bounce(values).map(CaseAct.bounced)
      case .replied: values["text_hash"].map { .replied(Reply(textHash: $0)) }
      case .signed: Signature(values).map(CaseAct.signed)
      case .extended: ClockExtension(values).map(CaseAct.extended)
      case .paused: values["reason_hash"].map { .paused(Pause(reasonHash: $0)) }
      case .resumed: .resumed
      case .resolved: Resolution(values).map(CaseAct.resolved)
      case .instalmentPaid: values.number("instalment").map(CaseAct.instalmentPaid)
      case .paid: values.amount("amount_fen").map(CaseAct.paid)
      case .breached: BrokenInstalment(values).map(CaseAct.breached)
      case .breachWithdrawn: BrokenInstalment(values).map(CaseAct.breachWithdrawn)
      case .raised: OverdueStep(values).map(CaseAct.raised)
      case .raiseWithdrawn: WithdrawnRaise(values).map(CaseAct.raiseWithdrawn)
      case .escalated: Escalation(values).map(CaseAct.escalated)
      case .accepted: values.word("forum").map(CaseAct.accepted)
      case .concluded:
        values.word("forum").map { (forum: Forum) -> CaseAct in
          .concluded(forum, textHash: values["text_hash"])
        }
      case .advanced: Advance(values).map(CaseAct.advanced)
      case .recovered: Recovery(values).map(CaseAct.recovered)
      case .calledBack: values.word("answer").map(CaseAct.calledBack)
      case .reopened: values["reason_hash"].map { .reopened(Reopening(reasonHash: $0)) }
      case .withdrawn: values["reason_hash"].map { .withdrawn(Withdrawal(reasonHash: $0)) }
      case .firmNamed: FirmNaming(values).map(CaseAct.firmNamed)
      case .rescheduled: MovedDueDay(values).map(CaseAct.rescheduled)
      case .merged: values["into"].map { .merged(into: $0) }
      case .closed: .closed
      case .unmasked: Unmasking(values).map(CaseAct.unmasked)
      case .erased: Erasure(values).map(CaseAct.erased)
      }
    guard let act else { return nil }
    self = act
  }
}
