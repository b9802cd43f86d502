import WageDomain

/// An indicator over a measure of projects, seen from their general contractors.
///
/// Each open project is judged by itself, so that a full account does not hide a dry one; the worst
/// decides, of equal ones the one with the lowest id. A rule that does not forget a bad month does not
/// forget it when the project is finished, either.
struct SiteEvaluator: IndicatorEvaluator {
  /// Stands for the project until it is known which one decides; no project has this id.
  static let unnamed: Int64 = 0

  private let inner: any IndicatorEvaluator
  private let bound: PointsBins.Bound
  private let projects: [BlockProject]
  /// The rows of each firm's projects that are judged.
  private let rowsOfFirm: [Int: [Int]]

  init(
    _ inner: any IndicatorEvaluator, _ bound: PointsBins.Bound, _ block: SignalBlock,
    withFinished: Bool
  ) {
    self.inner = inner
    self.bound = bound
    projects = block.projects
    let judged = projects.indices.filter { place in
      block.projects[place].isOpen || withFinished && block.projects[place].finishedIn != nil
    }
    rowsOfFirm = Dictionary(grouping: judged) { block.projects[$0].firm }
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? { worst(row, &scratch)?.value }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    guard let worst = worst(row, &scratch) else { return .nothing }
    var explanation = inner.explain(worst.project, &scratch)
    explanation.values["project"] = .same(projects[worst.project].code)
    explanation.evidence = explanation.evidence.map { source in
      guard case .site(let measure, Self.unnamed, let month) = source else { return source }
      return .site(measure, projects[worst.project].id, month)
    }
    return explanation
  }

  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    var scratch: [Int64] = []
    return worst(row, &scratch).map { inner.levers($0.project, bins) } ?? []
  }

  private func worst(
    _ firm: Int, _ scratch: inout [Int64]
  ) -> (project: Int, value: Quotient)? {
    var worst: (project: Int, value: Quotient)?
    for project in rowsOfFirm[firm] ?? [] {
      guard let value = inner.value(project, &scratch) else { continue }
      let isWorse = worst.map { bound.isUpward ? value > $0.value : value < $0.value } ?? true
      if isWorse { worst = (project, value) }
    }
    return worst
  }
}
