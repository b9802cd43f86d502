/// SQL: the case in which a case goes on that was merged into another; its own where it was not.
enum MergedCase {
  /// A query of its own, in brackets.
  ///
  /// - Parameter caseNo: SQL for the case's number.
  /// - Returns: SQL for the number of the last case.
  static func last(of caseNo: String) -> String {
    """
    (WITH RECURSIVE own (number, place) AS (
      SELECT \(caseNo), 0
      UNION ALL
      SELECT later.mergedInto, place + 1 FROM complaintCase later JOIN own ON later.caseNo = own.number
      WHERE later.mergedInto IS NOT NULL)
    SELECT number FROM own ORDER BY place DESC LIMIT 1)
    """
  }
}
