public import WageDomain

/// What a value is worth: the points of the most severe bin it reaches.
public struct PointsBins: Hashable, Sendable {
  /// Which side of a threshold counts; ``above`` and ``below`` leave the threshold itself out.
  public enum Bound: String, CaseIterable, Hashable, Sendable {
    case atLeast = "at_least"
    case atMost = "at_most"
    case above
    case below

    /// More is worse.
    var isUpward: Bool { self == .atLeast || self == .above }
  }

  /// A threshold in the unit of the indicator's kind, and its points.
  public struct Bin: Hashable, Sendable {
    public let threshold: Int64
    public let points: Int
    /// The tier that a hard trigger's bin demands; nil for an indicator's.
    public let tier: Tier?

    public init(threshold: Int64, points: Int, tier: Tier? = nil) {
      self.threshold = threshold
      self.points = points
      self.tier = tier
    }
  }

  public let bound: Bound
  /// From the mildest to the most severe.
  public let bins: [Bin]

  /// - Parameters:
  ///   - bound: which side of the thresholds counts.
  ///   - bins: from the mildest to the most severe.
  ///   - written: the thresholds as the file spells them, to be named in a fault.
  /// - Throws: ``ScorecardFault`` when there is no bin, when thresholds do not become strictly more
  ///   severe, or points do not rise from at least 1; it names the bin's place in the list.
  public init(bound: Bound, bins: [Bin], written: [String] = []) throws(ScorecardFault) {
    if let fault = Self.faults(bound: bound, bins: bins, written: written).first { throw fault }
    self.bound = bound
    self.bins = bins
  }

  /// Bins that may be at fault: to be asked for what else is wrong with them, and for nothing else.
  public init(unjudged bins: [Bin], bound: Bound) {
    self.bound = bound
    self.bins = bins
  }

  /// Everything for which ``init(bound:bins:written:)`` refuses bins, in their order.
  public static func faults(bound: Bound, bins: [Bin], written: [String] = []) -> [ScorecardFault] {
    guard let first = bins.first else {
      return [
        ScorecardFault(
          found: Bilingual(zh: "没有 bins", en: "no bins"),
          expected: Bilingual(zh: "至少一档", en: "at least one"))
      ]
    }
    var faults: [ScorecardFault] = []
    if first.points < 1 {
      faults.append(
        ScorecardFault(
          found: Bilingual(zh: "\(first.points) 分", en: "\(first.points) points"),
          expected: Bilingual(zh: "至少 1 分", en: "at least 1"), place: 0))
    }
    for (place, pair) in zip(bins, bins.dropFirst()).enumerated() {
      let thresholds =
        written.count == bins.count
        ? (written[place], written[place + 1]) : ("\(pair.0.threshold)", "\(pair.1.threshold)")
      faults += Self.faults(pair.1, after: pair.0, bound, thresholds, place: place + 1)
    }
    return faults
  }

  /// What is wrong with bins of a value that is never more than 100 %; the first bin beyond it.
  func faultBeyondWhole(_ what: Bilingual) -> ScorecardFault? {
    let whole: Int64 = 10_000
    guard bound.isUpward,
      let place = bins.firstIndex(where: {
        $0.threshold > whole || $0.threshold == whole && bound == .above
      })
    else { return nil }
    let percent = ShownNumber.percent(Quotient(bins[place].threshold))
    return ScorecardFault(
      found: Bilingual(
        zh: "\(bound.rawValue) \(percent)%：\(what.zh)到不了",
        en: "\(bound.rawValue) \(percent)%, which \(what.en) never reaches"),
      expected: Bilingual(zh: "不超过 100% 的档", en: "bins within 100%"), place: place)
  }

  /// What is wrong with bins where more is worse and 0 is enough: all would have points in whom nothing is
  /// wrong, and those whose use rose.
  var faultAtNothing: ScorecardFault? {
    let nothing = Quotient(0)
    guard bound.isUpward,
      let place = bins.firstIndex(where: { nothing.reaches($0.threshold, bound) })
    else { return nil }
    return ScorecardFault(
      found: Bilingual(
        zh: "一档从 0 或更低起：没有问题（0）的也会计分",
        en: "a bin from 0 or less, which all reach in whom nothing is wrong"),
      expected: Bilingual(zh: "0 不落入的档", en: "bins that 0 does not reach"), place: place)
  }

  /// The most that the bins give.
  public var mostPoints: Int { bins.last?.points ?? 0 }

  /// The most severe bin that the value reaches; nil when it reaches none.
  func bin(_ value: Quotient) -> Bin? { bins.last { value.reaches($0.threshold, bound) } }

  /// The value reaches the mildest bin.
  func isReached(by value: Quotient) -> Bool {
    bins.first.map { value.reaches($0.threshold, bound) } ?? false
  }

  private static func faults(
    _ bin: Bin, after milder: Bin, _ bound: Bound, _ written: (String, String), place: Int
  ) -> [ScorecardFault] {
    var faults: [ScorecardFault] = []
    let isOrdered =
      bound.isUpward ? bin.threshold > milder.threshold : bin.threshold < milder.threshold
    if !isOrdered {
      faults.append(
        ScorecardFault(
          found: Bilingual(
            zh: "\(written.0) 之后是 \(bound.rawValue) \(written.1)",
            en: "\(bound.rawValue) \(written.1) after \(written.0)"),
          expected: Bilingual(
            zh: "阈值逐档\(bound.isUpward ? "上升" : "下降")，各档不重叠",
            en: "\(bound.isUpward ? "rising" : "falling") thresholds, so that no two bins overlap"),
          place: place))
    }
    if bin.points <= milder.points {
      faults.append(
        ScorecardFault(
          found: Bilingual(
            zh: "\(milder.points) 分之后是 \(bin.points) 分",
            en: "\(bin.points) points after \(milder.points)"),
          expected: Bilingual(
            zh: "分值逐档上升：越重的档分越高",
            en: "rising points: the severer bin is worth more"), place: place))
    }
    if let tier = bin.tier, let before = milder.tier, tier <= before {
      faults.append(
        ScorecardFault(
          found: Bilingual(
            zh: "\(before.rawValue) 之后是 \(tier.rawValue)",
            en: "\(tier.rawValue) after \(before.rawValue)"),
          expected: Bilingual(zh: "级别逐档上升", en: "rising tiers"), place: place))
    }
    return faults
  }
}
