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
    /// Registered in the period; a case that was merged into another by the cutoff is left out. One that a
    /// complaint opened which was taken out of another counts on that day, unless its own case did before.
    case registered
    /// Resolved in the period, and still so at the cutoff, by payment; the amount is the claim without what
    /// was recorded of it: that stands for itself.
    case paid = "wages_paid"
    /// The same by a repayment agreement; the amount is the claim.
    case agreed = "agreement"
    /// Instalments paid in the period; a case with two stands once.
    case instalments = "instalments_paid"
    /// The same of wages paid outside of a plan.
    case payments = "other_payments"
    /// The same of what the petition account advanced.
    case advances
    /// What an earlier period counted as paid, and is less or more since: taken up again, recorded as a
    /// payment of its own, or another amount claimed.
    case corrected
    case withdrawn
    /// Not settled at the cutoff; the amount is what is unpaid: without paid instalments, other payments and
    /// what the petition account advanced.
    case open

    public var title: Bilingual {
      switch self {
      case .registered: Bilingual(zh: "期内登记", en: "registered")
      case .paid: Bilingual(zh: "化解：工资已付", en: "resolved, wages paid")
      case .agreed: Bilingual(zh: "化解：还款协议", en: "resolved, agreement")
      case .instalments: Bilingual(zh: "分期已付", en: "instalments paid")
      case .payments: Bilingual(zh: "协议外已付", en: "paid outside of a plan")
      case .advances: Bilingual(zh: "专户垫付", en: "advanced")
      case .corrected: Bilingual(zh: "更正此前已计", en: "corrected, counted before")
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

  /// Wages that reached workers in the period.
  ///
  /// Money counts on the day on which it was paid; of a case that is resolved as paid, what nothing else
  /// recorded counts on the day of the resolution. So the periods add up to what is known to have reached
  /// workers, no yuan stands twice, and what takes effect later changes no figure of a period that is over.
  public var recovered: Money {
    let measures: Set<Measure> = [.paid, .instalments, .payments, .advances, .corrected]
    return rows.filter { measures.contains($0.measure) }.reduce(.zero) { $0 + $1.amount }
  }

  /// - Throws: as ``WageDomain/CaseRules/status(of:)``.
  public init(
    _ cases: [AssessedCase], period: AssessmentPeriod, asOf: Day, rules: some CaseRules
  ) throws {
    self.period = period
    cutoff = min(period.lastDay, asOf)
    let repeated = RepeatedCases(cases)
    var sums: [Measure: Row] = [:]
    for one in cases {
      let events = one.effectiveEvents(by: cutoff)
      guard !events.isEmpty else { continue }
      let status = try rules.status(of: one.events(by: cutoff))
      let before = one.events(by: period.firstDay.adding(days: -1))
      let sum = CaseSum(
        status: status, events: events, firstDay: period.firstDay,
        isRepeated: repeated.isRepeated(one.caseNo, mergedStand: false),
        // Only a resolution tells of money that no event of its own does.
        countedBefore: before.contains { $0.act.kind == .resolved }
          ? try rules.status(of: before).paidByResolution ?? .zero : .zero)
      for (measure, amount) in sum.measures {
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
  let firstDay: Day
  let isRepeated: Bool
  /// ``CaseStatus/paidByResolution`` before the period.
  let countedBefore: Money

  var measures: [(DistrictSums.Measure, Money?)] {
    let amount = status.details.amount
    var measures: [(DistrictSums.Measure, Money?)] = []
    if events.first.map(isInPeriod) ?? false, status.state != .merged, !isRepeated {
      measures.append((.registered, amount))
    }
    let isResolvedNow = isLastInPeriod(.resolved)
    if isResolvedNow, let how = status.resolution {
      measures.append(
        how.kind == .wagesPaid ? (.paid, status.paidByResolution) : (.agreed, amount))
    }
    measures += money
    let standing = isResolvedNow ? .zero : status.paidByResolution ?? .zero
    if standing != countedBefore { measures.append((.corrected, standing - countedBefore)) }
    if status.state == .withdrawn, isLastInPeriod(.withdrawn) {
      measures.append((.withdrawn, amount))
    }
    if status.isUnsettled { measures.append((.open, status.course.unpaid(of: amount))) }
    return measures
  }

  /// What was paid in the period by events of its own.
  private var money: [(DistrictSums.Measure, Money?)] {
    let paid = events.filter(isInPeriod).compactMap {
      event -> (DistrictSums.Measure, Money)? in
      switch event.act {
      case .instalmentPaid(let number):
        status.course.instalments.first { $0.number == number }
          .map { (.instalments, $0.promise.amount) }
      case .paid(let amount): (.payments, amount)
      case .advanced(let advance): (.advances, advance.amount)
      default: nil
      }
    }
    return Dictionary(paid, uniquingKeysWith: +).map { ($0, $1) }
  }

  private func isInPeriod(_ event: CaseEvent) -> Bool { event.effectiveAt.day >= firstDay }

  /// The last event of a kind took effect in the period.
  private func isLastInPeriod(_ kind: CaseEventKind) -> Bool {
    events.last { $0.act.kind == kind }.map(isInPeriod) ?? false
  }
}

extension CaseStatus {
  /// What of the claim reached the worker by nothing but a resolution that says so; nil where nobody said
  /// how much is claimed.
  fileprivate var paidByResolution: Money? {
    resolution?.kind == .wagesPaid ? course.unpaid(of: details.amount) : .zero
  }
}
