/// The terms of the list of joint punishment for wage arrears (拖欠农民工工资失信联合惩戒名单), as the
/// section `punishment` of a workflow policy states them.
///
/// - Source: 人社部令45号; N17, O6.
public struct PunishmentPolicy: Hashable, Sendable {
  /// How long an entry stands, from the day of the decision.
  public let term: TermLength
  /// By when the decision is published, from its day.
  public let publication: DeadlineRule
  /// How much longer an entry stands whose arrears are still unpaid at the end of its term.
  public let renewal: TermLength
  /// How long after the arrears were paid an entry may be removed early.
  public let repair: TermLength

  public init(
    term: TermLength, publication: DeadlineRule, renewal: TermLength, repair: TermLength
  ) {
    self.term = term
    self.publication = publication
    self.renewal = renewal
    self.repair = repair
  }
}
