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

  /// What the worker got: from the firm by the plan's instalments and outside of it, and from the account.
  public var settled: Money {
    instalments.reduce(advanced + paid) { $0 + ($1.paidAt == nil ? .zero : $1.promise.amount) }
  }

  /// What was paid outside of a plan.
  public var paid: Money { payments.reduce(.zero) { $0 + $1.amount } }

  /// What a worker who is owed `amount` has not got yet; nil when nobody said how much is owed.
  public func unpaid(of amount: Money?) -> Money? {
    amount.map { max(.zero, $0 - settled) }
  }

  /// ``unpaid(of:)`` at the end of a day, as far as days of payment tell; an advance counts always.
  public func unpaid(of amount: Money?, by day: Day) -> Money? {
    amount.map { amount in
      let plans = instalments.filter { $0.paidAt.map { $0.day <= day } ?? false }
      let later = payments.filter { $0.on <= day }
      let rest = amount - plans.reduce(advanced) { $0 + $1.promise.amount }
      return max(.zero, later.reduce(rest) { $0 - $1.amount })
    }
  }

  /// What was paid and advanced above a claim of `amount`; nil while it is nothing.
  public func excess(of amount: Money?) -> Excess? {
    guard let amount, settled > amount else { return nil }
    let above = settled - amount
    return Excess(amount: above, toRecover: min(above, outstanding))
  }
}

/// More than was claimed came to the worker.
public struct Excess: Hashable, Sendable {
  public let amount: Money
  /// Of it, what the account advanced and has not back.
  public let toRecover: Money

  /// Told below a case's own line.
  public func text(_ caseNo: String) -> Bilingual {
    guard toRecover > .zero else {
      return Bilingual(
        zh: "  \(caseNo) 已付与垫付合计超过应付工资 \(amount) 元：请核对金额",
        en:
          "  \(caseNo): \(amount) yuan more than is claimed were paid and advanced; check the amounts"
      )
    }
    return Bilingual(
      zh: "  \(caseNo) 已付与垫付合计超过应付工资 \(amount) 元：专户应追回 \(toRecover) 元，收到后用 "
        + "`wagewatch case recover \(caseNo) --amount \(toRecover.typed)` 记录",
      en:
        "  \(caseNo): \(amount) yuan more than is claimed were paid and advanced; the account is to get "
        + "\(toRecover) yuan back, recorded with `wagewatch case recover \(caseNo) --amount \(toRecover.typed)`"
    )
  }
}
