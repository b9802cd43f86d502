internal import WageDomain

/// The bins of one rule: the severer, the larger the share that came true.
///
/// What the rule says nothing of has a bin of its own in every table; for the points it stands with
/// what is below the first threshold, since a card gives points for what it finds alone.
public struct MonotoneBins: Hashable, Sendable {
  /// The rule found nothing, or did not assess the firm.
  public let nothing: RuleBin
  /// The firm has no row in what the rule measures.
  public let absent: RuleBin
  /// Its feed was late or never came.
  public let silent: RuleBin
  /// Measured, and milder than the first threshold.
  public let mild: RuleBin
  /// With a threshold each, from the mildest. A hard trigger keeps all of its own.
  public let bins: [RuleBin]
  /// The base and the bins of rising shares that are left; the same as ``base`` and ``bins`` but for
  /// a trigger.
  private let rising: [RuleBin]
  /// Something is likelier than the base, and has too few rows or firms that came true to say so; or no
  /// row reached a threshold at all.
  public let isTooFew: Bool
  private let repeats: Double

  /// What gets no points.
  public var base: RuleBin {
    [absent, silent, mild].reduce(nothing) { $0.joined(with: $1) }
  }

  /// Fewer rows than this, or fewer firms that came true, are a chance and join the milder bin
  /// (assumption).
  static let fewestRows = 20
  static let fewestPositives = 3
  /// Bins less far apart than nine chances in ten are one (assumption).
  static let leastDistance = 1.28
  static let mostBins = 6

  /// - Parameters:
  ///   - rule: its own thresholds are among those tried.
  ///   - values: by row, in the rule's unit; or why there is no value, as in ``FittingTable``.
  ///   - outcomes: of as many rows.
  ///   - repeats: rows that a firm has which came true, on the average.
  public init(
    _ rule: FittingRule, values: [Int64], outcomes: [Bool], repeats: Double = 1
  ) {
    self.repeats = repeats
    let cuts = rule.isTrigger ? rule.thresholds : ThresholdGrid.cuts(rule, values)
    var own = [(count: Int, positives: Int)](repeating: (0, 0), count: cuts.count + 4)
    for (value, outcome) in zip(values, outcomes) {
      let place: Int
      switch value {
      case FittingTable.nothing: place = cuts.count + 1
      case FittingTable.absent: place = cuts.count + 2
      case FittingTable.silent: place = cuts.count + 3
      default: place = Self.reached(value, cuts, rule)
      }
      own[place].count += 1
      own[place].positives += outcome ? 1 : 0
    }
    func bin(_ place: Int, _ threshold: Int64?) -> RuleBin {
      RuleBin(threshold: threshold, count: own[place].count, positives: own[place].positives)
    }
    nothing = bin(cuts.count + 1, nil)
    absent = bin(cuts.count + 2, nil)
    silent = bin(cuts.count + 3, nil)
    let fine = cuts.indices.map { bin($0 + 1, cuts[$0]) }
    let below = bin(0, nil)
    let base = [absent, silent, below].reduce(nothing) { $0.joined(with: $1) }
    (rising, isTooFew) = Self.joined(base, fine, repeats)
    guard !rule.isTrigger else {
      (mild, bins) = (below, fine)
      return
    }
    let first = rising.dropFirst().first?.threshold
    // What was joined with the base is milder than the first threshold that is left.
    let milder = fine.prefix { bin in first.map { bin.threshold != $0 } ?? true }
    mild = milder.reduce(below) { $0.joined(with: $1) }
    bins = Array(rising.dropFirst())
  }

  /// How many of the cuts a value reaches: they are in order.
  private static func reached(_ value: Int64, _ cuts: [Int64], _ rule: FittingRule) -> Int {
    cuts.endOfPrefix { rule.reaches(value, $0) }
  }

  /// The base, then bins of rising shares, none of them too small or too near to its neighbour; and
  /// whether there were any but for their size.
  private static func joined(
    _ base: RuleBin, _ fine: [RuleBin], _ repeats: Double
  ) -> (bins: [RuleBin], isTooFew: Bool) {
    var bins = [base]
    for bin in fine where bin.count > 0 {
      bins.append(bin)
      poolViolators(&bins)
    }
    let rises = bins.count > 1
    joinSmall(&bins, repeats)
    let isTooFew = bins.count == 1 && (rises || fine.allSatisfy { $0.count == 0 })
    joinNear(&bins)
    return (bins, isTooFew)
  }

  /// Pool adjacent violators: what is not likelier than its milder neighbour joins it.
  private static func poolViolators(_ bins: inout [RuleBin]) {
    while bins.count > 1, !bins[bins.count - 2].isMilder(than: bins[bins.count - 1]) {
      let severer = bins.removeLast()
      bins[bins.count - 1] = bins[bins.count - 1].joined(with: severer)
    }
  }

  private static func joinSmall(_ bins: inout [RuleBin], _ repeats: Double) {
    var place = bins.count - 1
    while place > 0 {
      let bin = bins[place]
      let isSmall =
        bin.count < fewestRows
        || Double(bin.positives) < Double(fewestPositives) * repeats
      if isSmall {
        // The mildest bin joins the one above it, if any: joined with the base it would be lost.
        let milder = place == 1 && bins.count > 2 ? place : place - 1
        bins[milder] = bins[milder].joined(with: bins[milder + 1])
        bins.remove(at: milder + 1)
        place = min(place, bins.count)
      }
      place -= 1
    }
  }

  private static func joinNear(_ bins: inout [RuleBin]) {
    while bins.count > 1 {
      let distances = bins.indices.dropFirst().map {
        bins[$0 - 1].distance(to: bins[$0])
      }
      guard let least = distances.min(), let place = distances.firstIndex(of: least),
        least < leastDistance || distances.count > mostBins
      else { return }
      bins[place] = bins[place].joined(with: bins[place + 1])
      bins.remove(at: place + 1)
    }
  }
}

extension MonotoneBins {
  /// What a bin alone tells, whether or not the points know it apart from its neighbours.
  ///
  /// - Parameters:
  ///   - bin: one of ``bins``, or e.g. ``absent``.
  ///   - positives: of all rows.
  ///   - negatives: of all rows.
  /// - Returns: as ``RuleBin/weightOfEvidence(positives:negatives:repeats:)``; nil for a bin without rows.
  public func weight(of bin: RuleBin, positives: Int, negatives: Int) -> Double? {
    guard bin.count > 0 else { return nil }
    return bin.weightOfEvidence(positives: positives, negatives: negatives, repeats: repeats)
  }

  /// How much the bins tell positives from negatives: 0 for nothing.
  public func informationValue(positives: Int, negatives: Int) -> Double {
    rising.count < 2
      ? 0
      : rising.reduce(0) { sum, bin in
        let weight = bin.weightOfEvidence(
          positives: positives, negatives: negatives, repeats: repeats)
        let share = Double(bin.positives) / Double(positives)
        return sum + (share - Double(bin.negatives) / Double(negatives)) * weight
      }
  }

  /// The place of a value among the base (0) and ``bins`` (from 1).
  func place(_ value: Int64, _ rule: FittingRule) -> Int {
    guard FittingTable.isMeasured(value) else { return 0 }
    let last = bins.lastIndex { bin in bin.threshold.map { rule.reaches(value, $0) } ?? false }
    return (last ?? -1) + 1
  }
}
