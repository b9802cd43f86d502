/// Why a firm or person is entered.
///
/// - Source: 人社部令45号: either, with an order to pay that was not obeyed in time.
public enum PunishmentGround: String, CaseIterable, Hashable, Sendable {
  /// The arrears reach the amount of the crime (刑法 第276条之一).
  case criminalAmount = "criminal-amount"
  /// They led to a group or extreme event with serious effect.
  case groupEvent = "group-event"

  public var title: Bilingual {
    switch self {
    case .criminalAmount: Bilingual(zh: "数额达到认定标准", en: "criminal amount reached")
    case .groupEvent: Bilingual(zh: "引发群体性或极端事件", en: "group or extreme event")
    }
  }
}

/// Why an entry is removed.
public enum RemovalGround: String, CaseIterable, Hashable, Sendable {
  case termOver = "term-over"
  /// Paid, promised, and the months of the repair are over.
  case repaired
  /// The decision was annulled.
  case revoked

  public var title: Bilingual {
    switch self {
    case .termOver: Bilingual(zh: "期满", en: "term over")
    case .repaired: Bilingual(zh: "信用修复", en: "credit repaired")
    case .revoked: Bilingual(zh: "决定撤销", en: "decision annulled")
    }
  }
}

/// The decision to enter a firm or person. Who it is stands in the protected tables.
public struct PunishmentEntry: Hashable, Sendable {
  /// The id of the party.
  public let party: Int64
  public let ground: PunishmentGround
  /// The number of the order to pay.
  public let order: String
  /// The order's last day; the decision comes after it.
  public let orderDueOn: Day
  /// Nil where no case is named.
  public let caseNo: String?
  /// The last day of the term that the policy of the day gave it.
  public let endsOn: Day

  public init(
    party: Int64, ground: PunishmentGround, order: String, orderDueOn: Day, caseNo: String?,
    endsOn: Day
  ) {
    self.party = party
    self.ground = ground
    self.order = order
    self.orderDueOn = orderDueOn
    self.caseNo = caseNo
    self.endsOn = endsOn
  }
}

/// That the arrears were paid and a promise to keep the law was given.
public struct PunishmentRepair: Hashable, Sendable {
  public let paidOn: Day
  /// The first day on which the entry may be removed early.
  public let removableFrom: Day
  /// SHA-256 of the promise, lower-case hexadecimal. The text is in the protected tables.
  public let promiseHash: String

  public init(paidOn: Day, removableFrom: Day, promiseHash: String) {
    self.paidOn = paidOn
    self.removableFrom = removableFrom
    self.promiseHash = promiseHash
  }
}

/// The kinds of ``PunishmentAct``, by the names that stand in the chain.
public enum PunishmentActKind: String, CaseIterable, Hashable, Sendable {
  case entered, published, renewed, repaired, removed

  public var title: Bilingual {
    switch self {
    case .entered: Bilingual(zh: "列入", en: "entered")
    case .published: Bilingual(zh: "公布", en: "published")
    case .renewed: Bilingual(zh: "续期", en: "renewed")
    case .repaired: Bilingual(zh: "改正并承诺", en: "repaired")
    case .removed: Bilingual(zh: "移出", en: "removed")
    }
  }
}

/// What happens to an entry of the list.
public enum PunishmentAct: Hashable, Sendable {
  case entered(PunishmentEntry)
  case published
  /// The arrears are unpaid at the end of the term: it stands to another day.
  case renewed(endsOn: Day)
  /// The arrears were paid, and a promise was given, whose hash it holds.
  case repaired(PunishmentRepair)
  case removed(RemovalGround, reasonHash: String)

  public var kind: PunishmentActKind {
    switch self {
    case .entered: .entered
    case .published: .published
    case .renewed: .renewed
    case .repaired: .repaired
    case .removed: .removed
    }
  }
}

/// An act with the day it counts from and who did it.
public struct PunishmentEvent: Hashable, Sendable {
  public let act: PunishmentAct
  public let effectiveOn: Day
  public let actor: String

  public init(_ act: PunishmentAct, effectiveOn: Day, actor: String) {
    self.act = act
    self.effectiveOn = effectiveOn
    self.actor = actor
  }
}
