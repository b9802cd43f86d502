extension CaseAct {
  /// What the event holds besides its kind, as plain words; absent values are left out.
  ///
  /// This is what `caseEvent.payload` stores and what the hash chain covers: never rename a key.
  public var payload: [String: String] {
    switch self {
    case .registered(let complaint), .detailsChanged(let complaint):
      ["complaint": complaint.complaintNo, "place_hash": complaint.placeHash]
        .compactMapValues(\.self).merging(complaint.details.payload) { $1 }
    case .linked(let linked):
      [
        "complaint": linked.complaintNo, "from": linked.fromCase, "place_hash": linked.placeHash,
      ].compactMapValues(\.self).merging(linked.details.payload) { $1 }
    case .received(let level): ["level": level.rawValue]
    case .dispatched(let order):
      ["order": order.number, "body": order.body, "helper": order.helper, "rule": order.rule]
        .compactMapValues(\.self)
    case .replied(let reply): ["text_hash": reply.textHash]
    case .resolved(.wagesPaid): ["by": ResolutionKind.wagesPaid.rawValue]
    case .resolved(.repaymentAgreement(let hash)):
      ["by": ResolutionKind.repaymentAgreement.rawValue, "file_hash": hash]
    case .raised(let step):
      [
        "clock": step.clock, "round": String(step.round), "step": String(step.step),
        "due_on": step.dueOn.description, "level": step.level.rawValue,
      ]
    case .escalated(let escalation):
      ["to": escalation.forum.rawValue, "reason_hash": escalation.reasonHash]
    case .merged(let into): ["into": into]
    case .closed: [:]
    }
  }

  /// The inverse of ``payload``.
  ///
  /// - Returns: nil when a value is missing or not what the kind demands.
  public init?(kind: CaseEventKind, payload: [String: String]) {
    switch kind {
    case .registered, .detailsChanged:
      guard let number = payload["complaint"], let details = CaseDetails(payload: payload)
      else { return nil }
      let complaint = RegisteredComplaint(
        complaintNo: number, details: details, placeHash: payload["place_hash"])
      self = kind == .registered ? .registered(complaint) : .detailsChanged(complaint)
    case .linked:
      guard let number = payload["complaint"], let details = CaseDetails(payload: payload)
      else { return nil }
      self = .linked(
        LinkedComplaint(
          complaintNo: number, fromCase: payload["from"], details: details,
          placeHash: payload["place_hash"]))
    case .received:
      guard let level = payload["level"].flatMap(CaseLevel.init(rawValue:)) else { return nil }
      self = .received(level)
    case .dispatched:
      guard let number = payload["order"], let body = payload["body"] else { return nil }
      self = .dispatched(
        TransferOrder(
          number: number, body: body, helper: payload["helper"], rule: payload["rule"]))
    case .replied:
      guard let hash = payload["text_hash"] else { return nil }
      self = .replied(Reply(textHash: hash))
    case .resolved:
      guard let resolution = Resolution(payload: payload) else { return nil }
      self = .resolved(resolution)
    case .raised:
      guard let step = OverdueStep(payload: payload) else { return nil }
      self = .raised(step)
    case .escalated:
      guard let forum = payload["to"].flatMap(Forum.init(rawValue:)),
        let hash = payload["reason_hash"]
      else { return nil }
      self = .escalated(Escalation(forum: forum, reasonHash: hash))
    case .merged:
      guard let into = payload["into"] else { return nil }
      self = .merged(into: into)
    case .closed: self = .closed
    }
  }
}

extension CaseDetails {
  fileprivate var payload: [String: String] {
    [
      "persons": persons.map { String($0) }, "amount_fen": amount.map { String($0.fen) },
      "town": town?.description,
    ].compactMapValues(\.self)
  }

  fileprivate init?(payload: [String: String]) {
    let persons = payload["persons"].map { Int64($0) }
    let fen = payload["amount_fen"].map { Int64($0) }
    let town = payload["town"].map { TownCode($0) }
    guard persons != .some(nil), fen != .some(nil), town != .some(nil) else { return nil }
    self.init(
      persons: persons ?? nil, amount: (fen ?? nil).map { Money(fen: $0) }, town: town ?? nil)
  }
}

extension Resolution {
  fileprivate init?(payload: [String: String]) {
    switch payload["by"].flatMap(ResolutionKind.init(rawValue:)) {
    case .wagesPaid?: self = .wagesPaid
    case .repaymentAgreement?:
      guard let hash = payload["file_hash"] else { return nil }
      self = .repaymentAgreement(fileHash: hash)
    case nil: return nil
    }
  }
}

extension OverdueStep {
  fileprivate init?(payload: [String: String]) {
    guard let clock = payload["clock"], let round = payload["round"].flatMap({ Int($0) }),
      let step = payload["step"].flatMap({ Int($0) }), let dueOn = payload["due_on"],
      let day = Day(dueOn), let level = payload["level"].flatMap(CaseLevel.init(rawValue:))
    else { return nil }
    self.init(clock: clock, round: round, step: step, dueOn: day, level: level)
  }
}
