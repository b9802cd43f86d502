/// What counts as resolved; a policy can only choose among these.
///
/// - Source: N14.
public enum Resolution: Hashable, Sendable {
  case wagesPaid
  /// Both sides signed an agreement with legal force.
  case repaymentAgreement(RepaymentAgreement)

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

/// A repayment agreement and IOU with legal force, signed by both sides.
public struct RepaymentAgreement: Hashable, Sendable {
  /// SHA-256 of the signed file, lower-case hexadecimal.
  public let fileHash: String
  /// Ascending by due day; empty when the agreement names no days.
  public let instalments: [Instalment]
  /// SHA-256 of what was agreed, lower-case hexadecimal; nil where nobody wrote it down. The text is in
  /// the protected tables.
  public let termsHash: String?

  public init(fileHash: String, instalments: [Instalment] = [], termsHash: String? = nil) {
    self.fileHash = fileHash
    self.termsHash = termsHash
    self.instalments = instalments.sorted { ($0.dueOn, $0.amount.fen) < ($1.dueOn, $1.amount.fen) }
  }
}

/// One payment that a repayment agreement promises.
public struct Instalment: Hashable, Sendable {
  /// The last day on which it is in time.
  public let dueOn: Day
  public let amount: Money

  public init(dueOn: Day, amount: Money) {
    self.dueOn = dueOn
    self.amount = amount
  }
}

/// An instalment that was not paid by its day.
public struct BrokenInstalment: Hashable, Sendable {
  /// From 1, in the order of the agreement.
  public let number: Int
  public let dueOn: Day

  public init(number: Int, dueOn: Day) {
    self.number = number
    self.dueOn = dueOn
  }
}

/// What the worker says when asked whether the case is settled.
///
/// - Source: Y1.
public enum CallbackAnswer: String, CaseIterable, Hashable, Sendable {
  case satisfied, unsatisfied, unreached

  public var title: Bilingual {
    switch self {
    case .satisfied: Bilingual(zh: "满意", en: "satisfied")
    case .unsatisfied: Bilingual(zh: "不满意", en: "unsatisfied")
    case .unreached: Bilingual(zh: "未接通", en: "unreached")
    }
  }
}

/// A finished case taken up again. The reason's text is in the protected tables.
public struct Reopening: Hashable, Sendable {
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(reasonHash: String) { self.reasonHash = reasonHash }
}

/// The complainant takes the complaint back. The reason's text is in the protected tables.
public struct Withdrawal: Hashable, Sendable {
  /// SHA-256 of the reason, lower-case hexadecimal.
  public let reasonHash: String

  public init(reasonHash: String) { self.reasonHash = reasonHash }
}
