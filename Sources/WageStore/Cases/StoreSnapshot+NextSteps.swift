internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The cases that a person has to resolve or close, as they stood at the end of a day, by number: the
  /// money is all there, or the agreement was never broken. No clock says so.
  ///
  /// - Throws: as ``status(ofCase:asOf:rules:)``.
  public func nextSteps(
    asOf day: Day, rules: some CaseRules
  ) throws -> [(caseNo: String, step: CaseNextStep)] {
    try String.fetchAll(db, sql: Self.candidates).compactMap { caseNo in
      let step = try status(ofCase: caseNo, asOf: day, rules: rules)?.nextStep
      return step.map { (caseNo, $0) }
    }
  }

  /// No instalment stands out, or what was paid reaches the claim, or a breach was none.
  private static let candidates = """
    SELECT k.caseNo FROM complaintCase k
    JOIN (
      SELECT caseNo, min(paidAt IS NOT NULL OR isBroken = 1) AS isAll,
        sum(iif(paidAt IS NULL, 0, amountFen)) AS paid
      FROM caseInstalment GROUP BY caseNo
    ) i USING (caseNo)
    WHERE k.state NOT IN ('closed', 'withdrawn', 'merged') AND (
      i.isAll OR i.paid >= k.amountFen OR EXISTS (
        SELECT 1 FROM caseEvent e WHERE e.caseNo = k.caseNo AND e.type = 'breach-withdrawn'))
    ORDER BY k.caseNo
    """
}
