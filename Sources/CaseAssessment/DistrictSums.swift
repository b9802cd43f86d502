public import WageDomain

/// What was done in a period over all bodies: cases, people, money.
///
/// - Source: Y2, Y5.
public struct DistrictSums: Hashable, Sendable {
  public let period: AssessmentPeriod
  /// The last day that counts.
  public let cutoff: Day
  /// In the order of ``Measure``.
  public let rows: [Row]

  /// What is summed.
  public enum Measure: String, CaseIterable, Hashable, Sendable {
    /// Registered in the period; a case that was merged into another by the cutoff is left out.
    case registered
    /// Resolved in the period, and still so at the cutoff, by payment; the amount is without instalments
    /// of the case that were paid before: those stand for themselves.
    case paid = "wages_paid"
    /// The same by a repayment agreement.
    case agreed = "agreement"
    /// Instalments paid in the period; a case with two stands once.
    case instalments = "instalments_paid"
    case withdrawn
    /// Not settled at the cutoff; the amount is what is unpaid: without paid instalments and what the
    /// petition account advanced.
    case open

    public var title: Bilingual {
      switch self {
      case .registered: Bilingual(zh: "期内登记", en: "registered")
      case .paid: Bilingual(zh: "化解：工资已付", en: "resolved, wages paid")
      case .agreed: Bilingual(zh: "化解：还款协议", en: "resolved, agreement")
      case .instalments: Bilingual(zh: "分期已付", en: "instalments paid")
      case .withdrawn: Bilingual(zh: "撤回", en: "withdrawn")
      case .open: Bilingual(zh: "期末未结", en: "open at the end")
      }
    }
  }

  /// One sum and the cases behind it.
  public struct Row: Hashable, Sendable {
    public let measure: Measure
    /// Ascending.
    public private(set) var cases: [String] = []
    public private(set) var persons: Int64 = 0
    public private(set) var amount = Money.zero
    /// Cases whose complaint gives no number of persons.
    public private(set) var withoutPersons = 0
    /// Cases whose complaint gives no amount.
    public private(set) var withoutAmount = 0

    init(_ measure: Measure) { self.measure = measure }

    mutating func add(_ caseNo: String, persons: Int64?, amount: Money?) {
      cases.append(caseNo)
      self.persons += persons ?? 0
      self.amount = self.amount + (amount ?? .zero)
      if persons == nil { withoutPersons += 1 }
      if amount == nil { withoutAmount += 1 }
    }

    mutating func sort() { cases.sort() }
  }

  /// Wages that reached workers in the period: paid at once, or by instalments.
  public var recovered: Money {
    rows.filter { $0.measure == .paid || $0.measure == .instalments }
      .reduce(Money.zero) { $0 + $1.amount }
  }

  /// - Throws: as ``WageDomain/CaseRules/status(of:)``.
  public init(
    _ cases: [AssessedCase], period: AssessmentPeriod, asOf: Day, rules: some CaseRules
  ) throws {
    self.period = period
    cutoff = min(period.lastDay, asOf)
    var sums: [Measure: Row] = [:]
    for one in cases {
      let events = one.effectiveEvents(by: cutoff)
      guard let first = events.first else { continue }
      let status = try rules.status(of: one.events(by: cutoff))
      let sum = CaseSum(status: status, events: events, period: period)
      for (measure, amount) in sum.measures(registeredOn: first.effectiveAt.day) {
        sums[measure, default: Row(measure)]
          .add(one.caseNo, persons: status.details.persons, amount: amount)
      }
    }
    rows = Measure.allCases.map { measure in
      var row = sums[measure] ?? Row(measure)
      row.sort()
      return row
    }
  }
}

/// What one case adds to the sums of a period.
private struct CaseSum {
  let status: CaseStatus
  /// By the cutoff, in the order in which they take effect.
  let events: [CaseEvent]
  let period: AssessmentPeriod

  func measures(registeredOn day: Day) -> [(DistrictSums.Measure, Money?)] {
    var measures: [(DistrictSums.Measure, Money?)] = []
    let amount = status.details.amount
    if day >= period.firstDay, status.state != .merged { measures.append((.registered, amount)) }
    if isIn(period, .resolved), let how = status.resolution {
      let rest = amount.map { max(.zero, $0 - instalments(since: nil)) }
      measures.append(how.kind == .wagesPaid ? (.paid, rest) : (.agreed, amount))
    }
    let paid = instalments(since: period.firstDay)
    if paid > .zero { measures.append((.instalments, paid)) }
    if status.state == .withdrawn, isIn(period, .withdrawn) {
      measures.append((.withdrawn, amount))
    }
    if status.isUnsettled { measures.append((.open, status.course.unpaid(of: amount))) }
    return measures
  }

  /// What was paid of instalments from a day on; nil: ever.
  private func instalments(since day: Day?) -> Money {
    status.course.instalments.filter { plan in
      plan.paidAt.map { paidAt in day.map { paidAt.day >= $0 } ?? true } ?? false
    }.reduce(Money.zero) { $0 + $1.promise.amount }
  }

  /// The last event of a kind took effect in the period.
  private func isIn(_ period: AssessmentPeriod, _ kind: CaseEventKind) -> Bool {
    events.last { $0.act.kind == kind }.map { $0.effectiveAt.day >= period.firstDay } ?? false
  }
}
