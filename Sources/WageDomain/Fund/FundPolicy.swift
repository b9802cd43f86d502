/// When wages are paid in advance from the district's petition account, as the section `fund` of a
/// workflow policy states it.
///
/// - Source: N16.
public struct FundPolicy: Hashable, Sendable {
  /// The authority that a case must have been taken to.
  public let forum: Forum
  /// The id of the clock that must have run out with the case unresolved.
  public let clock: String
  /// Whether a case whose wages are all paid is resolved when the account paid the rest (N14).
  public let resolvesWhenCovered: Bool

  public init(forum: Forum, clock: String, resolvesWhenCovered: Bool) {
    self.forum = forum
    self.clock = clock
    self.resolvesWhenCovered = resolvesWhenCovered
  }
}

extension CaseCourse {
  /// Advanced and not recovered yet.
  public var outstanding: Money { advanced - recovered }

  /// What the worker got, from the firm by the plan's instalments and from the account.
  public var settled: Money {
    instalments.filter { $0.paidAt != nil }.reduce(advanced) { $0 + $1.promise.amount }
  }

  /// What a worker who is owed `amount` has not got yet; nil when nobody said how much is owed.
  public func unpaid(of amount: Money?) -> Money? {
    amount.map { max(.zero, $0 - settled) }
  }
}
