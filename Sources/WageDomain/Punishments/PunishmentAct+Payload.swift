extension PunishmentAct {
  /// The contents as texts, as the chain keeps them: never rename a key.
  public var payload: [String: String] {
    switch self {
    case .entered(let entry):
      [
        "party": String(entry.party), "ground": entry.ground.rawValue, "order": entry.order,
        "order_due_on": entry.orderDueOn.description, "case": entry.caseNo,
        "ends_on": entry.endsOn.description,
      ].compactMapValues(\.self)
    case .published: [:]
    case .renewed(let endsOn): ["ends_on": endsOn.description]
    case .repaired(let repair):
      [
        "paid_on": repair.paidOn.description,
        "removable_from": repair.removableFrom.description, "promise_hash": repair.promiseHash,
      ]
    case .removed(let ground, let hash): ["because": ground.rawValue, "reason_hash": hash]
    }
  }

  /// - Returns: nil for what no act has as its type and payload.
  public init?(type: String, payload: [String: String]) {
    let act: PunishmentAct? =
      switch PunishmentActKind(rawValue: type) {
      case .entered?: PunishmentEntry(payload).map(PunishmentAct.entered)
      case .published?: .published
      case .renewed?: payload["ends_on"].flatMap { Day($0) }.map { .renewed(endsOn: $0) }
      case .repaired?: PunishmentRepair(payload).map(PunishmentAct.repaired)
      case .removed?:
        payload["because"].flatMap(RemovalGround.init(rawValue:)).flatMap { ground in
          payload["reason_hash"].map { .removed(ground, reasonHash: $0) }
        }
      case nil: nil
      }
    guard let act else { return nil }
    self = act
  }

  /// The hash of what was written with the act; nil where nothing is.
  public var textHash: String? {
    switch self {
    case .repaired(let repair): repair.promiseHash
    case .removed(_, let hash): hash
    case .entered, .published, .renewed: nil
    }
  }
}

extension PunishmentEntry {
  fileprivate init?(_ payload: [String: String]) {
    guard let party = payload["party"].flatMap({ Int64($0) }),
      let ground = payload["ground"].flatMap(PunishmentGround.init(rawValue:)),
      let order = payload["order"], let due = payload["order_due_on"].flatMap({ Day($0) }),
      let endsOn = payload["ends_on"].flatMap({ Day($0) })
    else { return nil }
    self.init(
      party: party, ground: ground, order: order, orderDueOn: due, caseNo: payload["case"],
      endsOn: endsOn)
  }
}

extension PunishmentRepair {
  fileprivate init?(_ payload: [String: String]) {
    guard let paidOn = payload["paid_on"].flatMap({ Day($0) }),
      let from = payload["removable_from"].flatMap({ Day($0) }),
      let hash = payload["promise_hash"]
    else { return nil }
    self.init(paidOn: paidOn, removableFrom: from, promiseHash: hash)
  }
}
