/// What a case is about, as far as levels and routing need it. Nil is "the complaint does not say".
public struct CaseDetails: Hashable, Sendable {
  public let persons: Int64?
  public let amount: Money?
  /// The town of the place of work.
  public let town: TownCode?

  public init(persons: Int64?, amount: Money?, town: TownCode?) {
    self.persons = persons
    self.amount = amount
    self.town = town
  }
}

/// A complaint as the office took it down, or as a later file changes it.
public struct RegisteredComplaint: Hashable, Sendable {
  public let complaintNo: String
  public let details: CaseDetails
  /// SHA-256 of the place as the complaint words it; nil when it names none.
  public let placeHash: String?

  public init(complaintNo: String, details: CaseDetails, placeHash: String? = nil) {
    self.complaintNo = complaintNo
    self.details = details
    self.placeHash = placeHash
  }
}

/// A complaint that a person found to be the same grievance.
public struct LinkedComplaint: Hashable, Sendable {
  public let complaintNo: String
  /// The case that the complaint had before; nil when it never had its own.
  public let fromCase: String?
  public let details: CaseDetails
  /// As ``RegisteredComplaint/placeHash``.
  public let placeHash: String?

  public init(
    complaintNo: String, fromCase: String?, details: CaseDetails, placeHash: String? = nil
  ) {
    self.complaintNo = complaintNo
    self.fromCase = fromCase
    self.details = details
    self.placeHash = placeHash
  }
}

/// A transfer order (转办单): day 0 of the body's reply clock is the day it takes effect.
public struct TransferOrder: Hashable, Sendable {
  /// The order's own number.
  public let number: String
  /// The id of the responsible body (化解责任主体) in the routing policy.
  public let body: String
  /// The body that helps, e.g. the town; nil when none does.
  public let helper: String?
  /// The routing rule that chose the body; nil when a person did.
  public let rule: String?

  public init(number: String, body: String, helper: String?, rule: String?) {
    self.number = number
    self.body = body
    self.helper = helper
    self.rule = rule
  }
}

/// A written reply of the responsible body. Its text is in the protected tables.
public struct Reply: Hashable, Sendable {
  /// SHA-256 of the text, lower-case hexadecimal.
  public let textHash: String

  public init(textHash: String) { self.textHash = textHash }
}

/// What counts as resolved; a policy can only choose among these.
///
/// - Source: N14.
public enum Resolution: Hashable, Sendable {
  case wagesPaid
  /// Both sides signed an agreement with legal force; holds the SHA-256 of its file.
  case repaymentAgreement(fileHash: String)

  public var kind: ResolutionKind {
    switch self {
    case .wagesPaid: .wagesPaid
    case .repaymentAgreement: .repaymentAgreement
    }
  }
}

/// The kinds of ``Resolution``, by their names in policy files and events.
public enum ResolutionKind: String, CaseIterable, Hashable, Sendable {
  case wagesPaid = "wages-paid"
  case repaymentAgreement = "repayment-agreement"

  public var title: Bilingual {
    switch self {
    case .wagesPaid: Bilingual(zh: "工资已付", en: "wages paid")
    case .repaymentAgreement: Bilingual(zh: "还款协议", en: "repayment agreement")
    }
  }
}

/// One step of the ladder of one running clock. There is one event for each, ever.
public struct OverdueStep: Hashable, Sendable {
  /// The clock's id in the workflow policy.
  public let clock: String
  /// Which start of that clock, from 1: a second transfer order starts a second round.
  public let round: Int
  /// Which step of the clock's ladder, from 1.
  public let step: Int
  public let dueOn: Day
  /// The level that the case is raised to.
  public let level: CaseLevel

  public init(clock: String, round: Int, step: Int, dueOn: Day, level: CaseLevel) {
    self.clock = clock
    self.round = round
    self.step = step
    self.dueOn = dueOn
    self.level = level
  }
}

/// A person took the case to another authority. The reason's text is in the protected tables.
public struct Escalation: Hashable, Sendable {
  public let forum: Forum
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(forum: Forum, reasonHash: String) {
    self.forum = forum
    self.reasonHash = reasonHash
  }
}

/// The authorities that a person can take a case to.
///
/// - Source: N10 (conference), N15 (inspection, regulator), N17 (police), Y4 (arbitration).
public enum Forum: String, CaseIterable, Hashable, Sendable {
  case inspection, regulator, conference, police, arbitration
}
