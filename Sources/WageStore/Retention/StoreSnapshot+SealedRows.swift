internal import GRDB
internal import WageDomain

/// Rows that no chain of events holds: complaints with their complainants and texts, follow-ups and the
/// tries to deliver them, the holding pen.
extension StoreSnapshot {
  /// What was altered or deleted there since the program wrote it. A row and its digest that were
  /// rewritten together, with the workspace's secret, are not found.
  public func verifySealedRows() throws -> [CaseFinding] {
    try complaintFindings() + outboxFindings() + attemptFindings() + penFindings()
  }

  private func complaintFindings() throws -> [CaseFinding] {
    let seal = try RowSeal(in: db)
    var findings: [CaseFinding] = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT id, complaintNo, caseNo, digest FROM complaint ORDER BY complaintNo")
    while let row = try rows.next() {
      guard try seal.digest(.complaint, row[0]) != row[3] else { continue }
      let number: String = row[1]
      findings.append(
        CaseFinding(
          seq: nil, caseNo: row[2] ?? number,
          found: Bilingual(
            zh: "投诉 \(number)：其内容、反映人或文字被改动",
            en: "complaint \(number): it, its complainant or its texts were altered"),
          expected: Self.asWritten))
    }
    return findings
  }

  private func outboxFindings() throws -> [CaseFinding] {
    try rowFindings(
      .outbox, "SELECT id, digest, caseNo FROM outbox ORDER BY id",
      named: { Bilingual(zh: "第 \($0) 条提醒", en: "follow-up \($0)") })
  }

  private func attemptFindings() throws -> [CaseFinding] {
    try rowFindings(
      .outboxAttempt,
      """
      SELECT a.id, a.digest, o.caseNo FROM outboxAttempt a LEFT JOIN outbox o ON o.id = a.outboxId
      ORDER BY a.id
      """,
      named: { Bilingual(zh: "第 \($0) 次发送记录", en: "delivery \($0)") })
  }

  /// Rows are numbered from 1 without a gap, for none is ever deleted.
  private func rowFindings(
    _ kind: RowSeal.Kind, _ sql: String, named: (Int64) -> Bilingual
  ) throws -> [CaseFinding] {
    let seal = try RowSeal(in: db)
    var findings: [CaseFinding] = []
    var next: Int64 = 1
    func tellGap(before id: Int64) {
      guard next < id else { return }
      let (first, last) = (named(next), named(id - 1))
      let isOne = next == id - 1
      findings.append(
        CaseFinding(
          seq: nil, caseNo: nil,
          found: Bilingual(
            zh: isOne ? "没有\(first.zh)" : "没有\(first.zh)至\(last.zh)",
            en: isOne ? "no \(first.en)" : "no \(first.en) to \(last.en)"),
          expected: Bilingual(
            zh: "编号连续：提醒和发送记录从不删除",
            en: "numbers without a gap: follow-ups and deliveries are never deleted")))
    }
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() {
      let id: Int64 = row[0]
      tellGap(before: id)
      next = id + 1
      guard try seal.digest(kind, id) != row[1] else { continue }
      let name = named(id)
      findings.append(
        CaseFinding(
          seq: nil, caseNo: row[2],
          found: Bilingual(zh: "\(name.zh)被改动", en: "\(name.en) was altered"),
          expected: Self.asWritten))
    }
    tellGap(before: (try tableEnd(kind.rawValue)?.last ?? next) + 1)
    return findings
  }

  /// A case that was sent back waits there from that moment on, any other without a body from the next
  /// night on after it came to lack one, whatever happens to it meanwhile.
  private func penFindings() throws -> [CaseFinding] {
    let routed = "SELECT max(startedAt) FROM stageRun WHERE stage = 'route' AND outcome <> 'failed'"
    return try String.fetchAll(
      db,
      sql: """
        SELECT k.caseNo FROM complaintCase k
        WHERE k.body IS NULL AND k.state IN (\(CaseState.openWords))
          AND k.caseNo NOT IN (SELECT caseNo FROM holdingPen)
          AND NOT EXISTS (
            SELECT 1 FROM caseEvent e WHERE e.caseNo = k.caseNo AND e.type = 'escalated'
              AND e.payload ->> 'to' = 'county')
          AND (k.state = 'bounced' OR EXISTS (
            SELECT 1 FROM stageRun r
            WHERE r.stage = 'route' AND r.outcome <> 'failed' AND r.startedAt = (\(routed))
              AND r.asOf >= substr(k.registeredAt, 1, 10) AND r.startedAt > (
                SELECT max(e.recordedAt) FROM caseEvent e
                WHERE e.caseNo = k.caseNo AND e.type NOT IN (\(Self.leavesWaiting)))))
        ORDER BY k.caseNo
        """
    ).map { caseNo in
      CaseFinding(
        seq: nil, caseNo: caseNo,
        found: Bilingual(zh: "无责任主体而不在待分派清单", en: "no body, and not in the holding pen"),
        expected: Bilingual(zh: "待分派清单中的一行", en: "a row of the holding pen"))
    }
  }

  /// After these a case waits for a body if it did before, and its row stays.
  private static let leavesWaiting = [
    CaseEventKind.linked, .unlinked, .firmNamed, .received, .signed, .extended, .paused, .resumed,
    .instalmentPaid, .paid, .raised, .raiseWithdrawn, .escalated, .accepted, .advanced, .recovered,
    .detailsChanged, .rescheduled, .unmasked,
  ].map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// Where a table ended when it was last written to; nil where that row itself is gone.
  func tableEnd(_ name: String) throws -> (last: Int64, hash: String)? {
    try Row.fetchOne(
      db, sql: "SELECT last, hash FROM tableEnd WHERE name = ?", arguments: [name]
    ).map { ($0[0], $0[1]) }
  }

  private static let asWritten = Bilingual(
    zh: "与程序写入时的摘要一致", en: "what the program wrote, by its digest")
}
