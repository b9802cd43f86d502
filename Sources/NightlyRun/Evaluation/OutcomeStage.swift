public import RiskEvaluation
public import RiskScoring
public import WageDomain
public import WageStore

/// What became of every firm, as it was known on one day: unpaid pay days, complaints, group visits.
public struct OutcomeStage {
  private let policies: NightPolicies
  private let wagesRule: WagesUnpaidKind?
  private let countsEveryComplaint: Bool

  /// So many persons in one complaint are a group.
  ///
  /// - Source: 10 in the plans of Tonglu and Haishu for group events over wages.
  public static let groupPersons: Int64 = 10

  /// - Parameters:
  ///   - policies: the calendar and the feeds; the card says nothing here.
  ///   - wagesRule: by which unpaid wages are told; nil: nothing is known of arrears.
  ///   - countsEveryComplaint: a complaint need not say since when wages are owed.
  public init(
    policies: NightPolicies, wagesRule: WagesUnpaidKind?, countsEveryComplaint: Bool = false
  ) {
    self.policies = policies
    self.wagesRule = wagesRule
    self.countsEveryComplaint = countsEveryComplaint
  }

  /// What is known, and which complaints count.
  public struct Report: Sendable {
    public let outcomes: FirmOutcomes
    public let complaintRule: WageComplaintRule
    /// Wage months within those judged that payroll never delivered: their pay days are nobody's.
    public let monthsNotDelivered: [Month]
  }

  /// - Throws: ``CalendarError/yearNotLoaded(_:)`` when a payday falls in a year without a notice.
  public func outcomes(_ snapshot: StoreSnapshot, asOf day: Day) throws -> Report {
    let complaints = try snapshot.knownComplaints(asOf: day)
    let rule: WageComplaintRule =
      countsEveryComplaint || !complaints.contains(where: \.statesSince) ? .every : .statesSince
    var own: [Int64: FirmOutcomes.Own] = [:]
    for complaint in complaints {
      if rule == .every || complaint.statesSince {
        own[complaint.firm, default: .init()].complaints.append(
          .init(receivedOn: complaint.receivedOn, knownOn: complaint.knownOn))
      }
      if complaint.persons ?? 0 >= Self.groupPersons {
        own[complaint.firm, default: .init()].noteGroup(complaint.receivedOn)
      }
    }
    try addIncidents(to: &own, snapshot, day)
    let wages = try wagesRule.flatMap { try unpaid($0, snapshot, day) }
    for (firm, days) in wages?.payDays ?? [:] { own[firm, default: .init()].unpaidOn = days }
    let fresh = try FreshnessReport(snapshot, feeds: policies.feeds, asOf: day).feeds
      .first { $0.feed == .complaints }
    return Report(
      outcomes: FirmOutcomes(
        own: own, survivors: try snapshot.survivors(asOf: day),
        firstDay: [wages?.firstDay, complaints.first?.receivedOn].compactMap(\.self).min(),
        arrearsUntil: wages?.until, complaintsUntil: fresh?.days.map { day.adding(days: -$0) }),
      complaintRule: rule, monthsNotDelivered: wages?.notDelivered ?? [])
  }

  private func addIncidents(
    to own: inout [Int64: FirmOutcomes.Own], _ snapshot: StoreSnapshot, _ day: Day
  ) throws {
    let survivors = try snapshot.survivors(asOf: day)
    for incident in try snapshot.incidents(isDrill: false, asOf: day) {
      guard let text = incident.creditCode, let code = try? CreditCode(text),
        let firm = try snapshot.firmId(of: code, asOf: day)
      else { continue }
      own[survivors[firm] ?? firm, default: .init()].noteGroup(incident.openedAt.day)
    }
  }

  private struct Wages {
    var payDays: [Int64: [Day]] = [:]
    let firstDay: Day
    let until: Day
    let notDelivered: [Month]
  }

  /// A pay day is judged when payroll has delivered its month and the one after it: what is paid late
  /// comes with that.
  private func unpaid(
    _ rule: WagesUnpaidKind, _ snapshot: StoreSnapshot, _ day: Day
  ) throws -> Wages? {
    let inputs = try ScoreInputs(snapshot, policies, asOf: day)
    guard let first = inputs.coverage.firstMonth(.payroll),
      let last = inputs.coverage.lastMonth(.payroll), first < last
    else { return nil }
    let judged = (first...last.adding(months: -1)).filter {
      inputs.coverage.covers(.payroll, $0)
    }
    let days = try ScoreInputs.payDays(rule, of: first...last, inputs.calendar, asOf: day)
    guard let end = days[last], let begin = days[first] else { return nil }
    var wages = Wages(
      firstDay: begin, until: min(end.adding(days: -1), day),
      notDelivered: (first...last).filter { !inputs.coverage.covers(.payroll, $0) })
    let known = UnpaidWages(
      rule: rule, coverage: inputs.coverage,
      payDays: days.filter { judged.contains($0.key) && $0.value < end }, asOf: day)
    let reader = try BlockReader(
      snapshot: snapshot, view: inputs.view, asOf: day,
      months: first.adding(months: -rule.payrollMonths)...last, measures: UnpaidWages.measures,
      events: FirmEvents(), goneStatuses: rule.goneStatuses)
    for number in 0..<(try BlockReader.blockCount(in: snapshot)) {
      let block = try reader.block(number)
      for (firm, days) in zip(block.firms, known.payDays(of: block)) where !days.isEmpty {
        wages.payDays[firm.id] = days
      }
    }
    return wages
  }
}

extension FirmOutcomes.Own {
  fileprivate mutating func noteGroup(_ day: Day) {
    groupVisitOn = groupVisitOn.map { min($0, day) } ?? day
  }
}
