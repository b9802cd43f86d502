public import WageDomain

/// The bodies of a month by own-resolution rate, with what their last places lead to (N19).
public struct BodyRanking: Hashable, Sendable {
  public let month: Month
  /// The last day that counts.
  public let cutoff: Day
  /// Best first; equals by id.
  public let places: [RankedBody]
  /// Bodies without a case to judge, in the order of reports.
  public let unranked: [String]

  /// A month that is not over has no last place yet.
  public var isComplete: Bool { cutoff == month.lastDay }
}

/// A body's place in a month.
public struct RankedBody: Hashable, Sendable {
  public let body: String
  public let rate: Rate
  /// From 1; equals share one.
  public let place: Int
  public let isLast: Bool
  /// Consecutive months in last place, this one included; 0 when it is not last.
  public let timesLast: Int
  /// What that leads to; nil when it is not last.
  public let step: AssessmentStep?
  /// The cases behind the rate's numerator, ascending.
  public let resolved: [String]
  /// The cases behind the rate's denominator, ascending.
  public let base: [String]
}

extension BodyAssessor {
  /// The ranking of a month. A month in which a body is not last, or not ranked, ends its row of
  /// last places.
  public func ranking(_ cases: [AssessedCase], month: Month, asOf: Day) -> BodyRanking {
    let period = AssessmentPeriod(month)
    let cutoff = min(period.lastDay, asOf)
    let bodies = assessResolutions(cases, period: period, asOf: asOf)
    let last = cutoff == period.lastDay ? lastBodies(bodies) : []
    let times = timesLast(last, cases, before: month, asOf: asOf)
    let ranked = bodies.filter { !$0.rate(.ownResolution).isEmpty }
    let places = ranked.map { body -> RankedBody in
      let rate = body.rate(.ownResolution)
      let id = body.body ?? ""
      return RankedBody(
        body: id, rate: rate, place: 1 + ranked.count { rate.isBelow($0.rate(.ownResolution)) },
        isLast: last.contains(id), timesLast: times[id] ?? 0,
        step: times[id].flatMap(policy.step), resolved: body.caseNumbers(.ownResolved),
        base: body.caseNumbers(.ownBase))
    }
    return BodyRanking(
      month: month, cutoff: cutoff,
      places: places.sorted { ($0.place, $0.body) < ($1.place, $1.body) },
      unranked: bodies.filter { $0.rate(.ownResolution).isEmpty }.compactMap(\.body))
  }

  /// All that share the lowest rate, but for those that the policy never calls last.
  private func lastBodies(_ bodies: [BodyAssessment]) -> Set<String> {
    let ranked = bodies.filter { !$0.rate(.ownResolution).isEmpty }
    let last = ranked.filter { body in
      let rate = body.rate(.ownResolution)
      return !rate.reaches(basisPoints: policy.neverLastFrom)
        && !ranked.contains { $0.rate(.ownResolution).isBelow(rate) }
    }
    return Set(last.compactMap(\.body))
  }

  /// Back from the month before, as long as one of them was last then too.
  private func timesLast(
    _ last: Set<String>, _ cases: [AssessedCase], before month: Month, asOf: Day
  ) -> [String: Int] {
    var times = Dictionary(uniqueKeysWithValues: last.map { ($0, 1) })
    var remaining = last
    var earlier = month.adding(months: -1)
    while !remaining.isEmpty {
      let period = AssessmentPeriod(earlier)
      remaining.formIntersection(
        lastBodies(assessResolutions(cases, period: period, asOf: asOf)))
      for body in remaining { times[body, default: 0] += 1 }
      earlier = earlier.adding(months: -1)
    }
    return times
  }
}
