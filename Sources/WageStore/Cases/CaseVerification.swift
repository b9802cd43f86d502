internal import GRDB
public import WageDomain

/// One thing that is wrong with the cases: where, found, expected.
public struct CaseFinding: Hashable, Sendable {
  /// The event at fault; nil when it is a projection or the tail.
  public let seq: Int64?
  /// The case at fault; nil when it is the chain.
  public let caseNo: String?
  public let found: Bilingual
  public let expected: Bilingual
  /// A holiday notice moved due days and nobody recorded that yet: no damage.
  public var isMovedDueDay = false
}

/// What `verify` found of the cases.
public struct CaseVerification: Hashable, Sendable {
  public let events: Int
  public let cases: Int
  /// The last event's hash, to be kept outside.
  public let head: String
  /// Empty when all is as it was written. In order of the chain, then by case.
  public let findings: [CaseFinding]
  /// No event is missing, altered or moved.
  let isChainWhole: Bool
  let told: ToldRows
}

extension StoreSnapshot {
  /// Recomputes the chain of events and every projection, and compares.
  ///
  /// Whoever rewrites the whole tail with fitting hashes is found only with a head kept outside:
  /// it is no longer in the chain. Without a `head` the chain is checked by itself.
  public func verifyCases(head: String? = nil, rules: some CaseRules) throws -> CaseVerification {
    var events: [String: [CaseEvent]] = [:]
    var places = ComplaintPlaces()
    var told = ToldRows()
    let walk = try ChainWalk(
      .cases, in: db, wanted: head,
      named: { Bilingual(zh: "第 \($0.seq) 个事件", en: "event \($0.seq)") },
      read: \.event,
      visit: { row, event, fault in
        if let event {
          events[row.caseNo, default: []].append(event)
          places.apply(event.act, caseNo: row.caseNo)
          told.apply(event.act, row)
        }
        return row.unknownEvent(event != nil, after: fault)
      })
    var findings = walk.findings
    if let head, !walk.hasHead, head.lowercased() != ChainRow.genesis {
      findings.append(
        CaseFinding(
          seq: nil, caseNo: nil,
          found: Bilingual(
            zh: "\(walk.position) 个事件的链中没有 \(head)",
            en: "a chain of \(walk.position) events without \(head)"),
          expected: Bilingual(
            zh: "链中有另行保存的链头；链尾被截断或改写",
            en: "the head kept outside somewhere in the chain; its tail was cut or rewritten")))
    }
    findings += try projectionFindings(events, rules: rules)
    // A chain with a fault of its own tells nothing sure about the complaints.
    if walk.findings.isEmpty { findings += try places.findings(in: db) }
    let held = events.mapValues { own in Set(own.compactMap(\.act.textHash)) }
    findings += try ProtectedTexts(table: "caseText", number: "caseNo", in: db).findings(held)
    let cases = try Int.fetchOne(db, sql: "SELECT count(*) FROM complaintCase") ?? 0
    return CaseVerification(
      events: walk.count, cases: cases, head: walk.head, findings: findings,
      isChainWhole: walk.findings.isEmpty, told: told)
  }

  /// Cases are read here and rebuilt on all processors, some at once.
  private func projectionFindings(
    _ events: [String: [CaseEvent]], rules: some CaseRules
  ) throws -> [CaseFinding] {
    let projections = try StoredProjections(db)
    let numbers = try Set(String.fetchAll(db, sql: "SELECT caseNo FROM complaintCase"))
      .union(events.keys).sorted()
    var findings: [CaseFinding] = []
    for start in stride(from: 0, to: numbers.count, by: Self.comparedAtOnce) {
      let end = min(start + Self.comparedAtOnce, numbers.count)
      let some = try numbers[start..<end].map { number in
        ComparedCase(
          number: number, events: events[number], stored: try projections.projection(of: number))
      }
      let compared = some.mappedBeside { own in Result { try own.difference(rules: rules) } }
      for (own, difference) in zip(some, compared) {
        guard let difference = try difference.get() else { continue }
        let finding = try movedDays(own, difference, rules: rules) ?? difference.finding
        findings.append(finding)
      }
    }
    return findings
  }

  private static let comparedAtOnce = 1_000

  /// What a notice explains that was not applied yet.
  private func movedDays(
    _ own: ComparedCase, _ difference: CaseDifference, rules: some CaseRules
  ) throws -> CaseFinding? {
    guard let days = difference.dueDays else { return nil }
    return try dueDayFinding(own.number, own.events ?? [], days: days, rules: rules)
  }
}

/// A case as it is stored, and its events; nil where one of them is missing.
private struct ComparedCase: Sendable {
  let number: String
  let events: [CaseEvent]?
  let stored: CaseProjection?

