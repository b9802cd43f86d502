/// `arrears`: what a firm owes, by how long, how much, or how much of what it pays otherwise.
///
/// The run is the consecutive covered months, back from the last one that has ended, in which the
/// firm owes at least ``minimum``. A month the feed does not cover is passed over: it neither adds
/// to the run nor ends it. A covered month without a row, or with less, ends the run: what is not
/// reported is not held against a firm.
public struct ArrearsParameters: Hashable, Sendable {
  /// What the bins are in.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    /// How many months the run has.
    case months
    /// What is owed in the last month.
    case amount
    /// The same over a usual month of ``ArrearsParameters/against``, in basis points.
    case share
  }

  public let measure: Measure
  public let scale: Scale
  /// In the measure's stored unit, at least 1; less is not counted as owing.
  public let minimum: Int64
  /// How many months back a run is followed.
  public let lookBackMonths: Int
  /// Only with ``Scale/share``.
  public let against: Against?

  public init(
    measure: Measure, scale: Scale, minimum: Int64, lookBackMonths: Int, against: Against?
  ) {
    self.measure = measure
    self.scale = scale
    self.minimum = minimum
    self.lookBackMonths = lookBackMonths
    self.against = against
  }

  var binUnit: BinUnit {
    switch scale {
    case .months: .whole("months")
    case .amount: .quantity(measure.unit)
    case .share: .basisPoints
    }
  }

  var reachMonths: Int { max(lookBackMonths, against.reachMonths) }
}

/// A usual month of a measure, to hold another value against.
///
/// The lower-middle median of the firm's values in the last ``months`` months up to the month in
/// question; before it when the measure is held against itself. Fewer than half of the months known
/// (rounded up), or less than ``minimum``: not assessed.
public struct Against: Hashable, Sendable {
  public let measure: Measure
  public let months: Int
  /// In the measure's stored unit, at least 1.
  public let minimum: Int64

  public init(measure: Measure, months: Int, minimum: Int64) {
    self.measure = measure
    self.months = months
    self.minimum = minimum
  }
}

extension Against? {
  var measures: [Measure] { map { [$0.measure] } ?? [] }
  var reachMonths: Int { (self?.months ?? 0) + 12 }
}
