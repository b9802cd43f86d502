/// SQL: the firm that an incident counts for; `n` is the incident.
///
/// One that belongs to a case goes with it: to the case that it was merged into, and to the firm that
/// its complaints are about now.
enum IncidentFirm {
  static let id = """
    iif(n.caseNo IS NULL, n.firmId, iif(
      EXISTS (SELECT 1 FROM complaint o WHERE o.caseNo = \(caseNo) AND o.firmId = n.firmId), n.firmId,
      ifnull(
        (SELECT firmId FROM complaint WHERE id = (\(ComplaintFirm.telling(of: caseNo)))), n.firmId)))
    """

  /// The case in which the incident's case goes on.
  static let caseNo = """
    (WITH RECURSIVE own (caseNo, place) AS (
      SELECT n.caseNo, 0
      UNION ALL
      SELECT k.mergedInto, place + 1 FROM complaintCase k JOIN own ON k.caseNo = own.caseNo
      WHERE k.mergedInto IS NOT NULL)
    SELECT caseNo FROM own ORDER BY place DESC LIMIT 1)
    """
}