  /// Nil where the events amount to what is stored.
  func difference(rules: some CaseRules) throws -> CaseDifference? {
    guard let events else {
      return difference(
        Bilingual(zh: "有案件而无事件", en: "a case without events"),
        Bilingual(zh: "其事件", en: "its events"))
    }
    guard let stored else {
      return difference(
        Bilingual(zh: "有事件而无案件", en: "events without a case"),
        Bilingual(zh: "这些事件所成的案件", en: "the case that they amount to"))
    }
    do {
      let rebuilt = CaseProjection(try rules.status(of: events), caseNo: number)
      guard let part = stored.firstDifference(from: rebuilt) else { return nil }
      return difference(
        .same("\(part) \(stored.text(part))"),
        Bilingual(zh: "按其事件应为 \(rebuilt.text(part))", en: "\(rebuilt.text(part)) by its events"),
        dueDays: stored.differingDueDays(from: rebuilt))
    } catch let fault as IllegalCaseEvent {
      return difference(
        Bilingual(zh: "事件不合法：\(fault.text.zh)", en: "events that \(fault.description)"),
        Bilingual(zh: "次序合法的事件", en: "events in a legal order"))
    }
  }

  private func difference(
    _ found: Bilingual, _ expected: Bilingual, dueDays: Int? = nil
  ) -> CaseDifference {
    CaseDifference(
      finding: CaseFinding(seq: nil, caseNo: number, found: found, expected: expected),
      dueDays: dueDays)
  }
}

private struct CaseDifference: Sendable {
  let finding: CaseFinding
  /// How many due days differ, and nothing else; nil where other things do.
  let dueDays: Int?
}

extension StoreSnapshot {
  /// Only due days differ: by a notice that was not applied yet, or by something else.
  ///
  /// - Returns: nil when a clock differs that no notice can move.
  private func dueDayFinding(
    _ caseNo: String, _ events: [CaseEvent], days: Int, rules: some CaseRules
  ) throws -> CaseFinding? {
    let moves = try moves(ofCase: caseNo, events, rules: rules)
    guard moves.count == days else { return nil }
    func text(_ day: KeyPath<DueDayMove, Day?>) -> String {
      moves.map { "\($0.clock)/\($0.round) \($0[keyPath: day]?.description ?? "-")" }
        .joined(separator: ", ")
    }
    let isByNotice = moves.allSatisfy { !$0.why.isEmpty }
    let cause =
      isByNotice
      ? Bilingual(zh: "放假通知改变了日期", en: "a holiday notice moved it")
      : Bilingual(zh: "没有通知可以解释", en: "no holiday notice explains it")
    return CaseFinding(
      seq: nil, caseNo: caseNo,
      found: Bilingual(zh: "到期日 \(text(\.from))", en: "due days \(text(\.from))"),
      expected: Bilingual(
        zh: "按今日日历应为 \(text(\.to))：\(cause.zh)；`calendar replay --apply` 可补记",
        en: "\(text(\.to)) by today's calendar: \(cause.en); `calendar replay --apply` mends it"),
      isMovedDueDay: isByNotice)
  }
}

extension CaseProjection {
  /// How many clocks' due days differ when nothing else does but what follows from them; else nil.
  fileprivate func differingDueDays(from other: CaseProjection) -> Int? {
    guard clocks.count == other.clocks.count, orders == other.orders,
      instalments == other.instalments,
      Self.masked(header, Self.headerColumns, "dueOn", "dueClock")
        == Self.masked(other.header, Self.headerColumns, "dueOn", "dueClock")
    else { return nil }
    let pairs = zip(clocks, other.clocks).filter { $0 != $1 }
    let isOnlyDays = pairs.allSatisfy { own, others in
      Self.masked(own, Self.clockColumns, "dueOn", "missingYear")
        == Self.masked(others, Self.clockColumns, "dueOn", "missingYear")
    }
    return isOnlyDays && !pairs.isEmpty ? pairs.count : nil
  }

  private static func masked(
    _ values: [DatabaseValue], _ columns: [String], _ left: String...
  ) -> [DatabaseValue] {
    zip(columns, values).filter { !left.contains($0.0) }.map(\.1)
  }

  fileprivate func firstDifference(from other: CaseProjection) -> String? {
    if let index = header.indices.first(where: { header[$0] != other.header[$0] }) {
      return Self.headerColumns[index]
    }
    if clocks != other.clocks { return "clocks" }
    if orders != other.orders { return "transfer orders" }
    return instalments == other.instalments ? nil : "instalments"
  }

  fileprivate func text(_ part: String) -> String {
    switch part {
    case "clocks": Self.text(clocks)
    case "transfer orders": Self.text(orders)
    case "instalments": Self.text(instalments)
    default: Self.headerColumns.firstIndex(of: part).map { header[$0].description } ?? ""
    }
  }

  private static func text(_ rows: [[DatabaseValue]]) -> String {
    rows.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "; ")
  }
}
