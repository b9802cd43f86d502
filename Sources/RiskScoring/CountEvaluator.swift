import WageDomain

/// `count` on one block; the rule stands at ``CountParameters``.
struct CountEvaluator: IndicatorEvaluator {
  private let parameters: CountParameters
  private let firms: [BlockFirm]
  private let asOf: Day

  init(_ parameters: CountParameters, _ block: SignalBlock, _ asOf: Day) {
    self.parameters = parameters
    self.firms = block.firms
    self.asOf = asOf
  }

  func value(firm: Int, scratch: inout [Int64]) -> Quotient? {
    let events = firms[firm].events
    guard !events.isEmpty else { return nil }
    let sum = events.reduce(Int64(0)) { $0 + weight($1) }
    return sum > 0 ? Quotient(sum) : nil
  }

  /// 0 for an event of another feed, one too old, or one that has not happened yet.
  private func weight(_ event: FirmEvent) -> Int64 {
    let age = asOf.days(since: event.occurredOn)
    guard event.feed == parameters.feed, age >= 0,
      let byAge = parameters.ages.first(where: { age < $0.withinDays }),
      let byPersons = parameters.persons.last(where: { persons(event) >= $0.atLeast })
    else { return 0 }
    return Int64(byAge.weight * byPersons.weight)
  }

  private func persons(_ event: FirmEvent) -> Int64 { max(1, event.persons ?? 1) }

  func explain(firm: Int, scratch: inout [Int64]) -> Explanation {
    let counted = firms[firm].events.filter { weight($0) > 0 }
      .sorted { ($0.occurredOn, $0.id) < ($1.occurredOn, $1.id) }
    return Explanation(
      values: [
        "events": .same(String(counted.count)),
        "persons": .same(
          ShownNumber.quantity(counted.reduce(0) { $0 + persons($1) }, .persons)),
        "days": .same(String(parameters.ages.last?.withinDays ?? 0)),
        "latest": .same(counted.last?.occurredOn.description ?? "-"),
        "weight": .same(String(counted.reduce(0) { $0 + weight($1) })),
      ],
      evidence: counted.map { .event($0.feed, $0.id) })
  }
}
