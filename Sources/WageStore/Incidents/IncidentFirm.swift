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
  private static let caseNo = MergedCase.last(of: "n.caseNo")
}
