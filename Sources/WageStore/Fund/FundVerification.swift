internal import GRDB
internal import WageDomain

/// What `verify` found of the district's petition account.
public struct FundVerification: Hashable, Sendable {
  public let movements: Int
  /// By its movements.
  public let balanceFen: Int64
  /// The last movement's hash, to be kept outside.
  public let head: String
  /// Whether the head that was asked for is in this chain.
  public let hasHead: Bool
  /// ``CaseFinding/seq`` is the movement's.
  public let findings: [CaseFinding]
}

extension StoreSnapshot {
  /// Recomputes the chain of movements, and reconciles movements, case events and balance.
  public func verifyFund(head: String? = nil) throws -> FundVerification {
    var findings: [CaseFinding] = []
    var movements: [FundMovement] = []
    var previous = ChainRow.genesis
    var position: Int64 = 0
    var hasHead = false
    for row in try Row.fetchAll(db, sql: "SELECT * FROM fundMovement ORDER BY seq") {
      position += 1
      guard let movement = FundMovement(row) else {
        findings.append(Self.unreadable(row))
        continue
      }
      let chain = try movement.chainRow(previous: row["previous"])
      let named = Bilingual(
        zh: "专户第 \(movement.seq) 笔流水", en: "movement \(movement.seq) of the account")
      if let fault = chain.chainFault(
        hash: chain.hash, stored: movement.hash, position: position, previous: previous,
        named: { _ in named })
      {
        findings.append(fault)
        position = movement.seq
      }
      if movement.hash == head?.lowercased() { hasHead = true }
      movements.append(movement)
      previous = movement.hash
    }
    let sum = movements.reduce(0) { $0 + $1.amount.fen }
    findings += try balanceFindings(movements, sum: sum) + eventFindings(movements)
    return FundVerification(
      movements: Int(movements.count), balanceFen: sum, head: previous, hasHead: hasHead,
      findings: findings)
  }

  private static func unreadable(_ row: Row) -> CaseFinding {
    CaseFinding(
      seq: row["seq"], caseNo: row["caseNo"],
      found: Bilingual(zh: "无法读取的专户流水", en: "a movement of the account that cannot be read"),
      expected: Bilingual(zh: "已知的种类、日期和时间", en: "a known kind, a day, a moment"))
  }

  private func balanceFindings(_ movements: [FundMovement], sum: Int64) throws -> [CaseFinding] {
    var findings: [CaseFinding] = []
    let kept = try Int64.fetchOne(db, sql: "SELECT balanceFen FROM fundAccount") ?? 0
    if kept != sum {
      findings.append(
        CaseFinding(
          seq: nil, caseNo: nil,
          found: Bilingual(
            zh: "专户余额 \(Money(fen: kept)) 元", en: "a balance of \(Money(fen: kept)) yuan"),
          expected: Bilingual(
            zh: "按流水应为 \(Money(fen: sum)) 元", en: "\(Money(fen: sum)) yuan by its movements")))
    }
    if let (day, balance) = Self.firstOverdraft(movements) {
      findings.append(
        CaseFinding(
          seq: nil, caseNo: nil,
          found: Bilingual(
            zh: "专户 \(day) 余额 \(balance) 元", en: "\(balance) yuan in the account on \(day)"),
          expected: Bilingual(zh: "不低于零", en: "no less than nothing")))
    }
    return findings
  }

  private static func firstOverdraft(_ movements: [FundMovement]) -> (Day, Money)? {
    var days: [Day: Int64] = [:]
    for movement in movements { days[movement.occurredOn, default: 0] += movement.amount.fen }
    var balance: Int64 = 0
    for (day, fen) in days.sorted(by: { $0.key < $1.key }) {
      balance += fen
      if balance < 0 { return (day, Money(fen: balance)) }
    }
    return nil
  }

  /// Every advance and recovery is one event of its case and one movement, of the same day and amount.
  private func eventFindings(_ movements: [FundMovement]) throws -> [CaseFinding] {
    let rows = try BoundStatement(
      """
      SELECT \(EventChain.cases.columns) FROM caseEvent WHERE type IN ('advanced', 'recovered') ORDER BY seq
      """, in: db)
    var events: [Int64: (caseNo: String, event: CaseEvent)] = [:]
    try rows.forEach { found in
      let row = ChainRow(found)
      if let event = row.event { events[row.seq] = (row.caseNo, event) }
    }
    var findings: [CaseFinding] = []
    for movement in movements {
      guard let seq = movement.eventSeq else { continue }
      let found = events.removeValue(forKey: seq)
      if let found, found.caseNo == movement.caseNo, movement.fits(found.event) { continue }
      findings.append(Self.unmatched(movement, event: seq, found?.event))
    }
    return findings
      + events.sorted { $0.key < $1.key }.map { seq, found in
        CaseFinding(
          seq: seq, caseNo: found.caseNo,
          found: Bilingual(
            zh: "事件 \(found.event.act.kind.title.zh)没有专户流水",
            en: "an event \(found.event.act.kind.rawValue) without a movement of the account"),
          expected: Bilingual(zh: "同日同额的一笔流水", en: "one of the same day and amount"))
      }
  }

  private static func unmatched(
    _ movement: FundMovement, event seq: Int64, _ event: CaseEvent?
  ) -> CaseFinding {
    let (zh, en) = (movement.kind.title.zh, movement.kind.rawValue)
    let said = event?.act.payload["amount_fen"].flatMap { Int64($0) }.map { Money(fen: $0) }
    return CaseFinding(
      seq: movement.seq, caseNo: movement.caseNo,
      found: Bilingual(
        zh: "专户\(zh) \(movement.amount) 元，\(movement.occurredOn)",
        en: "\(en) of \(movement.amount) yuan on \(movement.occurredOn)"),
      expected: event.map { event in
        Bilingual(
          zh: "事件 \(seq)：\(said.map(\.description) ?? "-") 元，\(event.effectiveAt.day)",
          en: "event \(seq): \(said.map(\.description) ?? "-") yuan on \(event.effectiveAt.day)")
      } ?? Bilingual(zh: "案件的事件 \(seq)", en: "event \(seq) of the case"))
  }
}

extension FundMovement {
  /// Whether it is what a case's event says.
  fileprivate func fits(_ event: CaseEvent) -> Bool {
    guard event.effectiveAt.day == occurredOn else { return false }
    return switch event.act {
    case .advanced(let advance): kind == .advance && amount.fen == -advance.amount.fen
    case .recovered(let recovery): kind == .recovery && amount == recovery.amount
    default: false
    }
  }
}
