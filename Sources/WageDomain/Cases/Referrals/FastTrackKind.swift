/// The kinds of wage claims that the fast-track tribunal (速裁庭) takes.
///
/// Stored by its raw value: never rename one.
///
/// - Source: Y4.
public enum FastTrackKind: String, CaseIterable, Hashable, Sendable {
  /// The amount is not above the province's average wage.
  case smallAmount = "small-amount"
  /// A mediated agreement was not performed.
  case unperformedAgreement = "unperformed-agreement"
  /// The facts are clear and there is little dispute.
  case littleDispute = "little-dispute"

  public var title: Bilingual {
    switch self {
    case .smallAmount: Bilingual(zh: "标的额不超过省平工资", en: "amount not above the average wage")
    case .unperformedAgreement:
      Bilingual(zh: "已达成调解协议但未履行", en: "mediated agreement not performed")
    case .littleDispute:
      Bilingual(zh: "事实清楚且争议不大", en: "clear facts with little dispute")
    }
  }
}

/// Whether a case is of a kind, and why.
public struct FastTrackAnswer: Hashable, Sendable {
  public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case applies
    case doesNotApply = "does-not-apply"
    /// Nobody can tell from the records: a person chooses.
    case undecided

    public var title: Bilingual {
      switch self {
      case .applies: Bilingual(zh: "符合", en: "applies")
      case .doesNotApply: Bilingual(zh: "不符合", en: "does not apply")
      case .undecided: Bilingual(zh: "未定", en: "not decided")
      }
    }
  }

  public let kind: FastTrackKind
  public let verdict: Verdict
  public let reason: Bilingual

  public init(kind: FastTrackKind, verdict: Verdict, reason: Bilingual) {
    self.kind = kind
    self.verdict = verdict
    self.reason = reason
  }
}
