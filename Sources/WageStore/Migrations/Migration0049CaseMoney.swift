internal import GRDB

extension Migration {
  /// A case that another county has names no body, a complaint's digest covers its firm, and money paid
  /// in cases is found without a look at every event.
  static let caseMoney = Migration(
    name: "0049 case money",
    sql: """
      CREATE INDEX caseEventMoney ON caseEvent (caseNo) WHERE type = 'paid' OR type = 'advanced';
      UPDATE complaintCase SET body = NULL
      WHERE state = 'escalated' AND 'county' = (
        SELECT iif(e.type = 'escalated', e.payload ->> 'to', e.type) FROM caseEvent e
        WHERE e.caseNo = complaintCase.caseNo AND (
          e.type IN ('escalated', 'dispatched', 'bounced', 'resolved', 'reopened', 'breached')
          OR e.type = 'concluded' AND e.payload ->> 'forum' = 'county')
        ORDER BY e.effectiveAt DESC, e.seq DESC LIMIT 1);
      """,
    convert: { db in
      let seal = try RowSeal(in: db)
      for id in try Int64.fetchAll(db, sql: "SELECT id FROM complaint") {
        try seal.seal(.complaint, id)
      }
    })
}
