extension Migration {
  /// Lists name the county that has a case.
  static let caseCounty = Migration(
    name: "0050 case county",
    sql: """
      -- Six digits, empty where nobody named it; null while no county has the case.
      ALTER TABLE complaintCase ADD COLUMN county TEXT CHECK (length(county) = 6 OR county = '');
      UPDATE complaintCase SET county = (
        SELECT iif(e.type = 'escalated' AND e.payload ->> 'to' = 'county',
          ifnull(e.payload ->> 'county', ''), NULL) FROM caseEvent e
        WHERE e.caseNo = complaintCase.caseNo AND (
          e.type IN ('escalated', 'dispatched', 'bounced', 'resolved', 'reopened', 'breached')
          OR e.type = 'concluded' AND e.payload ->> 'forum' = 'county')
        ORDER BY e.effectiveAt DESC, e.seq DESC LIMIT 1)
      WHERE caseNo IN (SELECT caseNo FROM caseEvent WHERE type = 'escalated');
      """)
}
