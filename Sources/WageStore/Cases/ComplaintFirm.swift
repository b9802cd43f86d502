/// SQL: the firm that a complaint counts for, in words; `c` is the complaint, `f` its firm.
///
/// Beside a code stands the register's name of that code's firm, never what a complainant calls it: after
/// `complaint assign` or `match accept` that may be another firm's name.
enum ComplaintFirm {
  /// The register's name; while no firm is known, the complainant's.
  static let name = "iif(f.id IS NULL, c.firmName, coalesce(f.name, f.firstName))"

  /// How the complainant names it, where the register says otherwise; else NULL.
  static let asNamed = """
    iif(f.id IS NOT NULL AND c.firmName IS NOT coalesce(f.name, f.firstName), c.firmName, NULL)
    """

  /// A query of its own: of a case's complaints the one that tells its firm. The first with a known firm,
  /// else the first that names one.
  static func telling(of caseNo: String) -> String {
    """
    SELECT id FROM complaint WHERE caseNo = \(caseNo)
    ORDER BY firmId IS NULL, firmName IS NULL, id LIMIT 1
    """
  }
}
