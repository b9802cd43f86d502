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

  /// The cases in which more was paid and advanced than was claimed and the account has to get money
  /// back, as they stood at the end of a day, by number.
  ///
  /// - Throws: as ``status(ofCase:asOf:rules:)``.
  public func excesses(
    asOf day: Day, rules: some CaseRules
  ) throws -> [(caseNo: String, excess: Excess)] {
    try String.fetchAll(db, sql: Self.paidOrAdvanced).compactMap { caseNo in
      let excess = try status(ofCase: caseNo, asOf: day, rules: rules)?.excess
      return excess.flatMap { $0.toRecover > .zero ? (caseNo, $0) : nil }
    }
  }

  private static let paidOrAdvanced =
    "SELECT DISTINCT caseNo FROM caseEvent WHERE type = 'paid' OR type = 'advanced' ORDER BY caseNo"

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
    UNION
    SELECT k.caseNo FROM caseEvent e JOIN complaintCase k USING (caseNo)
    WHERE (e.type = 'paid' OR e.type = 'advanced')
      AND k.state NOT IN ('closed', 'withdrawn', 'merged')
    ORDER BY 1
    """
}
