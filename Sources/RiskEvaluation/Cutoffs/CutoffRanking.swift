internal import RiskScoring
internal import WageDomain

/// One way to put firms in order on a cutoff.
public struct CutoffRanking: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// By the points of the card.
    case card
    /// Nobody chose an order: the mean over all.
    case random
    /// The latest complaint of the history first.
    case lastComplaint
    /// Months of the history in which the firm owed anything, most first.
    case arrearsMonths
    /// By the points at the cutoff before: yesterday's list.
    case yesterday
    /// By the points of one trigger or indicator alone.
    case indicator(String)

    /// As lists and JSON name it; an indicator's by its id.
    public var name: String {
      switch self {
      case .card: "card"
      case .random: "random"
      case .lastComplaint: "last-complaint"
      case .arrearsMonths: "arrears-months"
      case .yesterday: "yesterday"
      case .indicator(let id): "indicator:\(id)"
      }
    }
  }

  public let kind: Kind
  /// One a firm of the cohort, higher is riskier.
  let scores: [Int32]

  /// The card first, then what it is held against.
  ///
  /// - Parameters:
  ///   - sample: of the cutoff.
  ///   - places: of the cohort's firms in the sample.
  ///   - before: the points of the cutoff before, by firm; nil at the first.
  /// - Returns: all rankings; an indicator that gives no points in the cohort is left out.
  static func all(
    _ sample: CutoffSample, places: [Int], before: [Int64: Int32]?
  ) -> [CutoffRanking] {
    let firms = places.map { sample.firms[$0] }
    var rankings = [
      CutoffRanking(kind: .card, scores: firms.map(\.points)),
      CutoffRanking(kind: .random, scores: firms.map { _ in 0 }),
      CutoffRanking(
        kind: .lastComplaint, scores: firms.map { $0.history.lastComplaintOn?.number ?? 0 }),
      CutoffRanking(
        kind: .arrearsMonths, scores: firms.map { Int32($0.history.arrearsMonths) }),
    ]
    if let before {
      rankings.append(
        CutoffRanking(kind: .yesterday, scores: firms.map { before[$0.id] ?? 0 }))
    }
    rankings += sample.columns.compactMap { column in
      let points = places.map { column.points[$0] }
      guard points.contains(where: { $0 != 0 }) else { return nil }
      return CutoffRanking(kind: .indicator(column.id), scores: points)
    }
    return rankings
  }
}
