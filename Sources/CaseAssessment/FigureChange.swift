/// How one figure of a body differs between two states of knowledge of the same period.
public struct FigureChange: Hashable, Sendable {
  /// The body's id.
  public let body: String
  public let figure: BodyFigure
  public let before: Int
  public let after: Int
  /// Cases that are listed now and were not, ascending.
  public let came: [String]
  /// Cases that were listed and are not any more, ascending.
  public let went: [String]
}

extension PeriodAssessment {
  /// What changed since an earlier knowledge of the same period, by body, then figure.
  public func changes(since earlier: PeriodAssessment) -> [FigureChange] {
    let old = Dictionary(
      earlier.bodies.map { ($0.body, $0) }, uniquingKeysWith: { first, _ in first })
    return bodies.flatMap { body -> [FigureChange] in
      BodyFigure.allCases.compactMap { figure in
        body.change(of: figure, since: old[body.body])
      }
    }
  }
}

extension BodyAssessment {
  fileprivate func change(of figure: BodyFigure, since old: BodyAssessment?) -> FigureChange? {
    let before = old?.caseNumbers(figure) ?? []
    let after = caseNumbers(figure)
    guard let body, before != after else { return nil }
    let difference = after.difference(from: before)
    return FigureChange(
      body: body, figure: figure, before: before.count, after: after.count,
      came: difference.insertions.map(\.element).sorted(),
      went: difference.removals.map(\.element).sorted())
  }
}

extension CollectionDifference.Change {
  fileprivate var element: ChangeElement {
    switch self {
    case .insert(_, let element, _), .remove(_, let element, _): element
    }
  }
}
