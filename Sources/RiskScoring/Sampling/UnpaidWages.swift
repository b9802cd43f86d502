public import WageDomain

/// Which pay days passed unpaid, by the rule of the hard trigger on unpaid wages.
///
/// The months looked at are those of the block, not the trigger's look-back.
public struct UnpaidWages: Sendable {
  private let rule: WagesUnpaidKind
  private let coverage: FeedCoverage
  private let payDays: [Month: Day]
  private let asOf: Day

  /// What a block has to hold.
  public static let measures: [Measure] = [.payrollPersons, .payrollAmount, .insuredPersons]

  /// - Parameters:
  ///   - rule: of the card's trigger.
  ///   - coverage: the months that each feed had delivered by `day`.
  ///   - payDays: of the months that are asked about; a month without one is not judged.
  ///   - day: the as-of day.
  public init(rule: WagesUnpaidKind, coverage: FeedCoverage, payDays: [Month: Day], asOf day: Day) {
    self.rule = rule
    self.coverage = coverage
    self.payDays = payDays
    asOf = day
  }

  /// Of each firm of the block, in its order, the pay days whose wages are unpaid, oldest first.
  public func payDays(of block: SignalBlock) -> [[Day]] {
    let calendar = SignalCalendar(block: block, coverage: coverage, payDays: payDays, asOf: asOf)
    let evaluator = WagesUnpaidEvaluator(rule.lookingBack(block.monthCount), block, calendar)
    return block.firms.indices.map(evaluator.unpaidPayDays)
  }
}
