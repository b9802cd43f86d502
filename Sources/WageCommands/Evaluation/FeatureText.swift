import RiskEvaluation
import RiskScoring
import WageDomain

/// What was measured of each firm, for other programs: empty where there is nothing to hold against
/// the firm, `absent` without a row, `silent` where the feed was late.
struct FeatureText {
  private(set) var text = ""
  private let isAsked: Bool

  init(_ card: Scorecard, isAsked: Bool) {
    self.isAsked = isAsked
    guard isAsked else { return }
    text = CSVText.line(
      ["cutoff", "set", "firm", "outcome", "points", "points_fitted"]
        + card.triggers.map(\.id) + card.indicators.map(\.id))
  }

  /// - Parameters:
  ///   - sample: with readings.
  ///   - fitted: the same firms by the fitted card; nil where it is not judged.
  ///   - set: `train` or `test`.
  ///   - outcome: whether it came true; nil for a firm that is not looked at.
  mutating func add(
    _ sample: CutoffSample, fitted: CutoffSample? = nil, set: String,
    outcome: (SampledFirm) -> Bool?
  ) {
    guard isAsked else { return }
    for (place, firm) in sample.firms.enumerated() {
      guard let outcome = outcome(firm) else { continue }
      text += CSVText.line(
        [
          sample.cutoff.description, set, String(firm.id), outcome ? "1" : "0",
          String(firm.points), fitted.map { String($0.firms[place].points) } ?? "",
        ] + sample.columns.map { Self.cell($0.reading(place)) })
    }
  }

  private static func cell(_ reading: SampledReading?) -> String {
    switch reading {
    case .value(let value)?: String(value)
    case .absent?: "absent"
    case .silent?: "silent"
    case .nothing?, nil: ""
    }
  }
}
