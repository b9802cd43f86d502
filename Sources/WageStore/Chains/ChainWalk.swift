internal import GRDB
internal import WageDomain

/// A chain recomputed from its first event on.
struct ChainWalk {
  /// Rows.
  private(set) var count = 0
  /// The place of the last event, which is ``count`` in a whole chain.
  private(set) var position: Int64 = 0
  /// The last event's hash as it stands.
  private(set) var head = ChainRow.genesis
  /// Whether the head that was asked for is in the chain.
  private(set) var hasHead = false
  private(set) var findings: [CaseFinding] = []

  /// - Parameters:
  ///   - chain: the table.
  ///   - db: the database.
  ///   - wanted: a head kept outside; nil: none is looked for.
  ///   - named: what an event is called.
  ///   - visit: is handed each row with what is wrong with its place, and says what else is wrong.
  /// - Throws: `DatabaseError`.
  init(
    _ chain: EventChain, in db: Database, wanted: String?, named: (ChainRow) -> Bilingual,
    visit: (ChainRow, _ fault: CaseFinding?) -> CaseFinding?
  ) throws {
    let wanted = wanted?.lowercased()
    let rows = try BoundStatement(
      "SELECT \(chain.columns) FROM \(chain.table) ORDER BY seq", in: db)
    try rows.forEach { found in
      let row = ChainRow(found)
      let hash = ChainRow.storedHash(found)
      count += 1
      position += 1
      let fault = row.chainFault(
        hash: hash, position: position, previous: head, named: named(row))
      findings += [fault, visit(row, fault)].compactMap(\.self)
      // One missing row is one finding: the places go on from what is there.
      if fault != nil { position = row.seq }
      if hash == wanted { hasHead = true }
      head = hash
    }
  }
}

extension ChainRow {
  /// For an event that fits its place and stands for nothing known; nil where its place is at fault
  /// already.
  func unknownEvent(_ isKnown: Bool, after fault: CaseFinding?) -> CaseFinding? {
    fault == nil && !isKnown ? unknownEvent : nil
  }
}

extension CaseFinding {
  /// Stored columns that are not what the events amount to; nil where they are.
  init?(of number: String, stored: [DatabaseValue], rebuilt: [(any DatabaseValueConvertible)?]) {
    let rebuilt = rebuilt.map { $0?.databaseValue ?? .null }
    guard stored != rebuilt else { return nil }
    func text(_ columns: [DatabaseValue]) -> String {
      columns.map(\.description).joined(separator: " ")
    }
    let expected = text(rebuilt)
    self.init(
      seq: nil, caseNo: number, found: .same(text(stored)),
      expected: Bilingual(zh: "按其事件应为 \(expected)", en: "\(expected) by its events"))
  }

  /// Events that could not have followed each other.
  init(of number: String, illegal reason: Bilingual) {
    self.init(
      seq: nil, caseNo: number,
      found: Bilingual(
        zh: "事件次序不合法：\(reason.zh)", en: "events in an illegal order: \(reason.en)"),
      expected: Bilingual(zh: "次序合法的事件", en: "events in a legal order"))
  }
}
