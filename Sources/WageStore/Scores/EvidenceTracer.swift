public import WageDomain

/// An assessment and the lines of files behind its reasons.
public struct TracedAssessment: Sendable {
  public let assessment: Assessment
  /// A list a reason, in their order; none for a firm whose reasons are not kept.
  let lines: [[SourceLine]]

  /// The firm as it stands tonight: reasons that were put before its own lead to no line.
  public func standing(as standing: Assessment) -> TracedAssessment {
    let added = standing.reasons.count - assessment.reasons.count
    return TracedAssessment(
      assessment: standing, lines: [[SourceLine]](repeating: [], count: max(0, added)) + lines)
  }
}

/// Leads the evidence of assessments to the lines of files, for a run that keeps their reasons.
public struct EvidenceTracer {
  private var lines: SourceLines
  private let kept: Set<Int64>

  /// - Parameters:
  ///   - snapshot: what the run reads.
  ///   - view: the layers known by the day.
  ///   - day: the as-of day.
  ///   - kept: firms whose reasons are kept though they may be green tonight.
  /// - Throws: ``StoreError``.
  public init(
    _ snapshot: StoreSnapshot, view: LayerView, asOf day: Day, keeping kept: Set<Int64>
  ) throws {
    lines = try SourceLines(snapshot: snapshot, view: view, asOf: day)
    self.kept = kept
  }

  /// - Returns: the same assessments, in their order.
  /// - Throws: ``StoreError``.
  public mutating func trace(_ assessments: [Assessment]) throws -> [TracedAssessment] {
    try assessments.map { assessment in
      guard assessment.tier > .green || kept.contains(assessment.firmId) else {
        return TracedAssessment(assessment: assessment, lines: [])
      }
      return TracedAssessment(
        assessment: assessment,
        lines: try assessment.reasons.map {
          try lines.lines($0.evidence, firm: assessment.firmId)
        })
    }
  }
}
