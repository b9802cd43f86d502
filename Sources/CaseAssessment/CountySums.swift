public import WageDomain

/// The figures of a month about cases that lie in another county, each with its cases.
///
/// - Source: Y1. That a case counts in the month in which its five days end, that settled means money or
///   an agreement, that who was not reached is in no rate: assumption.
public struct CountySums: Hashable, Sendable {
  public let period: AssessmentPeriod
  /// The last day that counts.
  public let cutoff: Day
  private var cases: [CountyFigure: [String]] = [:]
  /// What does not reconcile; empty in a sound report.
  public private(set) var findings: [AssessmentFinding] = []

  /// - Parameters:
  ///   - cases: all cases, as far as they are known.
  ///   - period: a month.
  ///   - asOf: what took effect later does not count.
  ///   - rules: turn events into clocks.
  ///   - counties: the district's own; where they are none, only what was taken away counts.
  /// - Throws: as ``WageDomain/CaseRules/status(of:)``.
  public init(
    _ cases: [AssessedCase], period: AssessmentPeriod, asOf: Day, rules: some CaseRules,
    counties: Set<CountyCode>
  ) throws {
    self.period = period
    cutoff = min(period.lastDay, asOf)
    let clocks = rules.clockRules.filter { rule in
      rule.starts.contains { $0.kind == .escalated && $0.forum == .county }
    }.map(\.id)
    let repeated = RepeatedCases(cases)
    var taken: Set<String> = []
    for one in cases {
      let events = one.effectiveEvents(by: cutoff)
      guard let first = events.first else { continue }
      let status = try rules.status(of: one.events(by: cutoff))
      if status.course.forums.contains(.county) { taken.insert(one.caseNo) }
      let view = CountyCase(
        status: status, events: events, registeredOn: first.effectiveAt.day,
        isRepeated: repeated.isRepeated(one.caseNo, mergedStand: false), clocks: clocks,
        counties: counties)
      for figure in view.figures(in: period, by: cutoff) {
        self.cases[figure, default: []].append(one.caseNo)
      }
    }
    self.cases = self.cases.mapValues { $0.sorted() }
    findings = found(taken)
  }

  public func caseNumbers(_ figure: CountyFigure) -> [String] { cases[figure] ?? [] }

  public func count(_ figure: CountyFigure) -> Int { cases[figure]?.count ?? 0 }

  /// Settled within five days, of those whose five days are over and that did not end otherwise.
  public var settled: Rate {
    Rate(count(.settledInTime), of: count(.due) - count(.ended))
  }

  /// Satisfied, of those who were reached.
  public var satisfaction: Rate {
    Rate(count(.satisfied), of: count(.satisfied) + count(.unsatisfied))
  }

  /// The rate that a figure is the numerator of; nil for the others.
  public func rate(_ figure: CountyFigure) -> Rate? {
    switch figure {
    case .settledInTime: settled
    case .satisfied: satisfaction
    default: nil
    }
  }
}

extension CountySums {
  /// The parts are the whole, none stands twice, and the state machine has the same cases.
  private func found(_ taken: Set<String>) -> [AssessmentFinding] {
    var findings = difference(.due, [.settledInTime, .settledLate, .sentBack, .unsettled, .ended])
    findings += difference(.calledBack, [.satisfied, .unsatisfied, .unreached])
    let away: [CountyFigure] = [.transferred, .due, .calledBack]
    for figure in away {
      let wrong = caseNumbers(figure).filter { !taken.contains($0) }
      guard !wrong.isEmpty else { continue }
      findings.append(
        AssessmentFinding(
          body: nil,
          found: Bilingual(
            zh: "\(figure.title.zh)含未转办的案件 \(wrong.joined(separator: " "))",
            en: "\(figure.title.en) holds cases never transferred: \(wrong.joined(separator: " "))"),
          expected: Bilingual(zh: "只含转办过的案件", en: "cases that were transferred")))
    }
    return findings
  }

  private func difference(
    _ whole: CountyFigure, _ parts: [CountyFigure]
  ) -> [AssessmentFinding] {
    let listed = parts.flatMap(caseNumbers).sorted()
    guard listed != caseNumbers(whole) else { return [] }
    return [
      AssessmentFinding(
        body: nil,
        found: Bilingual(
          zh: "\(whole.title.zh) \(count(whole)) 件", en: "\(count(whole)) \(whole.title.en)"),
        expected: Bilingual(
          zh: "各部分之和 \(listed.count) 件", en: "\(listed.count), the sum of its parts"))
    ]
  }
}

/// One case as the figures see it.
private struct CountyCase {
  let status: CaseStatus
  /// By the cutoff, in the order in which they take effect.
  let events: [CaseEvent]
  let registeredOn: Day
  /// Its complaint's own case counted before.
  let isRepeated: Bool
  /// Ids of the clocks that run while another county has the case.
  let clocks: [String]
  /// The district's own.
  let counties: Set<CountyCode>

  private var wasTaken: Bool { status.course.forums.contains(.county) }

  func figures(in period: AssessmentPeriod, by cutoff: Day) -> [CountyFigure] {
    var figures = supervision(period, by: cutoff)
    if registeredOn >= period.firstDay, status.state != .merged, !isRepeated,
      liesElsewhere || wasTaken
    {
      figures.append(.registered)
      if !wasTaken { figures.append(.notTransferred) }
    }
    let isTakenNow = events.contains { event in
      event.act.kind == .escalated && event.act.forum == .county
        && event.effectiveAt.day >= period.firstDay && !status.course.moot.contains(event)
    }
    if isTakenNow { figures.append(.transferred) }
    if wasTaken, let answer = answer(period) { figures += [.calledBack, answer] }
    return figures
  }

  private var liesElsewhere: Bool {
    guard let town = status.details.town, !counties.isEmpty else { return false }
    return !counties.contains(town.county)
  }

  /// By the last round whose due day lies in the period.
  private func supervision(_ period: AssessmentPeriod, by cutoff: Day) -> [CountyFigure] {
    let rounds = status.clocks.filter { clock in
      guard clocks.contains(clock.id), let dueOn = clock.dueOn else { return false }
      return period.firstDay <= dueOn && dueOn <= cutoff
    }
    guard let round = rounds.last, let dueOn = round.dueOn else { return [] }
    switch round.ending {
    case nil: return [.due, .unsettled]
    case .stopped?: return [.due, .ended]
    case .answered(let at)?:
      guard isResolved(from: round.startsOn, to: at.day) else { return [.due, .sentBack] }
      return [.due, at.day <= dueOn ? .settledInTime : .settledLate]
    }
  }

  /// Money or an agreement came while the other county had the case: what it decided may be typed in before
  /// what came of it, or after it.
  private func isResolved(from start: Day, to end: Day) -> Bool {
    let taken = events.lastIndex { event in
      event.act.kind == .escalated && event.act.forum == .county
        && start <= event.effectiveAt.day && event.effectiveAt.day <= end
    }
    return events.dropFirst(taken ?? 0).contains {
      $0.act.kind == .resolved && $0.effectiveAt.day <= end
    }
  }

  private func answer(_ period: AssessmentPeriod) -> CountyFigure? {
    let answers = events.compactMap { event -> CallbackAnswer? in
      guard event.effectiveAt.day >= period.firstDay, case .calledBack(let answer) = event.act
      else { return nil }
      return answer
    }
    switch answers.last {
    case .satisfied?: return .satisfied
    case .unsatisfied?: return .unsatisfied
    case .unreached?: return .unreached
    case nil: return nil
    }
  }
}
