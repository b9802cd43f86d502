/// Where one run sees a firm, with or without its reasons.
public struct Standing: Hashable, Sendable {
  public let creditCode: String
  public let points: Int
  public let tier: Tier
  /// What the points are made of; nil where the run kept none and they were not computed again.
  public var reasons: [Reason]?

  public init(creditCode: String, points: Int, tier: Tier, reasons: [Reason]?) {
    self.creditCode = creditCode
    self.points = points
    self.tier = tier
    self.reasons = reasons
  }

  public init(_ assessment: Assessment) {
    self.init(
      creditCode: assessment.creditCode.text, points: assessment.points, tier: assessment.tier,
      reasons: assessment.reasons)
  }

  /// The order of `flagged --order risk`: tier, points down, credit code up.
  public static func isMorePressing(_ left: Standing, _ right: Standing) -> Bool {
    if left.tier != right.tier { return left.tier > right.tier }
    return left.points != right.points
      ? left.points > right.points : left.creditCode < right.creditCode
  }
}

/// What became of one indicator between two runs.
public struct ReasonChange: Hashable, Sendable {
  /// The indicator's id, or `cap:CLASS`.
  public let indicator: String
  /// Nil when the run had no such reason.
  public let pointsBefore, pointsAfter: Int?
  public let triggerBefore, triggerAfter: Tier?
  /// As the later run words it; of a reason that is gone, as the earlier one did.
  public let text: Bilingual

  public var delta: Int { (pointsAfter ?? 0) - (pointsBefore ?? 0) }

  /// The indicators whose points or trigger differ: the largest difference first, then by id. Texts
  /// are not compared: they tell of days, which pass every night.
  static func between(_ before: [Reason], _ after: [Reason]) -> [ReasonChange] {
    let (old, new) = (sums(before), sums(after))
    return Set(old.keys).union(new.keys).compactMap { indicator -> ReasonChange? in
      let (was, becomes) = (old[indicator], new[indicator])
      guard was?.points != becomes?.points || was?.trigger != becomes?.trigger,
        let text = becomes?.text ?? was?.text
      else { return nil }
      return ReasonChange(
        indicator: indicator, pointsBefore: was?.points, pointsAfter: becomes?.points,
        triggerBefore: was?.trigger, triggerAfter: becomes?.trigger, text: text)
    }.sorted { left, right in
      left.delta.magnitude != right.delta.magnitude
        ? left.delta.magnitude > right.delta.magnitude : left.indicator < right.indicator
    }
  }

  private typealias Sum = (points: Int, trigger: Tier?, text: Bilingual)

  private static func sums(_ reasons: [Reason]) -> [String: Sum] {
    var sums: [String: Sum] = [:]
    for reason in reasons {
      let sum = sums[reason.indicator]
      sums[reason.indicator] = (
        (sum?.points ?? 0) + reason.points,
        [sum?.trigger, reason.trigger].compactMap(\.self).max(), sum?.text ?? reason.text
      )
    }
    return sums
  }
}
