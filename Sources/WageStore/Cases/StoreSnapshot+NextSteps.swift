internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// The cases whose money is all there and that a person has to resolve or close, as they stood at the
  /// end of a day, by number. No clock says so.
  ///
  /// - Throws: as ``status(ofCase:asOf:rules:)``.
  public func nextSteps(
    asOf day: Day, rules: some CaseRules
  ) throws -> [(caseNo: String, step: CaseNextStep)] {
    try String.fetchAll(db, sql: Self.maybePaidUp).compactMap { caseNo in
      let step = try status(ofCase: caseNo, asOf: day, rules: rules)?.nextStep
      return step.map { (caseNo, $0) }
    }
  }

  /// No instalment stands out, or what was paid reaches the claim.
  private static let maybePaidUp = """
    SELECT k.caseNo FROM complaintCase k
    JOIN (
      SELECT caseNo, min(paidAt IS NOT NULL OR isBroken = 1) AS isAll,
        sum(iif(paidAt IS NULL, 0, amountFen)) AS paid
      FROM caseInstalment GROUP BY caseNo
    ) i USING (caseNo)
    WHERE k.state NOT IN ('closed', 'withdrawn', 'merged') AND (i.isAll OR i.paid >= k.amountFen)
    ORDER BY k.caseNo
    """
}
